"""Settings, all from the environment; docs/operations.md lists every variable.

Without any variable the site runs for development: debug on, an embedded SQLite file under var/, loopback only.
With DEBUG=no it runs for production and refuses to start without a secret key, hosts and a database.
SITE=public runs `publication` alone: no staff pages, no sessions, no private app.
"""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from monitor import env
from monitor.databases import databases

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR") or BASE_DIR / "var")

DEBUG = env.flag("DEBUG", True)
SITE = env.choice("SITE", "full", ["full", "public"])
STAFF = SITE == "full"

if DEBUG:
    SECRET_KEY = env.text("SECRET_KEY", "for-development-on-this-machine-only")
    ALLOWED_HOSTS = env.local_hosts("ALLOWED_HOSTS")
    DATABASE_URL = env.database("DATABASE_URL")
else:
    SECRET_KEY = env.required("SECRET_KEY", "set it to a long random text, kept out of the repository.")
    ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
    if not ALLOWED_HOSTS:
        env.required(
            "ALLOWED_HOSTS", "set it to the host names that this site answers to, separated by commas."
        )
    env.required("DATABASE_URL", "set it to postgresql://user:password@host/name.")
    DATABASE_URL = env.database("DATABASE_URL")
PUBLIC_DATABASE_URL = env.database("PUBLIC_DATABASE_URL")
if PUBLIC_DATABASE_URL and not STAFF:
    raise ImproperlyConfigured(
        "PUBLIC_DATABASE_URL is for the full site, whose projector writes there. With SITE=public, DATABASE_URL names "
        "the public database."
    )

SHARED_APPS = [
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "publication",
]
STAFF_APPS = [
    "monitor",
    "monitor.admin_site.MarsadAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "allauth.account",
    "allauth.mfa",
    "import_export",
    "simple_history",
    "records",
    "incidents",
    "abductees",
    "reports",
]
INSTALLED_APPS = STAFF_APPS + SHARED_APPS if STAFF else SHARED_APPS

MIDDLEWARE = [
    # These stand first, so that what the others refuse has the headers as well.
    "publication.protection.headers.Headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "publication.protection.headers.PublicPolicy",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "publication.protection.probing.Probing",
    "publication.protection.odd.OddRequests",
    *(["django.contrib.sessions.middleware.SessionMiddleware"] if STAFF else []),
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    *(
        [
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "simple_history.middleware.HistoryRequestMiddleware",
            "monitor.middleware.IdleSessionsEnd",
            "monitor.middleware.HostileTextIsRefused",
            "allauth.account.middleware.AccountMiddleware",
            "monitor.middleware.SecondFactorComesFirst",
            *(["monitor.middleware.PublicDatabaseAway"] if PUBLIC_DATABASE_URL else []),
        ]
        if STAFF
        else []
    ),
]

ROOT_URLCONF = "monitor.urls" if STAFF else "publication.site_urls"
#: Where the staff site stands, in either language.
STAFF_PATHS = ("/admin/", "/en/admin/") if STAFF else ()
WSGI_APPLICATION = "monitor.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                *(
                    [
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                    if STAFF
                    else []
                ),
                "publication.context.site",
            ],
        },
    },
]

# Widgets are drawn by our templates where we have one of the name (templates/django/forms/).
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Data -------------------------------------------------------------------------------------------------------

# The public site alone reads one database, with a role that may select; the full site reaches a public database of its
# own by the second alias, which is there only when it has an address.
DATABASES = databases(DATABASE_URL, PUBLIC_DATABASE_URL, VAR_DIR / "marsad.sqlite3", reads_only=not STAFF)
DATABASE_ROUTERS = ["publication.database.PublicRouter"] if PUBLIC_DATABASE_URL else []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if STAFF:
    AUTH_USER_MODEL = "monitor.User"
    # What all processes must know of sign-in at once: codes that were used, attempts that failed. `migrate` makes the
    # table. Never so many entries that some are dropped: a used code that is forgotten could be used again.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "monitor_sign_in_cache",
            "OPTIONS": {"MAX_ENTRIES": 1_000_000},
        }
    }

# The outer keys of the vault (records/vault.py); in debug mode one is made in a file when it is first needed. The
# public site alone has no vault and reads no key.
VAULT_KEYS: list[str] = env.keys("VAULT_KEYS") if STAFF else []
VAULT_KEY_FILE = VAR_DIR / "vault.key" if DEBUG else None
if STAFF and not DEBUG and not VAULT_KEYS:
    env.required(
        "VAULT_KEYS",
        "set it to a Fernet key, kept out of the repository and the database; docs/operations.md says how to make one.",
    )

# What backups are encrypted with (records/backup/crypto.py): needed by the two commands, not by the running site.
BACKUP_KEYS: list[str] = env.keys("BACKUP_KEYS") if STAFF else []

# Who publishes: named on reports and infographics -------------------------------------------------------------

ORGANISATION = {"ar": env.text("ORGANISATION_AR", "مرصد"), "en": env.text("ORGANISATION_EN", "Marsad")}

# Cases -------------------------------------------------------------------------------------------------------

# Days without news after which the desk asks to ask again about an open case.
CASE_REMINDER_DAYS = env.number("CASE_REMINDER_DAYS", 180, at_least=1)

# Language ---------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["terms.formats"]
TIME_ZONE = env.zone("TIME_ZONE", "Asia/Damascus")
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# Files ------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = VAR_DIR / "media"
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
#: The largest body of a request, all its files together; without a session DATA_UPLOAD_MAX_MEMORY_SIZE.
REQUEST_MAX_BYTES = 50 * 1024 * 1024
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Sign-in and protection -------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["monitor.accounts.AccountBackend"] if STAFF else []
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "monitor.passwords.NotOfTheHouse"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
SESSION_COOKIE_AGE = env.number("SESSION_HOURS", 10, at_least=1) * 3600
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES", 60, at_least=1)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
CSRF_FAILURE_VIEW = "publication.views.errors.forged"
if not DEBUG:
    # Browsers take a cookie of this name from this very host only, by https, for every path: no subdomain can set one.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
# The default keeps messages, and titles of records with them, in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
if not STAFF:
    SILENCED_SYSTEM_CHECKS = [
        "security.W003"
    ]  # no session and no form that writes: nothing to forge a request for
# What was done to a record is told once, from the session: in a cookie the browser would keep the record's name.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
SECURE_SSL_REDIRECT = not DEBUG and env.flag("SSL_REDIRECT", True)
BEHIND_PROXY = env.flag("BEHIND_PROXY", not DEBUG)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# After so many misses within a minute a client gets no more pages of single records unread; 0 is no limit.
MISSES_A_MINUTE = env.number("MISSES_A_MINUTE", 0 if DEBUG else 60)
SECURE_HSTS_SECONDS = 0 if DEBUG else env.number("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
# Other sites learn nothing. "no-referrer" would make browsers send "Origin: null" with our own forms, which the check
# against forged requests refuses.
SECURE_REFERRER_POLICY = (
    "same-origin"  # of staff pages; public ones send none (publication.protection.headers)
)
X_FRAME_OPTIONS = "DENY"
_NOTHING = {
    "default-src": [NONE],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
    **({} if DEBUG else {"upgrade-insecure-requests": True}),
}
#: Public pages hold no script at all (publication.protection.headers).
PUBLIC_PAGES_POLICY = {**_NOTHING, "script-src": [NONE], "connect-src": [NONE]}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {**_NOTHING, "img-src": [SELF, "data:"], "script-src": [SELF], "connect-src": [SELF]}
}

# The second step of signing in (monitor/sign_in/) ------------------------------------------------------------

# In development the sample accounts must open with a password. Nothing turns it off anywhere else.
SECOND_FACTOR_REQUIRED = not DEBUG
ACCOUNT_ADAPTER = "monitor.sign_in.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = [
    "username*",
    "password1*",
]  # there is no sign-up; the check wants it to fit the above
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "10/15m/key",
    "reauthenticate": "20/m/user",
    "sign_in_by_address": "30/15m/key",
}
MFA_ADAPTER = "monitor.sign_in.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "monitor.sign_in.forms.CodeForm",
    "authenticate_webauthn": "monitor.sign_in.forms.PasskeyForm",
    "reauthenticate": "monitor.sign_in.forms.ConfirmCodeForm",
    "reauthenticate_webauthn": "monitor.sign_in.forms.ConfirmPasskeyForm",
    "login_webauthn": "monitor.sign_in.forms.PasskeyAloneForm",
    "activate_totp": "monitor.sign_in.forms.ActivateAppForm",
    "add_webauthn": "monitor.sign_in.forms.AddPasskeyForm",
}
ACCOUNT_FORMS = {"reauthenticate": "monitor.sign_in.forms.ConfirmPasswordForm"}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # there is no mail
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RATE_LIMITS = {"webauthn_login": "30/m/ip"}
MFA_TOTP_TOLERANCE = 1  # half a minute either way: telephones are not always on time
# What authenticator apps show beside the account. A telephone that is searched shows it, so it names nobody.
MFA_TOTP_ISSUER = env.text("SECOND_FACTOR_NAME", "Desk")

# API --------------------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "publication.api.pagination.Pages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
    "PAGE_SIZE": 50,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Marsad",
    "DESCRIPTION": "Released incidents and monthly summaries. Figures keep their qualifiers.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

# Logs: no query strings, no request bodies, no values --------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "monitor.logs.WithoutValues",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
            # With the offset: lines of several machines are put in one order.
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
        }
    },
    "filters": {"without_requests": {"()": "publication.protection.logs.WithoutRequests"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_requests"]}
    },
    "root": {
        "handlers": ["console"],
        "level": env.choice(
            "LOG_LEVEL",
            "WARNING" if DEBUG else "INFO",
            ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"],
        ),
    },
}

"""Settings, all from the environment; docs/operations.md lists every variable.

Without any variable the site runs for development: debug on, an embedded SQLite file under var/, loopback only.
With DEBUG=no it runs for production and refuses to start without a secret key, hosts and a database.
SITE=public runs `publication` alone: no staff pages, no sessions, no private app.
"""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from monitor import env

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

SHARED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
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
    "django.contrib.sessions",
    "import_export",
    "simple_history",
    "records",
    "incidents",
    "abductees",
    "reports",
]
INSTALLED_APPS = STAFF_APPS + SHARED_APPS if STAFF else SHARED_APPS

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    *(["django.contrib.sessions.middleware.SessionMiddleware"] if STAFF else []),
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    *(
        [
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "simple_history.middleware.HistoryRequestMiddleware",
            "monitor.middleware.StaffPagesAreNeverStored",
            "monitor.middleware.IdleSessionsEnd",
        ]
        if STAFF
        else []
    ),
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "monitor.urls" if STAFF else "publication.site_urls"
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

# Data -------------------------------------------------------------------------------------------------------

_SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": VAR_DIR / "marsad.sqlite3",
    "OPTIONS": {
        # Writers queue for the lock at BEGIN instead of failing half-way; readers never wait (WAL).
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
    },
}
DATABASES = {
    "default": dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)
    if DATABASE_URL
    else _SQLITE
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if STAFF:
    AUTH_USER_MODEL = "monitor.User"

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
SESSION_COOKIE_AGE = env.number("SESSION_HOURS", 10, at_least=1) * 3600
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES", 60, at_least=1)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
if not STAFF:
    SILENCED_SYSTEM_CHECKS = [
        "security.W003"
    ]  # no session and no form that writes: nothing to forge a request for
# What was done to a record is told once, from the session: in a cookie the browser would keep the record's name.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
SECURE_SSL_REDIRECT = not DEBUG and env.flag("SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY", not DEBUG) else None
SECURE_HSTS_SECONDS = 0 if DEBUG else env.number("HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
# Other sites learn nothing. "no-referrer" would make browsers send "Origin: null" with our own forms, which the check
# against forged requests refuses.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

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
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["console"],
        "level": env.choice(
            "LOG_LEVEL",
            "WARNING" if DEBUG else "INFO",
            ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"],
        ),
    },
}

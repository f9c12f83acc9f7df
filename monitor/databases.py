"""The databases of a site as Django's settings take them, from their addresses.

Options that an address gives itself (`?options=…`, `?connect_timeout=…`, `?sslmode=verify-full`) win over those here.
"""

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

Config = dict[str, Any]

#: Writers queue for the lock at BEGIN instead of failing half-way; readers never wait (WAL).
_SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;"
#: A public database that is away, cut off or busy holds up nobody at the desk: the release waits in the outbox.
_AWAY = {"connect_timeout": 3, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3,
         "tcp_user_timeout": 8000}  # fmt: skip
_LIMITS = "-c lock_timeout=5s -c statement_timeout=60s"


def databases(url: str, public_url: str, file: Path, reads_only: bool) -> Config:
    """`DATABASES`: the default one at `url`, else in an embedded `file`, and the public one when it has an address.

    With `reads_only` nothing can be written, whatever the role may. Raises ImproperlyConfigured for one database under
    two names: each would take the other's tables for its own.
    """
    default = _database(url) if url else {"ENGINE": "django.db.backends.sqlite3", "NAME": file}
    if reads_only:
        _only_read(default)
    _embedded(default, reads_only)
    if not public_url:
        return {"default": default}
    public = _database(public_url)
    if _place(public) == _place(default):
        raise ImproperlyConfigured(
            "PUBLIC_DATABASE_URL must name another database than DATABASE_URL; without it both sides share one."
        )
    if "postgresql" in public["ENGINE"]:
        given = public["OPTIONS"].get("options", "")
        public["OPTIONS"] = {**_AWAY, **public["OPTIONS"], "options": f"{_LIMITS} {given}".strip()}
    _embedded(public, False)
    return {"default": default, "public": public}


def _database(url: str) -> Config:
    found: Config = {**dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)}
    found["OPTIONS"] = {**found.get("OPTIONS", {})}
    return found


def _only_read(database: Config) -> None:
    if "postgresql" in database["ENGINE"]:
        given = database["OPTIONS"].get("options", "")
        database["OPTIONS"]["options"] = f"{given} -c default_transaction_read_only=on".strip()


def _embedded(database: Config, reads_only: bool) -> None:
    if "sqlite" in database["ENGINE"]:
        last = " PRAGMA query_only=ON;" if reads_only else ""
        database["OPTIONS"] = {
            "transaction_mode": "DEFERRED" if reads_only else "IMMEDIATE",
            "timeout": 20,
            "init_command": _SQLITE_PRAGMAS + last,
        }


def _place(database: Config) -> tuple[str, ...]:
    return tuple(str(database.get(part) or "") for part in ("HOST", "PORT", "NAME"))

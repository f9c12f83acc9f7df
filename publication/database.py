"""Which database the public side is in, and how it is reached: the one of the whole site, or one of its own.

With PUBLIC_DATABASE_URL the tables of this app are in a second database, and nothing else is; without it, in the only
one. Everything here that begins a transaction, takes a lock or writes SQL asks this module for its connection, so that
it lands where the rows are.
"""

import logging
from typing import Any

from django.apps import apps
from django.db import InterfaceError, OperationalError, connections, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

log = logging.getLogger(__name__)

#: The alias of a public database of its own, and the app that lives in it.
SEPARATE, APP = "public", "publication"
#: What a database that is not there raises.
AWAY = (OperationalError, InterfaceError)


class PublicRouter:
    """Rows and migrations of this app to its own database, everything else to the other; no relation crosses.

    Installed only when there are two (monitor.settings).
    """

    def db_for_read(self, model: type[Model] | None, **hints: Any) -> str:
        """A library that asks for no model at all (django-import-export) means its own rows, which are private."""
        return SEPARATE if model is not None and model._meta.app_label == APP else "default"

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return (one._meta.app_label == APP) == (other._meta.app_label == APP)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (app_label == APP) == (db == SEPARATE)


def alias() -> str:
    """The alias of the database that holds the public tables."""
    return router.db_for_write(apps.get_model(APP, "Applied"))


def is_separate() -> bool:
    """Whether this process reaches the public tables in a database of their own."""
    return alias() == SEPARATE


def connection() -> BaseDatabaseWrapper:
    return connections[alias()]


def atomic() -> transaction.Atomic:
    """A transaction of the public side; within another of the same database, a part of it."""
    return transaction.atomic(using=alias())


def lock() -> None:
    """One projection at a time, until the transaction ends. SQLite's begin with the lock (BEGIN IMMEDIATE)."""
    if connection().vendor == "postgresql":
        with connection().cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x4D52_5344])


def take_time() -> None:
    """Lift the limits of a public database of its own until the transaction ends: a rebuild is long, and waits."""
    if is_separate() and connection().vendor == "postgresql":
        with connection().cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0")


def answers() -> bool:
    """Whether the public database can be read; a connection that died in the meantime is made anew first."""
    for _attempt in range(2):
        had_one = connection().connection is not None
        try:
            with connection().cursor() as cursor:
                cursor.execute("SELECT 1")
        except AWAY as error:
            recover()
            if not had_one:
                log.warning("The public database does not answer: %s", str(error).partition("\n")[0])
                break
        else:
            return True
    return False


def recover() -> None:
    """Let go of a connection that died, so that the next use connects again. Within a transaction nothing is let go."""
    if not connection().in_atomic_block:  # Django would close it and take the transaction with it
        connection().close_if_unusable_or_obsolete()

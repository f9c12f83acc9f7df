"""What must hold of the public site's own database, with SITE=public: `manage.py check --database default`."""

from typing import Any

from django.core.checks import Error
from django.db import connections
from django.utils.translation import gettext as _

from publication.database import APP

_MAY_WRITE = """
    SELECT tablename FROM pg_tables WHERE schemaname = 'public'
    AND has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename),
                            'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')
    UNION SELECT 'schema public' WHERE has_schema_privilege('public', 'CREATE')
    ORDER BY 1
"""


def only_public_and_only_to_read(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[Error]:
    """An error for tables that are not of the public side, and one for a role that may write."""
    found = []
    for alias in databases or []:
        connection = connections[alias]
        with connection.cursor() as cursor:
            tables = set(connection.introspection.table_names(cursor))
            foreign = sorted(
                name for name in tables if not name.startswith(f"{APP}_") and name != "django_migrations"
            )
            writable: list[str] = []
            if connection.vendor == "postgresql":
                cursor.execute(_MAY_WRITE)
                writable = [row[0] for row in cursor.fetchall()]
        if foreign:
            text = _(
                "The database of the public site holds other tables than those of the public side: %(names)s."
            )
            hint = _("Give the public side a database of its own: docs/operations.md, “The public server”.")
            found.append(Error(text % {"names": _some(foreign)}, hint=hint, id="publication.E001"))
        if writable:
            text = _("The role of the public site may write: %(names)s.")
            hint = _("Connect as a role that may only select: docs/operations.md, “The public server”.")
            found.append(Error(text % {"names": _some(writable)}, hint=hint, id="publication.E002"))
    return found


def _some(names: list[str]) -> str:
    return ", ".join(names[:5]) + (" …" if len(names) > 5 else "")

"""What must hold before the site goes out."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import DatabaseError
from django.utils.translation import gettext as _


@register(Tags.security, deploy=True)
def no_sample_accounts(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Sample accounts have no place on a real site, locked or not."""
    from monitor.models import User

    try:
        names = list(User.objects.filter(is_sample=True).values_list("username", flat=True))
    except DatabaseError:  # no database yet: nothing to find
        return []
    if not names:
        return []
    return [
        Error(
            _("There are sample accounts: %(names)s.") % {"names": ", ".join(names)},
            hint=_("Remove them, or start from an empty database."),
            id="monitor.E001",
        )
    ]


@register(Tags.security, deploy=True)
def databases_elsewhere_are_reached_safely(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Between machines the rows travel under TLS, to the server that the certificate names and to no other."""
    databases: dict[str, Any] = settings.DATABASES
    return [
        Error(
            _("The database “%(alias)s” is on another machine and is reached without verifying who answers.")
            % {"alias": alias},
            hint=_(
                "Add ?sslmode=verify-full to its address, and sslrootcert with the authority's certificate."
            ),
            id="monitor.E002",
        )
        for alias, database in databases.items()
        if "postgresql" in database["ENGINE"]
        and not _is_here(database.get("HOST") or "")
        and database.get("OPTIONS", {}).get("sslmode") != "verify-full"
    ]


def _is_here(host: str) -> bool:
    """Loopback, or the folder of a socket; several hosts only when all of them are."""
    return all(one in ("", "localhost", "127.0.0.1", "::1") or one.startswith("/") for one in host.split(","))

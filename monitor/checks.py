"""What must hold before the site goes out."""

from typing import Any

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

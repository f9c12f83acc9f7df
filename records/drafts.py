"""Unsaved forms, kept on the server while they are typed; each belongs to one person and one opened form."""

import re
from datetime import timedelta
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.crypto import get_random_string

from records.models import FormDraft

#: Longest form that is kept, in characters as posted; a form of two hundred lines is a tenth of it.
LONGEST = 1_000_000
#: Drafts that nobody came back to are dropped after so long.
KEPT_FOR = timedelta(days=30)
_TOKEN = re.compile(r"[a-z0-9]{12}")
#: Never part of what a form says.
_NOT_KEPT = ("csrfmiddlewaretoken", "_draft", "_save", "_continue", "_addanother", "_submit")


def new_token() -> str:
    """Tells apart the same form opened twice, so that one does not overwrite the other."""
    return get_random_string(12, "abcdefghijklmnopqrstuvwxyz0123456789")


def is_token(text: str) -> bool:
    return bool(_TOKEN.fullmatch(text))


def keep(user: Any, form: str, token: str, posted: str) -> FormDraft:
    """Keep what was typed. Raises ValueError for a token that is none, or a form beyond all measure."""
    if not is_token(token) or len(posted) > LONGEST:
        raise ValueError("not a draft")
    data = QueryDict(posted, mutable=True)
    for name in _NOT_KEPT:
        data.pop(name, None)
    FormDraft.objects.filter(user=user, saved_at__lt=timezone.now() - KEPT_FOR).delete()
    draft, _created = FormDraft.objects.update_or_create(
        user=user, form=f"{form}:{token}", defaults={"data": data.urlencode()}
    )
    return draft


def discard(user: Any, form: str, token: str) -> None:
    FormDraft.objects.filter(user=user, form=f"{form}:{token}").delete()


def find(user: Any, form: str, token: str) -> FormDraft | None:
    return FormDraft.objects.filter(user=user, form=f"{form}:{token}").first()


def waiting(user: Any, form: str) -> list[dict[str, Any]]:
    """The unsaved forms of this kind that the user may take up again, newest first: token, time, and a title."""
    drafts = FormDraft.objects.filter(user=user, form__startswith=f"{form}:").order_by("-saved_at")
    return [
        {
            "token": draft.form.rpartition(":")[2],
            "saved_at": draft.saved_at,
            "title": QueryDict(draft.data).get("title_ar", ""),
        }
        for draft in drafts
    ]

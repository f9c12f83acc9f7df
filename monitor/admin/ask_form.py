"""What is filled in to ask for something about an account."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from monitor.models import AccountRequest, User
from monitor.requests import WITH_ROLES
from monitor.roles import LABELS, MEANINGS
from records.typed import TypedText


class AskForm(TypedText):
    """What the kind of request needs: a name for a new account, roles where it gives some, always a reason."""

    username = forms.CharField(
        label=_("Name of the account"),
        max_length=150,
        help_text=_(
            "Letters, digits and @ . + - _ only. It may be a code name, and for a correspondent it must be one: "
            "write nothing here that says who it is. It cannot be changed later."
        ),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", "autocapitalize": "off"}),
    )
    roles = forms.MultipleChoiceField(
        label=_("roles"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one role. To take all rights away, shut the account.")
        },
    )
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=_(
            "The second administrator reads it. Administrators see it for good: name no one outside the house."
        ),
        error_messages={"required": _("Say why: the second administrator has only this to go by.")},
    )

    def __init__(self, *args: Any, kind: str, account: User | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = [
            (key, format_html("<strong>{}</strong>: {}", label, MEANINGS[key]))
            for key, label in LABELS.items()
        ]
        if account is not None:
            del self.fields["username"]
            self.fields["roles"].initial = account.role_keys
        if AccountRequest.Kind(kind) not in WITH_ROLES:
            del self.fields["roles"]

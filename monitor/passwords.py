"""What a password must not be made of: the words that whoever attacks this house tries first."""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from monitor.roles import LABELS
from terms.arabic.fold import fold, squash

#: Of the house, its field and its country; docs/inventories.md lists them. Names of roles and of the organisation come
#: by themselves, the account's own names by Django's validator.
WORDS = (
    "marsad", "مرصد", "observatory", "sohr", "humanrights", "حقوق الإنسان", "syria", "syrian", "سوريا", "سورية",
    "السوري", "damascus", "دمشق", "conflict", "abductees", "incidents", "مختطف", "shaam", "admin", "password",
    "كلمة المرور", "welcome",
)  # fmt: skip
#: So many different signs, digits apart, must remain when these words are taken out.
LEAST_REST = 8


def context_words() -> set[str]:
    """Every word as it is compared, the longest parts of the organisation's names included."""
    named = [word for name in settings.ORGANISATION.values() for word in fold(name).split() if len(word) > 3]
    roles = [*LABELS, *(str(label) for label in LABELS.values())]
    return {squash(word) for word in (*WORDS, *named, *roles)}


class NotOfTheHouse:
    """Refuses a password that is little more than such words: «Marsad2026!!» is, a phrase with one of them is not."""

    def validate(self, password: str, user: Any = None) -> None:
        rest = letters = squash(password)
        for word in sorted(context_words(), key=len, reverse=True):
            rest = rest.replace(word, "")
        signs = {sign for sign in rest if not sign.isdigit()} | set(re.findall(r"[^\w\s]", password))
        if rest != letters and len(signs) < LEAST_REST:
            raise ValidationError(
                _("This password is little more than words of this house and its work. Add other words."),
                code="password_of_the_house",
            )

    def get_help_text(self) -> str:
        return _("Your password must not be made of words of this house and its work.")

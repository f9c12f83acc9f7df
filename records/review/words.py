"""The values of a document in words: labels for keys of choices, names for references, figures with qualifiers."""

from datetime import date
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from records.disclosure import SIBLING
from records.documents import Content, Spec
from terms.arabic.agreement import join
from terms.dates import format_day
from terms.figures import Figure

#: The fields by which people tell the children of one list apart, in the order of reading.
_TELLING = ["status", "of", "member", "source", "person", "label", "outcome", "civil_status", "parties", "said_on",
            "valid_from"]  # fmt: skip


def label_of(spec: Spec, name: str) -> str:
    """What a form calls the field, or the list of children."""
    if name == "figure":
        return _("figure")
    if name in spec.children:
        return str(spec.children[name].model._meta.verbose_name_plural)
    return str(spec.model._meta.get_field(name).verbose_name)


def in_words(spec: Spec, name: str, value: Any, siblings: dict[int, str] | None = None) -> str:
    """One value of a row; "" where there is none. `siblings` names the other rows of the list by their keys."""
    if name == "figure":
        return Figure.from_json(value).in_language(_language()) if value else ""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if spec.fields.get(name) is SIBLING:
        return (siblings or {}).get(value["pk"], "")
    if isinstance(value, list):
        return join([in_words(spec, name, part) for part in value], _language())
    if isinstance(value, dict):
        return _name(value)
    field = _field(spec, name)
    if isinstance(field, models.DateField):
        return format_day(date.fromisoformat(value), _language())
    choices = (
        dict(getattr(spec.model, "CHOICES", {})[name].choices) if isinstance(field, models.JSONField) else {}
    )
    return str({**choices, **dict(getattr(field, "flatchoices", []))}.get(value, value))


def title_of(spec: Spec, row: Content) -> str:
    """A child by what tells it from its sisters: قُتل · مقاتلون · قوات النظام: 39."""
    parts = [in_words(spec, name, row[name]) for name in _TELLING if name in spec.fields]
    title = " · ".join(part for part in parts if part)
    figure = in_words(spec, "figure", row.get("figure"))
    return f"{title}: {figure}" if title and figure else title or figure or str(spec.model._meta.verbose_name)


def _name(reference: Content) -> str:
    """The name of a place, party, source, person or record; in the language of the page where it has one."""
    first, second = ("ar", "en") if _language().startswith("ar") else ("en", "ar")
    return str(reference.get(first) or reference.get(second) or reference.get("key") or _("unnamed person"))


def _field(spec: Spec, name: str) -> Any:
    try:
        return spec.model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _language() -> str:
    return get_language() or "ar"

"""What people type into any field of any record: cleaned, or refused by the name of the sign (terms.signs).

One place for all models, so that no field can be forgotten: `guard` is called once for every app with records, takes
each of its text fields, and lets each be judged where forms and imports judge it (the field's validators) and again,
with the cleaning, as it is saved. tests/hostile/test_text_fields.py walks all fields.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.apps import AppConfig, apps
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models.signals import pre_save
from simple_history.models import HistoricalChanges  # type: ignore[attr-defined]

from terms.links import LinkRefused, kept
from terms.signs import cleaned, refused

APPS = ("records", "incidents", "abductees", "reports", "monitor")
#: Texts that no one types, and which must be kept whatever they say: field → why.
NOT_TYPED = {
    "records.OutboxEntry.error": "what a failing database said",
    "records.ReleaseWords.letters": "folded from a released document",
    "records.ReleaseWords.sounds": "folded from a released document",
    "records.FormDraft.data": "a form as it was posted, encoded; judged when it is sent",
    "monitor.User.password": "a digest",
}


class HostileText(ValidationError):
    """A text that no form refused came as far as the database. It is answered like a bad form, and nothing is kept."""


def text_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields of a model that hold typed text; those of its parents are theirs."""
    return [
        field
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and f"{model._meta.label}.{field.name}" not in NOT_TYPED
    ]


def guarded() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every model with every field that is guarded. Rows of history are copies and follow what they are made of."""
    for name in APPS:
        for model in apps.get_app_config(name).get_models():
            if not issubclass(model, HistoricalChanges):
                yield from ((model, field) for field in text_fields(model))


def guard(app: AppConfig) -> None:
    """Judge the text fields of an app's models; called as the app is ready."""
    for model in app.get_models():
        if issubclass(model, HistoricalChanges):
            continue
        for field in text_fields(model):
            # Not among the validators that the field was made with: those are part of migrations. Of a link, Django's
            # own says less, and each fault is said once.
            rest = [one for one in field.validators if not isinstance(one, URLValidator)]
            field.validators = [*rest, judge_of(field)]  # type: ignore[misc]
        pre_save.connect(_clean_before_saving, sender=model, dispatch_uid="records.typed")


def judge_of(field: models.Field) -> Any:
    return judge_link if isinstance(field, models.URLField) else judge


def judge(text: Any) -> None:
    """Refuse a text by the sign that it cannot hold. Raises ValidationError."""
    found = refused(cleaned(text)) if isinstance(text, str) else None
    if found is not None:
        raise ValidationError(found.message, code="sign")


def judge_link(url: Any) -> None:
    """Refuse a link that leads elsewhere than it seems. Raises ValidationError."""
    try:
        kept(url or "")
    except LinkRefused as error:
        raise ValidationError(str(error), code="link") from error


def clean(text: str, *, lines: bool = True) -> str:
    """A text that no model's field holds, as it is kept. Raises ValidationError."""
    judge(text)
    return cleaned(text, lines)


def as_kept(field: models.Field, text: str) -> str:
    """What a field keeps of a text. Raises ValidationError."""
    judge_of(field)(text)
    if isinstance(field, models.URLField):
        return kept(text)
    return cleaned(text, lines=isinstance(field, models.TextField))


class TypedText(forms.Form):
    """For every form with a text field of its own, beside or without those of a model: cleaned, or refused there.

    Secrets, which Django does not strip either, stay as they are typed.
    """

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name, value in list(self.cleaned_data.items()):
            field = self.fields[name]
            if not (isinstance(value, str) and isinstance(field, forms.CharField) and field.strip):
                continue
            try:
                if isinstance(field, forms.URLField):
                    judge_link(value)
                    self.cleaned_data[name] = kept(value)
                else:
                    self.cleaned_data[name] = clean(value, lines=isinstance(field.widget, forms.Textarea))
            except ValidationError as error:
                self.add_error(name, error)


def _clean_before_saving(
    sender: type[models.Model], instance: models.Model, raw: bool, update_fields: Any = None, **_: Any
) -> None:
    # A row from a backup is as it was; the backup's checksums say so.
    if raw:
        return
    deferred = instance.get_deferred_fields()
    for parent in (sender, *sender._meta.get_parent_list()):
        for field in text_fields(parent):
            if field.attname in deferred or (update_fields is not None and field.name not in update_fields):
                continue
            text = getattr(instance, field.attname)
            if isinstance(text, str) and (
                isinstance(field, models.URLField) or not (text.isascii() and text.isprintable())
            ):
                try:
                    setattr(instance, field.attname, as_kept(field, text))
                except ValidationError as error:
                    raise HostileText(error.messages) from None

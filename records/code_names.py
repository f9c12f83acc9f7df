"""Making a source confidential: from its names to a code name, at once and for good.

What the names were goes sealed into the source's file. They leave the source itself, its history and the log of the
desk; public records go out again without them, or are withdrawn. Stored documents and releases keep them: these are
never rewritten, for they prove what was verified (docs/threat-model.md says so, and the page does).
"""

import json
import re
from collections.abc import Callable
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from records import audit, vault
from records.models import EntryKind, Source
from records.models.base import new_public_id
from records.models.sources import is_code_name
from records.tighten import Effect, withhold_source
from terms.arabic.fold import fold


def names_of(source: Source) -> list[str]:
    """Every name that the source has or had, longest first."""
    rows = [source, *source.history.all()]
    names = {name for row in rows for name in (row.name_ar, row.name_en, *row.aliases.splitlines())}
    return sorted({name.strip() for name in names if name.strip()}, key=lambda name: (-len(name), name))


def needs_code_name(source: Source) -> bool:
    """Whether the source is not confidential, or is and still has what says who it is, now or in its history."""
    if not source.is_confidential:
        return True
    rows = [source, *source.history.all()]
    return any(
        row.url or row.aliases or not all(is_code_name(name) for name in (row.name_ar, row.name_en) if name)
        for row in rows
    )


@sensitive_variables()
def check_code_name(source: Source, code_ar: str, code_en: str) -> None:
    """ValidationError for what is no code name, or holds a word of a name that the source has or had."""
    if not code_ar:
        raise ValidationError({"code_ar": _("Write a code name.")})
    told = [*names_of(source), source.key.replace("-", " ").replace("_", " ")]
    known = {word for name in told for word in fold(name).split() if not word.isdigit()}
    for field, code in (("code_ar", code_ar), ("code_en", code_en)):
        if code and not is_code_name(code):
            raise ValidationError(
                {field: _("A code name is one word that nobody is called by, with a number if need be.")}
            )
        if known & set(fold(code).split()):
            raise ValidationError({field: _("This word is in a name of the source. Choose another.")})


@sensitive_variables()
@transaction.atomic
def make_confidential(source: Source, code_ar: str, code_en: str, user: Any) -> Effect:
    """Give a source a code name; what became of public records. All or nothing.

    PermissionDenied without the rights to change sources and to write into the vault; ValidationError as
    `check_code_name` says; vault.Unreadable when the file of the source was destroyed or no outer key is here: then
    nothing is changed, for the names would be lost.
    """
    if not (user.has_perm("records.change_source") and user.has_perm("records.write_vault")):
        raise PermissionDenied
    source = Source.objects.select_for_update().get(pk=source.pk)
    check_code_name(source, code_ar, code_en)
    names, key = names_of(source), source.key
    vault.write(source, EntryKind.IDENTITY, _identity(source), user)
    source.name_ar, source.name_en, source.aliases, source.url = code_ar, code_en, "", ""
    source.is_confidential, source.key = True, f"source-{new_public_id()}"
    _rename_group(key, source.key)
    source.independence_group = source.key if source.independence_group == key else source.independence_group
    source.save()
    _scrub_history(source)
    _scrub_log(source, names)
    audit.write("source.confidential", user, f"source {source.pk}")
    return withhold_source(names, user)


def foreseen(source: Source, code_ar: str, code_en: str, user: Any) -> Effect:
    """What `make_confidential` would do to public records. Nothing is kept."""
    with transaction.atomic():
        effect = make_confidential(source, code_ar, code_en, user)
        transaction.set_rollback(True)
    return effect


def _identity(source: Source) -> str:
    """All that the source was called by, now and earlier, as it goes into the vault."""
    addresses = {row.url for row in (source, *source.history.all()) if row.url}
    return "\n".join([*names_of(source), source.key, *sorted(addresses)])


def _rename_group(old: str, new: str) -> None:
    """Sources that stand in the group of the old key stay together under the new one, in their histories too."""
    Source.objects.filter(independence_group=old).update(independence_group=new)
    Source.history.filter(independence_group=old).update(independence_group=new)


def _scrub_history(source: Source) -> None:
    """The earlier versions keep who changed the source and when; what it was called is in the vault."""
    names = ("key", "name_ar", "name_en", "aliases", "url", "search")
    source.history.update(**{name: getattr(source, name) for name in names}, history_change_reason=None)


def _scrub_log(source: Source, names: list[str]) -> None:
    """The log of the desk names what was changed: sources, and claims by their source."""
    own = Q(
        content_type=ContentType.objects.get_for_model(Source, for_concrete_model=False),
        object_id=str(source.pk),
    )
    said = Q(pk__in=[])
    for name in names:
        said |= Q(object_repr__contains=name) | Q(change_message__contains=_escaped(name))
    replace = _replacer(names, source.name_ar)
    for entry in LogEntry.objects.filter(own | said):
        entry.object_repr = source.name_ar if _is_of(entry, source) else replace(entry.object_repr)
        entry.change_message = _in_message(entry.change_message, replace)
        entry.save(update_fields=["object_repr", "change_message"])


def _is_of(entry: LogEntry, source: Source) -> bool:
    return entry.content_type.model_class() is Source and entry.object_id == str(source.pk)


def _replacer(names: list[str], code: str) -> Callable[[str], str]:
    words = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))
    return lambda text: words.sub(code, text)


def _escaped(text: str) -> str:
    """As the log keeps it, which is JSON."""
    return json.dumps(text)[1:-1]


def _in_message(message: str, replace: Callable[[str], str]) -> str:
    """A message of the log, with every text in it replaced."""
    try:
        parts = json.loads(message)
    except ValueError:
        return replace(message)
    return json.dumps(_in_parts(parts, replace))


def _in_parts(value: Any, replace: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return replace(value)
    if isinstance(value, list):
        return [_in_parts(part, replace) for part in value]
    if isinstance(value, dict):
        return {key: _in_parts(part, replace) for key, part in value.items()}
    return value

"""A stricter decision about a person or a source, carried out on everything that is public, at once; what it promises
is in docs/threat-model.md.

Records that name the person go out again with less; those whose text says a withheld name are withdrawn until someone
has mended the text. Leaving a name on a page until an editor has time would be the greater harm.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q

from records import workflow
from records.models import Person, Record, Release
from records.people import hold_decisions
from records.release import public_notes, says_names
from terms.arabic.fold import fold, near_fold
from terms.arabic.sound import may_say
from terms.choices import PlaceLimit


@dataclass
class Effect:
    """What became of public records: those that went out again, and those that were withdrawn."""

    tightened: list[Record] = field(default_factory=list)
    withdrawn: list[Record] = field(default_factory=list)


def reached_by(person: Person) -> list[Record]:
    """Public records that may have to change: those that name the person, and those whose text may say a name."""
    named = Q(live_release__document__people=person)
    spoken = Q(pk__in=_speaking_of(person))
    return list(Record.objects.live().filter(named | spoken).distinct().order_by("pk"))


def saying(person: Person) -> list[Record]:
    """Public records whose words say a name of several words of the person: of this one, or of a namesake."""
    return list(Record.objects.live().filter(pk__in=_speaking_of(person)).order_by("pk"))


def _speaking_of(person: Person) -> set[int]:
    """The records whose public words say a name of several words (`release.withheld_names`).

    Read from the releases themselves: search columns hold some of the words, in their own script, of those that lists
    may lead to, and what waits in the outbox is in none of them yet. The folded words of each release say which may;
    only these are read whole.
    """
    return _saying([name.text for name in person.names.all()])


def _saying(named: Iterable[str], whole: bool = False) -> set[int]:
    """The records whose public words say one of these names of several words; with `whole`, those too that have one of
    these names, of one word even, as the whole of a value: what stands in the place of a name.
    """
    names = [name for name in named if whole or len(fold(name).split()) > 1]
    cores = [near_fold(name).replace(" ", "").removeprefix("ال") for name in names]
    if not names:
        return set()
    readable = Release.objects.still_readable().values_list("pk", "words__letters", "words__sounds")
    candidates = [
        pk
        for pk, letters, sounds in readable.iterator(chunk_size=500)
        if letters is None
        or any(core in letters for core in cores)
        or _may_sound(frozenset(sounds.split(" ")), names)
    ]
    return {release.record_id for release in _whole(candidates) if _says_any(release, names, whole)}


def _may_sound(readings: frozenset[str], names: list[str]) -> bool:
    return any(may_say(readings, name) for name in names)


def _whole(keys: list[int]) -> Iterator[Release]:
    """The releases with their records, so many at once as one statement takes."""
    for first in range(0, len(keys), 500):
        chosen = Release.objects.filter(pk__in=keys[first : first + 500])
        yield from chosen.select_related("record")


def _says_any(release: Release, names: list[str], whole: bool) -> bool:
    parts = [release.content, *public_notes(release.record)]
    return says_names(parts, names, whole=whole)


@transaction.atomic
def tighten(person: Person, user: Any) -> Effect:
    """Bring every public record in step with what is decided about the person now."""
    hold_decisions()
    effect = Effect()
    for record in reached_by(person):
        step = workflow.enforce(record, user)
        if step == "tighten":
            effect.tightened.append(record)
        elif step == "withdraw":
            effect.withdrawn.append(record)
    return effect


@transaction.atomic
def withhold_source(names: Iterable[str], user: Any) -> Effect:
    """Bring every public record in step with a source's having become confidential; `names` are those that it had.

    The source is saved as confidential before. Records go out again without it; those whose words still say one of the
    names, and reports that list it, are withdrawn.
    """
    hold_decisions()
    names, effect = list(names), Effect()
    for record in Record.objects.live().filter(pk__in=_saying(names, whole=True)).order_by("pk"):
        step = workflow.enforce(record, user, names)
        if step == "tighten":
            effect.tightened.append(record)
        elif step == "withdraw":
            effect.withdrawn.append(record)
    return effect


def is_stricter(before: Person, after: Person) -> bool:
    """Whether less may be public of the person than before."""
    order = PlaceLimit.values.index
    return (
        (before.name_is_public and not after.name_is_public)
        or (before.is_searchable and not after.is_searchable)
        or order(after.place_limit) > order(before.place_limit)
    )

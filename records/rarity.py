"""Before a release: does what is shown of someone without a name single the person out all the same?

A role, an age and a sex in a place where little is recorded are as good as a name to whoever knows the place. Asked
only where somebody chose to show details of a person whose name is withheld, and answered from the public rows: how
many of those already public are alike. It warns and does not block; the reason for going on is kept with the release.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from publication.models import PublishedCase, PublishedIncident
from records.release import Finding
from terms.ages import Band, band_of
from terms.choices import Subject

#: With so many alike, the present one among them, nobody is singled out.
FEWEST = 5
#: No more rows of a place and month are looked at; a place with more is no small one.
MOST_READ = 500


@dataclass(frozen=True)
class Kin:
    """What makes two people alike to an outsider, beside place and month. `fate` is "" in a case, else the outcome."""

    fate: str
    sex: str
    band: Band


@dataclass(frozen=True)
class Unnamed:
    """Someone without a name in a public document, of whom details are shown; `called` says who it is to staff."""

    called: str
    kin: Kin


def kin_of_case(content: dict[str, Any]) -> Kin:
    person = content["person"] or {}
    return Kin("", person.get("sex", ""), band_of(content["age_low"], content["age_high"]))


def kin_of_victim(victim: dict[str, Any]) -> Kin:
    low, high = victim.get("age_low", victim["age"]), victim.get("age_high", victim["age"])
    return Kin(victim["outcome"], victim["person"]["sex"], band_of(low, high))


def findings(shown: dict[str, Any], unnamed: Iterable[Unnamed], day: str | None) -> list[Finding]:
    """A finding for each of the unnamed who has fewer than FEWEST alike, by the place and month of a public document.

    `shown` is the document as it would go out. Without a place or a day nothing is narrow enough to ask. One query.
    """
    unnamed = list(unnamed)
    if not unnamed or not shown["place"] or not day:
        return []
    found = []
    public = list(_public(shown, date.fromisoformat(day)))
    own = [one.kin for one in unnamed]
    for number, one in enumerate(unnamed, start=1):
        alike = public.count(one.kin) + own.count(one.kin)
        if alike < FEWEST:
            message = _(
                "“%(who)s” is not named, but details are shown. With this record, people of the same sex and age that "
                "are public in %(place)s in this month: %(alike)d, fewer than %(fewest)d. Whoever knows the place may "
                "know who it is. Hide the details, or write why they may be shown."
            ) % {"who": one.called, "place": shown["place"]["ar"], "alike": alike, "fewest": FEWEST}
            found.append(Finding(f"rare-{number}", message))
    return found


def _public(shown: dict[str, Any], day: date) -> Iterator[Kin]:
    """Everyone like whom someone could be, in the public rows of the place and month, without this record's own."""
    first = day.replace(day=1)
    last = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    place = shown["place"]["key"]
    if shown["kind"] == "case":
        cases = PublishedCase.objects.listed().filter(subject=Subject.PERSON, within__place=place)
        rows = cases.filter(earliest__gte=first, earliest__lt=last).exclude(pk=shown["id"])
        yield from (kin_of_case(content) for content in rows.values_list("content", flat=True)[:MOST_READ])
        return
    incidents = PublishedIncident.objects.filter(
        within__place=place, within__counted_on__gte=first, within__counted_on__lt=last
    )
    for content in incidents.exclude(pk=shown["id"]).values_list("content", flat=True)[:MOST_READ]:
        yield from (kin_of_victim(victim) for victim in content["victims"])

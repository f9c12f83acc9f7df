"""Synthetic public records for timing the public side. Nothing in them is of any real event.

Rows go straight into the publication tables, made from documents by the same code that the projector uses; totals
are counted a day at a time. For every ten incidents there is a case of an abduction, one in twenty of them of a
group. The same number gives the same rows.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from publication import models as public
from publication.case_rows import parts_of
from publication.database import atomic
from publication.frozen import frozen_month
from publication.keys import digest
from publication.models import PublishedMonth, PublishedSeries
from publication.months import MonthSummary, series_and_months
from publication.projector import ReleasedVersion, apply, empty, settle
from publication.references import words_of
from publication.rows import CaseRows, IncidentRows
from publication.totals import cell_of, counted
from terms.choices import CaseStatus, CivilStatus, ClaimGrade, EventType, Method, Outcome, Role
from terms.figures import Figure

FIRST_DAY = date(2015, 1, 1)
DAYS = 3652  # ten years
SERIES = "bench"
#: The month in the middle of the ten years.
ORDINAL = 60
#: A word that every incident's description holds, and one that one in ten thousand does.
COMMON_WORD, RARE_WORD, RARITY = "الطريق", "قنطريس", 10_000

COUNTRY = {"key": "benchland", "kind": "country", "pcode": "", "ar": "بلد القياس", "en": "Benchland"}
GOVERNORATES = [
    {
        "key": f"gov{n}",
        "kind": "governorate",
        "pcode": f"BB{n:02}",
        "ar": f"محافظة {n}",
        "en": f"Governorate {n}",
    }
    for n in range(14)
]
AREAS = [{"key": f"area{n}", "position": n, "ar": f"منطقة {n}", "en": f"Area {n}"} for n in range(3)]
PARTIES = [{"key": f"party{n}", "ar": f"جهة {n}", "en": f"Party {n}", "above": []} for n in range(12)]
VILLAGES = 70  # in each governorate
#: The name of one in a thousand cases, as it is written and as somebody may look for it.
CASE_NAME, CASE_NAME_SOUGHT = "عبد الإله القنطريسي", "عبدالاله قنطريسي"
#: Cases for each incident, and the share of groups among them.
INCIDENTS_A_CASE, CASES_A_GROUP, CASES_AT_ONCE = 10, 20, 500
_SYLLABLES = ["كر", "دا", "سي", "نو", "مل", "حب", "تي", "رو", "زل", "فا"]


def fill(count: int, tell: Callable[[int], None]) -> None:
    """Empty the public side and write `count` incidents over ten years, with a series and a tally every January."""
    empty()
    chance = random.Random(count)  # noqa: S311 -- no secret, and the same each time
    with atomic():
        apply(_release(1, _series()))
        for month in range(0, 120, 12):
            apply(_release(2 + month, _tally(month)))
        number, names = 1000, {}
        for day in range(DAYS):
            todays = [
                _incident(number + n, day, chance)
                for n in range(count * (day + 1) // DAYS - count * day // DAYS)
            ]
            if not todays:
                continue
            number += len(todays)
            for content in todays:
                names.update(words_of(content))
            _write_day([_release(int(content["id"][1:]), content) for content in todays])
            tell(number - 1000)
        for first in range(0, count // INCIDENTS_A_CASE, CASES_AT_ONCE):
            last = min(first + CASES_AT_ONCE, count // INCIDENTS_A_CASE)
            cases = [_case(n, chance) for n in range(first, last)]
            for content in cases:
                names.update(words_of(content))
            _write_cases([_release(5_000_000 + n, content) for n, content in enumerate(cases, start=first)])
        _write_names(names)
    settle()


def one_more(number: int) -> ReleasedVersion:
    """A release of an incident in the middle of the ten years, after all others."""
    return _release(9_000_000 + number, _incident(9_000_000 + number, DAYS // 2, random.Random(number)))  # noqa: S311


def _write_day(releases: list[ReleasedVersion]) -> None:
    rows, cells = IncidentRows(), defaultdict(list)
    incidents = []
    for release in releases:
        values = rows.values(release, release.day)
        dates = {
            name: date.fromisoformat(values[name]) for name in ("start", "earliest", "latest", "counted_on")
        }
        incidents.append(public.PublishedIncident(pk=release.public_id, **values | dates))
    lines = [line for incident in incidents for line in rows.lines_of(incident)]
    for line in lines:
        cells[cell_of(line)].append(line)
    public.PublishedIncident.objects.bulk_create(incidents)
    public.PublishedIncidentPlace.objects.bulk_create(
        p for incident in incidents for p in rows.places_of(incident)
    )
    public.PublishedCasualty.objects.bulk_create(lines)
    public.Total.objects.bulk_create(
        public.Total(cell=digest(*cell), **dict(zip(public.Total.CELL, cell, strict=True)), **counted(own))
        for cell, own in cells.items()
    )
    _write_ledger(releases)


def _write_cases(releases: list[ReleasedVersion]) -> None:
    rows = CaseRows()
    cases = []
    for release in releases:
        values = rows.values(release, release.day)
        dates = {name: date.fromisoformat(values[name]) for name in ("earliest", "latest")}
        cases.append(public.PublishedCase(pk=release.public_id, **values | dates))
    public.PublishedCase.objects.bulk_create(cases)
    for kind in zip(*(parts_of(case, {}) for case in cases), strict=True):
        made = [row for part in kind for row in part]
        if made:
            type(made[0])._default_manager.bulk_create(made)
    _write_ledger(releases)


def _write_ledger(releases: list[ReleasedVersion]) -> None:
    public.PublishedUse.objects.bulk_create(
        public.PublishedUse(record=release.public_id, model=model, key=key)
        for release in releases
        for model, key in words_of(release.content)
    )
    public.Applied.objects.bulk_create(
        public.Applied(
            public_id=release.public_id,
            kind=release.kind,
            version=1,
            position=release.position,
            digest=release.digest,
        )
        for release in releases
    )


def _write_names(names: dict[tuple[str, str], dict[str, Any]]) -> None:
    for model in (public.PublishedPlace, public.PublishedParty, public.PublishedArea):
        model.objects.bulk_create(
            (
                model(key=key, **columns)
                for (name, key), columns in sorted(names.items())
                if name == model.__name__
            ),
            ignore_conflicts=True,  # those that the series and the tallies brought
        )


def _release(position: int, content: dict[str, Any]) -> ReleasedVersion:
    return ReleasedVersion(
        position=position, public_id=content["id"], kind=content["kind"], version=1, day=FIRST_DAY,
        digest=digest(position), content=content,
    )  # fmt: skip


# Documents ---------------------------------------------------------------------------------------------------


def _words(chance: random.Random, count: int) -> Iterator[str]:
    for _ in range(count):
        yield "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))


def _place(chance: random.Random) -> dict[str, Any]:
    governorate = chance.choice(GOVERNORATES)
    village = chance.randrange(VILLAGES)
    return {
        "key": f"{governorate['key']}-{village}", "kind": "locality", "pcode": "", "ar": f"قرية {village}",
        "en": f"Village {village}", "above": [COUNTRY, governorate], "crosses": [],
    }  # fmt: skip


def _figure(chance: random.Random) -> Figure:
    number = chance.randint(1, 40)
    makers = [Figure.exact, Figure.exact, Figure.exact, Figure.about, Figure.at_least, Figure.more_than]
    return chance.choice(makers)(number)


def _line(chance: random.Random, outcome: str) -> dict[str, Any]:
    return {
        "outcome": outcome, "civil_status": chance.choice(CivilStatus.values), "parties": [chance.choice(PARTIES)],
        "places": [], "perpetrators": [], "perpetrator_certainty": "", "counted_on": None, "counted_reason": "",
        "subsets": [], "figure": _figure(chance).as_json(),
    }  # fmt: skip


def _incident(number: int, day: int, chance: random.Random) -> dict[str, Any]:
    said = (FIRST_DAY + timedelta(days=day)).isoformat()
    rare = f" {RARE_WORD}" if number % RARITY == 0 else ""
    lines = [
        _line(chance, outcome)
        for outcome in chance.sample([Outcome.KILLED, Outcome.WOUNDED], chance.randint(1, 2))
    ]
    return {
        "kind": "incident", "id": f"b{number:07}", "title_ar": " ".join(_words(chance, 4)), "title_en": "",
        "precision": "day", "start": said, "end": None, "earliest": said, "latest": said, "found_on": None,
        "counted_on": said, "counted_reason": "", "month_unclear": False, "events": 1, "place": _place(chance),
        "place_precision": "locality", "area": chance.choice(AREAS), "type": chance.choice(EventType.values),
        "method": chance.choice(Method.values), "perpetrators": [chance.choice(PARTIES)],
        "perpetrator_certainty": "suspected", "part_of": None, "grade": "weak",
        "description_ar": f"{' '.join(_words(chance, 20))} {COMMON_WORD}{rare}", "description_en": "",
        "lines": lines, "victims": [], "claims": [],
    }  # fmt: skip


def _claim(chance: random.Random, day: date) -> dict[str, Any]:
    status = chance.choice([status for status in CaseStatus.values if status != CaseStatus.RANSOMED])
    said = day.isoformat()
    return {
        "source": None, "said_on": said, "url": "", "locator": "", "quotation": "", "supersedes": None,
        "status": status, "grade": chance.choice(ClaimGrade.values), "precision": "day", "earliest": said,
        "latest": said, "place": None, "holders": [chance.choice(PARTIES)], "note_ar": "", "note_en": "",
    }  # fmt: skip


def _case(number: int, chance: random.Random) -> dict[str, Any]:
    """A person with a name, or a group that the twenty cases before it belong to; taken and heard of a few times."""
    day, is_group = (
        FIRST_DAY + timedelta(days=chance.randrange(DAYS)),
        number % CASES_A_GROUP == CASES_A_GROUP - 1,
    )
    name = CASE_NAME if number % 1000 == 0 else " ".join(_words(chance, 3))
    names = [{"text": name, "script": "ar", "given": "", "family": ""}]
    later = sorted(chance.randrange(1, 2000) for _ in range(chance.randint(0, 5)))
    members = range(number - CASES_A_GROUP + 1, number) if is_group else []
    said = day.isoformat()
    return {
        "kind": "case", "id": f"c{number:07}", "subject": "group" if is_group else "person", "title_ar": name,
        "title_en": "", "called_ar": "", "called_en": "", "nationality": "", "second_nationality": "",
        "person": None if is_group else {"ar": name, "en": "", "sex": "unknown", "names": names, "is_listed": True},
        "role": chance.choice(Role.values), "age_low": None, "age_high": None, "about_ar": "", "about_en": "",
        "origins": [_place(chance)], "precision": "day", "earliest": said, "latest": said, "place": _place(chance),
        "place_precision": "locality", "circumstances_ar": " ".join(_words(chance, 20)), "circumstances_en": "",
        "holders": [chance.choice(PARTIES)], "holder_certainty": "suspected", "of_incident": None,
        "same_event_as": None, "override_status": "", "clock_stopped_on": None,
        "figure": (_figure(chance) if is_group else Figure.exact(1)).as_json(),
        "claims": [_claim(chance, day), *(_claim(chance, day + timedelta(days=n)) for n in later)], "counts": [],
        "identifications": [], "members": [{"member": {"id": f"c{n:07}"}} for n in members], "photos": [],
    }  # fmt: skip


def _series() -> dict[str, Any]:
    scope: dict[str, Any] = {side: [] for side in ("perpetrators", "areas", "outcomes", "types", "methods")}
    rule = {"valid_from": "2015-01-01", "epoch": "2015-01-01", "ordinal_rule": "calendar", "grouping": None}
    return {
        "kind": "series", "id": "s0000000", "title_ar": "سلسلة القياس", "title_en": "Bench", "slug": SERIES,
        "about_ar": "", "about_en": "", "rules": [{**rule, **scope, "involved": [PARTIES[0]]}],
    }  # fmt: skip


def _tally(month: int) -> dict[str, Any]:
    start = date(2015 + month // 12, month % 12 + 1, 1)
    end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return {
        "kind": "tally", "id": f"t{month:07}", "title_ar": "حصيلة القياس", "title_en": "", "measure": "killed",
        "period_start": start.isoformat(), "period_end": end.isoformat(), "reported_for": start.isoformat(),
        "area": AREAS[0], "places": [], "perpetrators": [PARTIES[0]], "perpetrator_certainty": "known",
        "civil_status": "", "parties": [PARTIES[1]], "label": None, "type": "", "method": "", "events": None,
        "parent": None, "relation": "total", "contains_recorded": "unknown", "adopted": True,
        "adoption_reason_ar": "قياس", "adoption_reason_en": "", "claims": [], "figure": Figure.about(900).as_json(),
    }  # fmt: skip


def _month() -> MonthSummary:
    series = PublishedSeries.objects.get(slug=SERIES)
    return MonthSummary(series, series_and_months(series, str(ORDINAL))[0])


def keep_the_month() -> None:
    """Make anew what is kept of the month, as after releases in it."""
    PublishedMonth.objects.filter(ordinal=ORDINAL).update(is_stale=True)
    settle()


def freeze_the_month() -> None:
    """The figures of the month as an edition holds them."""
    frozen_month(_month())

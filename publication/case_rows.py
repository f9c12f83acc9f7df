"""How the documents of cases, and of texts of the site, become public rows (publication.rows)."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Model

from publication import models as public
from publication.keys import joined
from publication.references import names_in
from publication.released import ReleasedVersion
from terms.arabic.fold import search_text
from terms.choices import ClaimGrade
from terms.status import Present, StatusClaim, present


def status_claims(content: dict[str, Any]) -> list[StatusClaim]:
    """The claims of a public document as the rules of status read them, without those that a newer one replaces."""
    replaced = {claim["supersedes"] for claim in content["claims"] if claim["grade"] != ClaimGrade.REFUTED}
    return [
        StatusClaim(
            claim["status"],
            claim["grade"],
            earliest=_day(claim["earliest"]),
            latest=_day(claim["latest"]),
            said_on=_day(claim["said_on"]),
            number=number,
        )
        for number, claim in enumerate(content["claims"], start=1)
        if number not in replaced
    ]


def present_of(content: dict[str, Any], until: date | None = None) -> Present:
    """The status that the document gives; with `until` as it was on that day, before an editor judged it. What the
    editor does not take for the end was none on any day.
    """
    claims, override = status_claims(content), content["override_status"]
    if until is None:
        return present(claims, override)
    known = [claim for claim in claims if claim.day <= until]
    found = present(known)
    if found.is_closed and override and not present(claims, override).is_closed:
        return present(known, override)
    return found


def resolved_spans(content: dict[str, Any]) -> list[tuple[date, date | None]]:
    """The days on which the case counted as resolved, from and to; it changes on days of which a claim speaks only."""
    days = sorted({date.min, *(claim.day for claim in status_claims(content))})
    spans: list[tuple[date, date | None]] = []
    for day, following in zip(days, [*days[1:], None], strict=True):
        if not present_of(content, day).is_closed:
            continue
        until = following - timedelta(days=1) if following else None
        if spans and spans[-1][1] == day - timedelta(days=1):
            spans[-1] = (spans[-1][0], until)
        else:
            spans.append((day, until))
    return spans


def is_listed(content: dict[str, Any]) -> bool:
    """Whether lists, searches and files may lead to the case."""
    return content["person"] is None or bool(content["person"]["is_listed"])


def days_of(content: dict[str, Any]) -> set[date]:
    """Every day that a claim or a count speaks of; where it gives none, the day on which it was said."""
    days = {claim.day for claim in status_claims(content)} - {date.min}
    return days | {day for count in content["counts"] if (day := _day(count["as_of"] or count["said_on"]))}


def columns_of(content: dict[str, Any]) -> dict[str, Any]:
    """All columns of a case that are made from its document."""
    found, listed = present_of(content), is_listed(content)
    heard = days_of(content) | {day for claim in content["claims"] if (day := _day(claim["said_on"]))}
    earliest, latest = _day(content["earliest"]), _day(content["latest"])
    holders = [
        party
        for claim in content["claims"]
        if claim["grade"] != ClaimGrade.REFUTED
        for party in claim["holders"]
    ]
    return {
        "status": found.status,
        "is_closed": found.is_closed,
        "is_contested": found.is_contested,
        "is_listed": listed,
        "has_size": content["figure"]["best"] is not None,
        "role": content["role"] if listed else "",
        "nationalities": joined(
            content[name] for name in ("nationality", "second_nationality") if content[name] and listed
        ),
        "holders": joined(party["key"] for party in [*content["holders"], *holders]) if listed else "",
        "sorted_on": latest or earliest or date.min,
        "ended": found.ended.day if found.ended and found.ended.day != date.min else None,
        "known_from": min([latest, *heard] if latest else heard, default=earliest),
        "last_news": max(heard, default=None),
        "place": content["place"]["key"] if content["place"] and listed else "",
        "event": content["same_event_as"]["id"] if content["same_event_as"] else content["id"],
        "incident": content["of_incident"]["id"] if content["of_incident"] else "",
        "search": search_text(*_searchable(content)) if listed else "",
    }


def _searchable(content: dict[str, Any]) -> list[str]:
    """The words by which the public may find a case: only what its page shows."""
    stems = ("title", "about", "circumstances")
    texts = [content[f"{stem}_{language}"] for stem in stems for language in ("ar", "en")]
    people = [name["text"] for name in (content["person"] or {"names": []})["names"]]
    guesses = [one[f"name_{language}"] for one in content["identifications"] for language in ("ar", "en")]
    return [text for text in [*texts, *people, *guesses, *names_in(content)] if text]


def write_parts(case: public.PublishedCase, release: ReleasedVersion) -> None:
    """The rows that hang on a case: where, when, who belongs to it, its photos."""
    for kind in HANGING:
        kind._default_manager.filter(**{"group" if kind is public.PublishedMember else "case": case}).delete()
    for rows in parts_of(case, release.files):
        if rows:
            type(rows[0])._default_manager.bulk_create(rows)


#: What hangs on a case.
HANGING: tuple[type[Model], ...] = (
    public.PublishedCasePlace,
    public.PublishedCaseDay,
    public.PublishedResolution,
    public.PublishedMember,
    public.PublishedPhoto,
)


def parts_of(case: public.PublishedCase, files: dict[str, bytes]) -> list[list[Any]]:
    """The rows that hang on a case, not yet written; `files` has the bytes of its photos."""
    content = case.content
    photos = {photo["copy"]: photo for photo in content["photos"] if photo["copy"]}.values()
    return [
        [public.PublishedCasePlace(case=case, place=key) for key in sorted(_places(content)) if case.is_listed],
        [public.PublishedCaseDay(case=case, day=day) for day in sorted(days_of(content)) if case.is_listed],
        [
            public.PublishedResolution(case=case, since=since, until=until)
            for since, until in resolved_spans(content)
            if case.is_listed
        ],
        [
            public.PublishedMember(group=case, member=key)
            for key in sorted({row["member"]["id"] for row in content["members"]})
        ],
        [
            public.PublishedPhoto(
                case=case, digest=photo["copy"], width=photo["width"], height=photo["height"],
                content=files[photo["copy"]],
            )
            for photo in photos
            if photo["copy"] in files  # one whose bytes are lost holds up no other release
        ],
    ]  # fmt: skip


def _places(content: dict[str, Any]) -> set[str]:
    """Where they were taken and where they come from, all above that, and what roads and regions cross."""
    places = [content["place"], *content["origins"]]
    return {
        reference["key"]
        for place in places
        if place
        for reference in (place, *place["above"], *place["crosses"])
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

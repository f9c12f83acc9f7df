"""Published cases as records of missing persons (publication.pfif): those who may be named, and nobody else."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import gettext as _

from publication.display.case_claims import StatusRow
from publication.display.cases import CasePage
from publication.models import Tombstone
from publication.models.base import in_language
from publication.pfif import PfifExpired, PfifNote, PfifPerson, persons_xml
from publication.wording import sentence
from terms.choices import CaseStatus, ClaimGrade
from terms.status import ASIDE, DEATH, DEATH_TOLD, FREED, SIGNS, StatusClaim

ROWS_AT_ONCE = 200


def pfif_of(cases: QuerySet, request: HttpRequest) -> Iterator[bytes]:
    """The document of all listed cases whose person is named, and of those that were withdrawn: whoever keeps a copy of
    one is told to delete it.
    """
    return persons_xml(_records(cases, request))


def _records(cases: QuerySet, request: HttpRequest) -> Iterator[PfifPerson | PfifExpired]:
    domain = split_domain_port(request.get_host())[0]
    for case in cases.filter(subject="person").iterator(chunk_size=ROWS_AT_ONCE):
        page = CasePage(case)
        if page.content["person"] and in_language(page.content["person"]):
            yield _person(page, domain, request)
    # Of what has no kind every id is told, whatever it was: whoever keeps a copy deletes it, and none is told apart.
    gone = Tombstone.objects.filter(Q(kind="case") | Q(kind=""), is_listed=True)
    for tombstone in gone.order_by("pk"):
        day = _moment(tombstone.day)
        yield PfifExpired(
            person_record_id=f"{domain}/{tombstone.pk}", entry_date=day, expiry_date=day, source_date=day
        )


def _person(page: CasePage, domain: str, request: HttpRequest) -> PfifPerson:
    content, person = page.content, page.content["person"]
    full_name = in_language(
        person
    )  # the title may be what someone is called, where one language lacks the name
    main: dict[str, str] = next((name for name in person["names"] if name["text"] == full_name), {})
    others = [name["text"] for name in person["names"] if name["text"] != full_name]
    low, high = content["age_low"], content["age_high"]
    photo = page.photo
    return PfifPerson(
        person_record_id=f"{domain}/{page.public_id}",
        entry_date=_moment(page.record.last_released),
        source_name=_("Marsad"),
        source_date=_moment(page.record.first_released),
        source_url=request.build_absolute_uri(page.get_absolute_url()),
        full_name=full_name,
        given_name=main.get("given", ""),
        family_name=main.get("family", ""),
        alternate_names=tuple(dict.fromkeys(others)),
        description="\n".join(text for text in (page.about, page.circumstances) if text),
        sex=person["sex"] if person["sex"] in ("female", "male") else "",
        age=None if low is None else low if low == high else (low, high),
        photo_url=request.build_absolute_uri(photo["url"]) if photo else "",
        notes=tuple(_notes(page, domain)),
    )


def _notes(page: CasePage, domain: str) -> Iterable[PfifNote]:
    for row in page.timeline:
        claim = page.content["claims"][row.number - 1]
        yield PfifNote(
            note_record_id=f"{domain}/{page.public_id}.{row.number}",
            author_name=row.source_name,
            entry_date=_moment(page.record.last_released),
            source_date=_moment(_day(claim) or page.record.first_released),
            status=_status(claim),
            last_known_location=row.place_text,
            text=_text(row),
        )


def _status(claim: dict[str, Any]) -> str:
    """Nobody is believed dead before a death is confirmed; what is refuted says nothing of the status."""
    read = StatusClaim(claim["status"], claim["grade"])
    status = CaseStatus(claim["status"])
    if claim["grade"] == ClaimGrade.REFUTED or status in ASIDE:
        return ""
    if status in DEATH:
        return "believed_dead" if read.closes else ""
    if status in (*SIGNS, *FREED):
        return "believed_alive"
    return "believed_missing" if status not in DEATH_TOLD else ""


def _text(row: StatusRow) -> str:
    held = _("held by %(names)s") % {"names": row.holders_text} if row.holders_text else ""
    said = sentence(f"{row.status_text} ({row.grade_text})", row.date_text, held)
    return "\n".join(text for text in (said, row.note, row.quotation) if text)


def _day(claim: dict[str, Any]) -> date | None:
    text = claim["said_on"] or claim["latest"] or claim["earliest"]
    return date.fromisoformat(text) if text else None


def _moment(day: date) -> datetime:
    """Public times are whole days; the format wants a second."""
    return datetime.combine(day, time(0), UTC)

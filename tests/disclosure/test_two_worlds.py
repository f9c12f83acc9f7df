"""Two worlds that differ in their secrets alone, and not one public byte between them.

Non-interference, the strongest form of “what is not published cannot leak”: by subtraction, by filter, by order, by
length, by a header or by a digest, whatever an observer combines is the same in both. tests/support/two_worlds.py makes
the worlds and walks the tables of disclosure, so that a new field takes part by itself.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from publication.api import serializers
from publication.models import PublishedCase, PublishedIncident, Tombstone
from publication.models.cases import CaseQuerySet
from records import documents
from records.documents import SPECS
from records.models import Document, Release
from tests.support import canary_reading
from tests.support.canaries import Body
from tests.support.two_worlds import WORDS, House, Secret, counted_ids, secrets_of

pytestmark = pytest.mark.django_db

#: Not put in by the walk: what is public of every row that has it, or there in one world and not in the other.
ELSEWHERE: dict[Secret, str] = {
    ("Report", "of_series"): "a report names a series that is public itself",
    ("Membership", "member"): "in the second world the group has members whom no list leads to",
}
#: What someone asks who suspects: by what only the secrets say.
ASKED = [
    *(f"q={word}" for word in (*WORDS, "طرطقان", "Tartaqan", "الياقوتي", "veiled")),
    "governorate=raqqa", "governorate=SY11", "place=raqqa", "place=spota", "place=spotb", "place=townb",
    "holder=veiled", "perpetrator=veiled", "nationality=FR", "year=1998", "role=clergy", "status=enslaved",
    "status=ransomed", "page=2",
]  # fmt: skip
OWN = ("/abductees/{}/", "/en/abductees/{}/")


@dataclass
class Told:
    """What one world says: every answer by its address, and what it keeps to itself."""

    answers: dict[str, Body]
    filled: set[Secret]
    documents: dict[str, str]
    published: dict[str, Any]
    planted: dict[str, Body]


def the_id_of_a_draft(patch: Any, house: House) -> None:
    patch.setattr(serializers.IncidentSerializer, "get_campaign", lambda self, row: {"id": row.campaign})


def everyone_in_lists(patch: Any, house: House) -> None:
    patch.setattr(CaseQuerySet, "listed", lambda self: self.all())


def neighbours(patch: Any, house: House) -> None:
    patch.setattr(CaseQuerySet, "linked", lambda self: self.all())


def who_was_withdrawn(patch: Any, house: House) -> None:
    Tombstone.objects.update(is_listed=True)


def the_source(patch: Any, house: House) -> None:
    row = PublishedIncident.objects.get(pk=house.incident.public_id)
    row.content["claims"][1]["source"] = documents.build(house.incident)["claims"][1]["source"]
    row.save()


def the_digest_of_the_document(patch: Any, house: House) -> None:
    digest = Document.objects.filter(record__public_id=house.incident.public_id).latest("pk").digest
    PublishedIncident.objects.filter(pk=house.incident.public_id).update(title_en=digest[:6])


def a_choice(patch: Any, house: House) -> None:
    PublishedCase.objects.filter(is_listed=False).update(is_listed=True)


#: A leak → the address at which it must be seen, and how it is planted into the second world.
PLANTS: dict[str, tuple[str, Callable[[Any, House], None]]] = {
    "the id of a draft": ("/api/v1/incidents/", the_id_of_a_draft),
    "a case in a file": ("/abductees.csv", everyone_in_lists),
    "the number of a list": ("/en/abductees/", everyone_in_lists),
    "a case on the front page": ("/", everyone_in_lists),
    "a neighbour": ("/en/abductees/{hidden}/", neighbours),
    "a member": ("/abductees/{group}/", neighbours),
    "a deletion in PFIF": ("/data/abductees.pfif", who_was_withdrawn),
    "a tombstone": ("/corrections/", who_was_withdrawn),
    "a source": ("/incidents/{incident}/", the_source),
    "a digest": ("/en/incidents/{incident}/", the_digest_of_the_document),
    "a choice of a filter": ("/en/abductees/?page=2", a_choice),
}


def planted(house: House, address: str, plant: Callable[[Any, House], None]) -> Body:
    """What the address answers once something leaks there; taken back at once."""
    ids = {name: case.public_id for name, case in house.case.items()}
    address = address.format(incident=house.incident.public_id, **ids)
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        plant(patch, house)
        body = Body.of(address, Client().get(address))
        transaction.set_rollback(True)
    return body


def addresses(house: House) -> list[str]:
    own = {form.format(case.public_id) for form in OWN for case in house.quiet}
    lists = [
        f"{start}{stem}"
        for start, stems in {
            "/": ("incidents/", "abductees/", "incidents.csv", "abductees.csv"),
            "/en/": ("incidents/", "abductees/", "incidents.csv", "abductees.csv"),
            "/api/v1/": ("incidents/", "abductees/"),
        }.items()
        for stem in stems
    ]
    elsewhere = [
        f"{start}{stem}/{case.public_id}/"
        for case in house.quiet[:1]  # the others left tombstones, alike everywhere, to whoever knows the id
        for start in ("/", "/en/", "/api/v1/")
        for stem in ("incidents", "tallies", "campaigns")
    ]
    found = [
        *canary_reading.addresses(house),  # type: ignore[arg-type]
        *(f"{address}?{query}" for address in lists for query in ASKED),
        *elsewhere,
        *(f"/api/v1/abductees/{case.public_id}/" for case in house.quiet),
    ]
    return [address for address in dict.fromkeys(found) if address not in own]


def told(number: int, asked: list[str] | None, folder: Any) -> tuple[Told, list[str]]:
    """Build a world, read it, take it back."""
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(settings, "MEDIA_ROOT", folder)
        patch.setattr(settings, "VAR_DIR", folder)
        counted_ids(patch)
        house = House(number)
        asked = asked or addresses(house)
        client = Client()
        found = Told(
            {address: Body.of(address, client.get(address)) for address in asked},
            house.variant.filled,
            {
                row.record.public_id: row.digest
                for row in Document.objects.select_related("record").order_by("pk")
            },
            {
                row.record.public_id: row.content
                for row in Release.objects.select_related("record").order_by("pk")
            },
            {what: planted(house, *plant) for what, plant in PLANTS.items()} if number else {},
        )
        transaction.set_rollback(True)
    return found, asked


@pytest.fixture(scope="module")
def worlds(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Told, Told]]:
    with django_db_blocker.unblock():
        second, asked = told(1, None, tmp_path_factory.mktemp("second"))
        first, _asked = told(0, asked, tmp_path_factory.mktemp("first"))
        yield first, second


def test_every_secret_field_of_every_table_differs_between_the_worlds(worlds: tuple[Told, Told]) -> None:
    wanted = set().union(*(secrets_of(spec) for spec in SPECS.values()))
    for world in worlds:
        assert wanted - world.filled == set(ELSEWHERE)


def test_what_staff_hold_differs_in_every_public_record(worlds: tuple[Told, Told]) -> None:
    """Else equal answers would prove nothing."""
    first, second = worlds
    assert len(first.published) > 10
    assert [key for key in first.published if first.documents[key] == second.documents[key]] == []


def test_no_public_byte_tells_the_worlds_apart(worlds: tuple[Told, Told]) -> None:
    first, second = worlds
    assert len(first.answers) > 300
    assert {200, 400, 404} <= {body.status for body in first.answers.values()}
    different = [
        f"{address}: {difference(body, second.answers[address])}"
        for address, body in first.answers.items()
        if body != second.answers[address]
    ]
    assert different == [], "\n".join(different)


@pytest.mark.parametrize("what", PLANTS)
def test_a_planted_leak_tells_them_apart(worlds: tuple[Told, Told], what: str) -> None:
    first, second = worlds
    body = second.planted[what]
    assert body != first.answers[body.address]


def difference(one: Body, other: Body) -> str:
    """Where two answers part, for whoever has to close it."""
    if one.status != other.status:
        return f"{one.status} and {other.status}"
    if one.content == other.content:
        return f"headers {one.head!r} and {other.head!r}"
    at = next(
        (n for n, pair in enumerate(zip(one.content, other.content, strict=False)) if pair[0] != pair[1]), -1
    )
    cuts = [body.content[max(0, at - 150) : at + 150].decode(errors="replace") for body in (one, other)]
    return f"…{cuts[0]!r}…\n    and …{cuts[1]!r}…"

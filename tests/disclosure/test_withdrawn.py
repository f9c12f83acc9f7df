"""What a withdrawn record answers, and what editions still tell of it: no more than is promised, and no less."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from publication.models import Tombstone
from records import outbox, workflow
from tests.support import factories as make
from tests.suppression.world import World, world

pytestmark = pytest.mark.django_db

STEMS = {"incident": "incidents", "tally": "tallies", "campaign": "campaigns", "case": "abductees"}
KINDS = sorted(STEMS)


def made(kind: str) -> Any:
    """A public record with a correction."""
    record = getattr(make, f"make_{kind}")(make.alice(), state="released")
    workflow.contributed(record, make.alice())
    make.advance(record, "released")
    return record


def withdraw(record: Any, reason: str) -> None:
    workflow.move(record, "withdraw", make.carol(), reason=reason)
    outbox.drain()


def answers(client: Client, public_id: str, start: str) -> dict[str, tuple[int, str, str]]:
    """Status, headers and page at the address of every kind, without the address itself."""
    found = {}
    for kind, stem in STEMS.items():
        response = client.get(f"{start}{stem}/{public_id}/")
        text = response.text.replace(f"{stem}/{public_id}", "…").replace(public_id, "…")
        heads = {name: value for name, value in response.headers.items() if name != "Content-Length"}
        found[kind] = (response.status_code, repr(sorted(heads.items())), text)
    return found


@pytest.mark.parametrize("start", ["/", "/en/"])
def test_withdrawn_for_safety_answers_alike_everywhere_whatever_it_was(client: Client, start: str) -> None:
    said = set()
    for kind in KINDS:
        record = made(kind)
        withdraw(record, "safety")
        said |= set(answers(client, record.public_id, start).values())
    assert [status for status, _heads, _text in said] == [410], "one answer for all kinds at all addresses"


@pytest.mark.parametrize("start", ["/", "/en/"])
def test_a_draft_answers_like_what_never_was(client: Client, start: str) -> None:
    never = set(answers(client, "2222zzzz", start).values())
    assert [status for status, _heads, _text in never] == [404]
    for kind in KINDS:
        draft = getattr(make, f"make_{kind}")(state="submitted")
        assert set(answers(client, draft.public_id, start).values()) == never


def test_nothing_leads_to_the_kind_of_what_was_withdrawn_for_safety(client: Client) -> None:
    records = {kind: made(kind) for kind in KINDS}
    for record in records.values():
        withdraw(record, "safety")
    assert set(Tombstone.objects.values_list("kind", flat=True)) == {""}
    page = client.get("/corrections/").text
    file = b"".join(client.get("/data/abductees.pfif")).decode()
    for record in records.values():
        assert page.count(record.public_id) == 2, "its correction and its tombstone"
        assert f"/{record.public_id}/" not in page
        assert record.public_id in file, "whoever keeps a copy deletes it, and none is told apart"


def test_withdrawn_for_another_reason_stands_at_its_own_address_alone(client: Client) -> None:
    case = made("case")
    withdraw(case, "error")
    statuses = {
        kind: status for kind, (status, _heads, _text) in answers(client, case.public_id, "/").items()
    }
    assert statuses == {"case": 410, "incident": 404, "tally": 404, "campaign": 404}
    assert f"/abductees/{case.public_id}/" in client.get("/corrections/").text


def test_a_rebuild_gives_the_same_tombstones(client: Client) -> None:
    for reason in ("safety", "error"):
        withdraw(made("case"), reason)
    before = sorted(Tombstone.objects.values_list("pk", "kind", "reason"))
    outbox.rebuild()
    assert sorted(Tombstone.objects.values_list("pk", "kind", "reason")) == before


# Editions -------------------------------------------------------------------------------------------------------


@pytest.fixture
def site(db: None) -> World:
    return world()


def frozen(client: Client) -> list[dict[str, Any]]:
    answer = client.get("/api/v1/reports/caliphate/2020-12-29/").json()
    return [edition["figures"] for edition in answer["editions"]]


def contributors(value: Any, public_id: str) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [row for part in value for row in contributors(part, public_id)]
    if not isinstance(value, dict):
        return []
    own = [value] if value.get("id") == public_id and "version" in value else []
    return own + contributors(list(value.values()), public_id)


def test_editions_tell_id_and_day_of_a_withdrawn_incident_and_keep_the_sums(
    site: World, client: Client
) -> None:
    """What threat-model.md says under “Inference”: a sum and its other parts still give the one that went."""
    incident = site.records["incident"]
    sums = [[row["killed"] for row in edition["losses"]] for edition in frozen(client)]
    withdraw(incident, "safety")
    for edition in frozen(client):
        rows = contributors(edition, incident.public_id)
        assert rows and all(row["withdrawn_on"] for row in rows)
        assert all(row[name] in (None, "") for row in rows for name in ("value", "ar", "en", "day", "line"))
        assert edition["places"] == [] and edition["unplaced"] == {"killed": None, "wounded": None}
    assert [[row["killed"] for row in edition["losses"]] for edition in frozen(client)] == sums


def test_who_withdraws_is_told_what_editions_keep(site: World, client: Client) -> None:
    client.force_login(make.carol())
    page = client.get(reverse("admin:records_record_withdraw", args=[site.records["incident"].pk]))
    assert "طبعات التقارير" in page.text and "الحجب النهائي" in page.text


def test_the_chapter_on_the_abducted_lists_no_case_that_went_for_safety(site: World, client: Client) -> None:
    case = site.records["case"]
    before = [edition["abducted"] for edition in frozen(client)]
    assert all(case.public_id in repr(chapter) for chapter in before)
    withdraw(case, "safety")
    after = [edition["abducted"] for edition in frozen(client)]
    assert all(case.public_id not in repr(chapter) for chapter in after)
    assert [chapter["persons"] for chapter in after] == [chapter["persons"] for chapter in before]
    for start in ("", "/en"):
        assert case.public_id not in client.get(f"{start}/summaries/caliphate/78/editions/1/").text

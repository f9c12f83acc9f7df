"""Whoever tries ids learns nothing, costs little, is counted without a trace of who or what, and is stopped in time."""

import logging
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from publication.models import PublishedIncident
from publication.protection import client_address, probing
from publication.protection.probing import Ledger
from tests.hostile.conftest import visitor
from tests.publication.case_documents import case, named
from tests.publication.documents import incident, release, series
from tests.support.factories import make_incident

pytestmark = pytest.mark.django_db

#: Where single things stand; {} is the id.
PLACES = (
    "/incidents/{}/", "/tallies/{}/", "/campaigns/{}/", "/abductees/{}/", "/en/abductees/{}/",
    "/abductees/{}/photo-0123456789abcdef.jpg", "/api/v1/incidents/{}/", "/api/v1/abductees/{}/",
    "/api/v1/tallies/{}/", "/api/v1/incidents/{}.json",
)  # fmt: skip
#: No id has one of these shapes.
SHAPES = (
    "short",
    "longerthaneight",
    "UPPERCAS",
    "with-das",
    "a" * 90,
    "1' or 1",
    "..",
    "аbcdefgh",
    "aaaa%00aa",
)
ONE, OTHER = {"HTTP_X_FORWARDED_FOR": "192.0.2.1"}, {"HTTP_X_FORWARDED_FOR": "192.0.2.2"}


@pytest.fixture
def limited(production: Any) -> Any:
    production.MISSES_A_MINUTE = 5
    return production


def exhaust(client: Any, who: dict[str, str] = ONE, most: int = 5) -> None:
    for number in range(most):
        assert client.get(f"/incidents/miss{number:04}/", **who).status_code == 404


@pytest.mark.parametrize("place", PLACES)
def test_a_miss_costs_two_queries_and_what_is_no_id_none(production: Any, place: str) -> None:
    client = visitor()
    client.get("/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(place.format("zzzzzzzz")).status_code == 404
    assert len(queries) <= 2
    with CaptureQueriesContext(connection) as queries:
        assert {client.get(place.format(shape)).status_code for shape in SHAPES} == {404}
    assert len(queries) == 0


@pytest.mark.parametrize("place", ["/incidents/{}/", "/en/incidents/{}/", "/api/v1/incidents/{}/"])
def test_a_draft_is_answered_to_the_byte_as_what_never_was(production: Any, place: str) -> None:
    draft = make_incident().public_id
    client = visitor()
    answers = {}
    for public_id in (draft, "zzzzzzzz"):
        address = place.format(public_id)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        body = response.text.replace(public_id, "ID")
        asked = [query["sql"].replace(public_id, "ID") for query in queries]
        answers[public_id] = (response.status_code, body, dict(response.headers), asked)
    assert answers[draft] == answers["zzzzzzzz"]


def test_after_many_misses_a_client_gets_429_without_a_query(limited: Any) -> None:
    client = visitor()
    exhaust(client)
    with CaptureQueriesContext(connection) as queries:
        for place in (*PLACES, "/no/such/page/", "/summaries/caliphate/78/"):
            response = client.get(place.format("zzzzzzzz"), **ONE)
            assert response.status_code == 429, place
            assert 1 <= int(response["Retry-After"]) <= 60
    assert len(queries) == 0
    assert "انتظر دقيقة" in client.get("/incidents/zzzzzzzz/", **ONE).text
    assert "Wait a minute" in client.get("/en/incidents/zzzzzzzz/", **ONE).text


def test_lists_stay_open_to_a_client_that_is_refused(limited: Any) -> None:
    client = visitor()
    exhaust(client)
    for address in (
        "/",
        "/incidents/",
        "/abductees/",
        "/en/",
        "/api/v1/incidents/",
        "/healthz",
        "/incidents.csv",
    ):
        assert client.get(address, **ONE).status_code == 200, address


def test_other_clients_and_pages_that_are_read_are_not_refused(limited: Any) -> None:
    release(incident("standing"))
    client = visitor()
    exhaust(client)
    assert client.get("/incidents/standing/", **OTHER).status_code == 200
    # Someone opened it: whoever shares the address of the one who probes can open it as well.
    assert client.get("/incidents/standing/", **ONE).status_code == 200


def test_a_reader_of_pages_that_are_there_is_never_refused(limited: Any) -> None:
    ids = [f"reader{number:02}" for number in range(12)]
    for public_id in ids:
        release(incident(public_id))
    client = visitor()
    assert {client.get(f"/incidents/{public_id}/", **ONE).status_code for public_id in ids} == {200}


def test_the_refusal_ends_with_the_minute(limited: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(probing, "ledger", Ledger(lambda: now[0]))
    client = visitor()
    exhaust(client)
    assert client.get("/incidents/zzzzzzzz/", **ONE).status_code == 429
    now[0] += 60
    assert client.get("/incidents/zzzzzzzz/", **ONE).status_code == 404


def test_a_minute_is_one_line_without_addresses_ids_or_clients(
    limited: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "publication")
    now = [1000.0]
    monkeypatch.setattr(probing, "ledger", Ledger(lambda: now[0]))
    client = visitor()
    exhaust(client)
    exhaust(client, OTHER, 2)
    client.get("/incidents/zzzzzzzz/", **ONE)
    assert not [line for line in caplog.records if line.name.startswith("publication")]
    now[0] += 60
    client.get("/")
    (line,) = [line for line in caplog.records if line.name.startswith("publication")]
    assert line.getMessage() == "Misses within a minute: 7 not found, 1 refused; of 2 clients"
    assert line.levelname == "WARNING"


def test_what_is_kept_is_bounded_and_holds_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probing, "MOST_CLIENTS", 10)
    monkeypatch.setattr(probing, "MOST_PAGES", 10)
    ledger = Ledger()
    for number in range(50):
        ledger.miss(ledger.digest(f"192.0.2.{number}"), 404)
        ledger.stands(ledger.digest(f"/incidents/{number}/"))
    assert (len(ledger._clients), len(ledger._pages)) == (10, 10)
    assert ledger._sums[404] == 50
    assert "192.0.2" not in repr(vars(ledger))
    assert Ledger().digest("192.0.2.1") != ledger.digest("192.0.2.1"), "the key dies with the process"


@pytest.mark.parametrize(
    ("behind", "forwarded", "end", "client"),
    [
        (True, "198.51.100.7, 192.0.2.1", "127.0.0.1", "192.0.2.1"),  # only the proxy's own word
        (True, "", "127.0.0.1", ""),  # nobody is limited for somebody else
        (True, "unknown", "127.0.0.1", ""),
        (False, "198.51.100.7", "192.0.2.9", "192.0.2.9"),  # a client may write what it likes
        (False, "", "", ""),
        (False, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (False, "", "::ffff:192.0.2.9", "192.0.2.9"),
    ],
)
def test_whose_request_it_is(settings: Any, behind: bool, forwarded: str, end: str, client: str) -> None:
    settings.BEHIND_PROXY = behind
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert client_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=end)) == client


def test_it_works_on_the_public_site_alone(public_alone: Any) -> None:
    public_alone.MISSES_A_MINUTE = 5
    client = visitor()
    exhaust(client)
    assert client.get("/incidents/zzzzzzzz/", **ONE).status_code == 429


def test_someone_who_is_not_listed_is_found_by_the_address_alone(production: Any) -> None:
    release(case("hidehide", person=named(is_listed=False)))
    client = visitor()
    assert client.get("/abductees/hidehide/").status_code == 200
    assert "hidehide" not in client.get("/abductees/").text


def test_figures_that_are_none_are_refused_by_their_shape(production: Any) -> None:
    release(series())
    client = visitor()
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/summaries/caliphate/78/figures/nothing/").status_code == 404
    assert len(queries) == 0
    assert not PublishedIncident.objects.exists()

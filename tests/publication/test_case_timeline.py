"""The page of one case tells what happened: what sources say side by side, who holds someone, how long it has been."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from records import outbox
from tests.publication.case_documents import case, status
from tests.publication.documents import AGENCY, ARMY, IS, release
from tests.support import factories
from tests.support.case_pages import page, shown

pytestmark = pytest.mark.django_db


def facts(client: Client, public_id: str = "caseaaaa") -> dict[str, str]:
    """What is known, in English: name → value, of those that have a value."""
    return {fact.name: fact.value for fact in shown(client, public_id, "/en").facts if fact.value}


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    day = date(2021, 1, 1)
    monkeypatch.setattr("publication.display.cases.timezone.localdate", lambda: day)
    return day


# What the sources say ----------------------------------------------------------------------------------------


def test_claims_stand_in_the_order_of_the_days_that_they_speak_of(client: Client) -> None:
    release(case("caseaaaa", status("sighted", "2015-05-01"), status("abducted"), status("no_news", "2014-01-01"),
                 status("believed_dead", None)))  # fmt: skip
    assert [row.status_text for row in shown(client, language="/en").timeline] == [
        "the family believes the person dead", "abducted", "no news", "seen",
    ]  # fmt: skip


def test_rivals_of_one_day_stand_side_by_side_and_the_page_is_marked(client: Client) -> None:
    rivals = [
        status("abducted"),
        status("released", "2016-01-01", "confirmed", source=AGENCY),
        status("confirmed_killed", "2016-01-01", "confirmed"),
    ]
    release(case("caseaaaa", *rivals))
    here = shown(client, language="/en")
    assert here.is_contested and not here.is_closed
    assert here.status_text == "reported killed", "not “confirmed”: the other source says free"
    assert not any(row.decides for row in here.timeline)
    assert [(row.status_text, row.source_name) for row in here.timeline[1:]] == [
        ("set free", "Test agency"), ("killed", "Test monitor"),
    ]  # fmt: skip
    html = page(client, language="/en")
    assert html.index("Test agency") < html.index("killed</strong>")
    assert "badge--contested" in html and 'href="#timeline"' in html and "<s>" not in html


def test_without_a_contradiction_nothing_is_marked(client: Client) -> None:
    release(case("caseaaaa", status("abducted"), status("sighted", "2015-05-01")))
    assert not shown(client).is_contested
    assert "badge--contested" not in page(client)


def test_a_refuted_claim_stands_struck_and_decides_nothing(client: Client) -> None:
    release(case("caseaaaa", status("abducted"), status("confirmed_killed", "2016-01-01", "refuted")))
    html = page(client, language="/en")
    assert "<s>killed</s>" in html and html.count("<s>") == 1
    here = shown(client, language="/en")
    assert here.present.status == "abducted" and not here.is_closed and not here.is_contested
    assert [row.decides for row in here.timeline] == [True, False]


def test_a_claim_that_a_newer_one_replaces_says_so(client: Client) -> None:
    release(case("caseaaaa", status("missing"), status("detained", "2013-08-01", supersedes=1)))
    assert [row.is_superseded for row in shown(client).timeline] == [True, False]
    assert page(client).count("status-line__item--past") == 1


@pytest.mark.parametrize("grade", ["reported", "corroborated"])
def test_a_death_that_is_not_confirmed_is_only_told_of(client: Client, grade: str) -> None:
    release(case("caseaaaa", status("abducted"), status("confirmed_killed", "2016-01-01", grade)))
    here = shown(client, language="/en")
    assert not here.is_closed and here.present.status == "reported_killed"
    assert "badge--adopted" not in page(client).split("</header>")[1].split("</h1>")[1].split("</p>")[0]


def test_links_of_a_source_give_nothing_of_the_reader_away(client: Client) -> None:
    release(
        case("caseaaaa", status("abducted", url="https://example.org/a"), status("detained", source=None))
    )
    html = page(client)
    assert 'href="https://example.org/a" rel="noreferrer external nofollow"' in html
    assert all(row.source_name for row in shown(client).timeline), (
        "a source that is not shown is named as that"
    )


def test_a_sign_of_life_leaves_the_status_as_it_was(client: Client) -> None:
    release(case("caseaaaa", status("detained"), status("sighted", "2015-05-01")))
    here = shown(client, language="/en")
    assert here.status_text == "detained" and here.sign_text == "seen, 1 May 2015"
    assert not here.timeline[1].decides


def test_a_sign_of_life_is_dated_as_its_claim_is(client: Client) -> None:
    part_of_a_month = status("sighted", "2015-05-10", latest="2015-05-25")
    release(case("caseaaaa", status("detained"), part_of_a_month))
    here = shown(client, language="/en")
    assert here.sign_text == f"seen, {here.timeline[1].date_text}"


def test_a_death_and_a_freedom_that_close_nothing_say_how_well_they_are_established(client: Client) -> None:
    for word, text in (
        ("reported_killed", "reported killed (corroborated)"),
        ("remains_found", "remains found, not identified (corroborated)"),
    ):
        release(case("caseaaaa", status("abducted"), status(word, "2016-01-01", "corroborated")))
        assert shown(client, language="/en").status_text == text
    release(case("casebbbb", status("abducted"), status("escaped", "2016-01-01", "reported")))
    assert shown(client, "casebbbb", "/en").status_text == "escaped (reported)"


# By whom -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("certainty", "label"),
    [
        ("known", "Held by"),
        ("claimed", "Held by"),
        ("suspected", "Alleged holder"),
        ("unknown", "Alleged holder"),
    ],
)
def test_a_holder_is_alleged_unless_known_or_claimed(client: Client, certainty: str, label: str) -> None:
    release(case(holder_certainty=certainty))
    found = facts(client)
    assert found[label] == "Test organisation"
    assert len({"Held by", "Alleged holder"} & set(found)) == 1


@pytest.mark.parametrize(
    ("own", "named_by", "rivals"),
    [
        ([IS], [[IS], [ARMY]], "Test organisation and Test army"),
        ([IS], [[ARMY]], "Test army"),
        ([], [[IS], [ARMY]], "Test organisation and Test army"),
        ([IS], [[IS]], None),
        ([IS], [[]], None),
        ([], [[ARMY]], None),
        ([IS, ARMY], [[IS], [ARMY]], None),
    ],
)  # fmt: skip
def test_rival_holders_are_named_beside_ours(
    client: Client, own: list[Any], named_by: list[Any], rivals: str | None
) -> None:
    release(case("caseaaaa", *(status("abducted", holders=holders) for holders in named_by), holders=own))
    assert facts(client).get("Sources name") == rivals


def test_a_holder_whom_only_a_refuted_claim_names_is_no_rival(client: Client) -> None:
    release(case("caseaaaa", status("abducted"), status("abducted", grade="refuted", holders=[ARMY])))
    assert "Sources name" not in facts(client)


def test_that_a_ransom_was_paid_is_on_no_page(client: Client) -> None:
    """The public document says that someone was set free, and no page can say more."""
    public_id = factories.make_case(state="released", status="ransomed").public_id
    outbox.drain()
    assert [row.status_text for row in shown(client, public_id, "/en").timeline] == ["set free"]
    for address in (f"/abductees/{public_id}/", f"/en/abductees/{public_id}/", "/en/abductees/", "/abductees/",
                    f"/api/v1/abductees/{public_id}/", "/abductees.csv", "/en/data/abductees.pfif"):  # fmt: skip
        response = client.get(address)
        text = b"".join(response).decode() if response.streaming else response.text
        assert public_id in text and "ransom" not in text.lower() and "فدية" not in text, address


# How long ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "arabic", "english"),
    [
        ({}, "7 سنوات و5 أشهر", "7 years and 5 months"),
        ({"earliest": "2013-07-01", "latest": "2013-07-31", "precision": "month"}, "نحو 7 سنوات و6 أشهر",
         "about 7 years and 6 months"),
        ({"earliest": None, "latest": None, "precision": "unknown"}, "", ""),
    ],
)  # fmt: skip
def test_the_time_held_is_told_as_of_today_and_no_more_exactly_than_the_day_is_known(
    client: Client, today: date, dates: dict[str, Any], arabic: str, english: str
) -> None:
    release(case(**dates))
    assert shown(client).held_text == arabic
    here = shown(client, language="/en")
    assert (here.held_text, here.held_label) == (english, "Time so far")
    assert ("case-head__held" in page(client)) is bool(arabic)


def test_the_time_stops_when_someone_is_free(client: Client, today: date) -> None:
    release(case("caseaaaa", status("abducted"), status("released", "2014-07-29", "corroborated")))
    here = shown(client, language="/en")
    assert (here.held_text, here.held_label) == ("1 year", "Time held")


def test_the_time_goes_on_while_a_freedom_is_only_told_of(client: Client, today: date) -> None:
    release(case("caseaaaa", status("abducted"), status("released", "2014-07-29", "reported")))
    assert shown(client, language="/en").held_text == "7 years and 5 months"


def test_the_time_stops_when_the_family_asks_and_says_so(client: Client, today: date) -> None:
    release(case(clock_stopped_on="2015-07-29"))
    here = shown(client, language="/en")
    assert (here.held_text, here.held_label) == ("2 years", "Time counted until the family asked to stop")
    assert not here.is_closed, "a wish is no death"


def test_an_end_of_which_only_the_month_is_known_makes_the_time_uncertain(
    client: Client, today: date
) -> None:
    release(case("caseaaaa", status("abducted"),
                 status("released", "2014-07-01", "confirmed", latest="2014-07-31")))  # fmt: skip
    assert shown(client, language="/en").held_text.startswith("about ")
    assert shown(client).held_text.startswith("نحو ")

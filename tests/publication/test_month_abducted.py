"""The chapter on the abducted of a month: who had news in it and who was without an answer at its end, as of then."""

from typing import Any

import pytest
from django.test import Client

from tests.publication.case_documents import case, group, named, status
from tests.publication.documents import ARMY, CELLS, incident, line, release, series

pytestmark = pytest.mark.django_db

#: From 29 December 2020 to 28 January 2021.
MONTH = "/en/summaries/caliphate/78/"


@pytest.fixture(autouse=True)
def months(db: None) -> None:
    release(series())
    release(incident("incident", "2021-01-05", lines=[line("killed", "3")]))


def chapter(client: Client, address: str = MONTH) -> dict[str, Any] | None:
    response = client.get(address)
    assert response.status_code == 200
    assert ('id="abducted"' in response.text) is (response.context["abducted"] is not None)
    return response.context["abducted"]


def ids(client: Client, part: str, address: str = MONTH) -> list[str]:
    found = chapter(client, address)
    return [card.public_id for card in found[part]] if found else []


@pytest.mark.parametrize("address", [MONTH, MONTH.removeprefix("/en")])
def test_without_a_case_there_is_no_chapter(client: Client, address: str) -> None:
    assert chapter(client, address) is None
    assert 'href="#abducted"' not in client.get(address).text


def test_a_case_out_of_scope_or_not_yet_known_or_long_resolved_makes_no_chapter(client: Client) -> None:
    release(case("foreign1", holders=[ARMY]))
    release(case("nobodys1", holders=[]))
    release(case("lateraaa", status("abducted", "2021-02-01"), earliest="2021-02-01", latest="2021-02-01"))
    release(case("longfree", status("abducted"), status("released", "2014-01-01", "confirmed")))
    release(case("hidehide", person=named(is_listed=False)))
    assert chapter(client) is None


def test_whoever_a_standing_claim_names_as_holder_brings_the_case_into_the_scope(client: Client) -> None:
    release(case("cellsaaa", holders=[CELLS]))
    release(case("claimedc", status("abducted", holders=[CELLS]), holders=[ARMY]))
    release(
        case(
            "refutedr",
            status("abducted"),
            status("abducted", grade="refuted", holders=[CELLS]),
            holders=[ARMY],
        )
    )
    assert set(ids(client, "unanswered")) == {"cellsaaa", "claimedc"}


def test_a_series_that_does_not_say_whose_acts_count_has_all(client: Client) -> None:
    release(series("seriesbb", "everyone", involved=[]))
    release(case("foreign1", holders=[ARMY]))
    assert ids(client, "unanswered", "/en/summaries/everyone/78/") == ["foreign1"]


def test_those_with_news_in_the_month_are_shown_and_others_not(client: Client) -> None:
    release(case("newsnews", status("abducted"), status("sighted", "2021-01-10")))
    release(case("lastdayy", status("abducted"), status("no_news", "2021-01-28")))
    release(case("dayafter", status("abducted"), status("sighted", "2021-01-29")))
    release(case("daybefor", status("abducted"), status("sighted", "2020-12-28")))
    release(case("takenina", status("abducted", None, said_on="2020-12-30"), precision="days",
                 earliest="2020-12-27", latest="2020-12-30"))  # fmt: skip
    release(case("freedina", status("abducted"), status("released", "2021-01-15", "confirmed")))
    assert set(ids(client, "news")) == {"newsnews", "lastdayy", "takenina", "freedina"}
    assert set(ids(client, "unanswered")) == {"dayafter", "daybefor"}, (
        "the others stand among those with news"
    )


def card(client: Client, public_id: str, part: str = "unanswered") -> Any:
    found = chapter(client)
    assert found is not None
    return next(card for card in found[part] if card.public_id == public_id)


def test_a_later_release_or_sighting_is_not_known_yet(client: Client) -> None:
    release(case("laterfre", status("abducted", "2013-01-28"), status("released", "2021-03-01", "confirmed"),
                 earliest="2013-01-28", latest="2013-01-28"))  # fmt: skip
    release(case("laterdea", status("detained"), status("confirmed_killed", "2021-01-29", "confirmed")))
    free, dead = card(client, "laterfre"), card(client, "laterdea")
    assert (free.status_text, free.is_closed, free.held_text) == ("abducted", False, "8 years")
    assert (dead.status_text, dead.is_closed, dead.is_contested) == ("detained", False, False)
    assert free.last_news_text == "28 January 2013"
    assert "set free" not in client.get(MONTH).text
    assert card_of_the_list(client, "laterfre").status_text == "set free"


def card_of_the_list(client: Client, public_id: str) -> Any:
    return next(one for one in client.get("/en/abductees/").context["cases"] if one.public_id == public_id)


def test_a_sign_of_life_after_the_month_leaves_the_status_of_then(client: Client) -> None:
    release(case("silentaa", status("fate_unknown", "2014-01-01"), status("sighted", "2021-05-01")))
    assert card(client, "silentaa").status_text == "fate unknown"
    assert card(client, "silentaa").last_news_text == "1 January 2014"


def test_the_time_held_is_as_of_the_last_day_and_of_the_freed_until_then(client: Client) -> None:
    release(case("freedina", status("abducted", "2020-01-15"), status("released", "2021-01-15", "confirmed"),
                 earliest="2020-01-15", latest="2020-01-15"))  # fmt: skip
    free = card(client, "freedina", "news")
    assert (free.held_text, free.held_label, free.is_closed) == ("1 year", "Time held", True)
    assert ids(client, "unanswered") == []


def test_a_wish_to_stop_counting_after_the_month_stops_nothing_in_it(client: Client) -> None:
    release(case("stopped1", earliest="2013-01-28", latest="2013-01-28", clock_stopped_on="2021-06-01"))
    release(case("stopped2", earliest="2013-01-28", latest="2013-01-28", clock_stopped_on="2014-01-28"))
    assert card(client, "stopped1").held_text == "8 years"
    assert (card(client, "stopped2").held_text, card(client, "stopped2").held_label) == (
        "1 year", "Time counted until the family asked to stop",
    )  # fmt: skip


def test_whoever_was_free_for_a_time_had_an_answer_in_that_time(client: Client) -> None:
    """Freed before the month and taken again after it: open today, and resolved then. The number says what cards do."""
    release(case("takagain", status("abducted"), status("released", "2020-06-01", "corroborated"),
                 status("detained", "2021-06-01", "confirmed")))  # fmt: skip
    release(case("twofreed", status("abducted"), status("released", "2020-06-01", "corroborated"),
                 status("released", "2021-06-01", "confirmed")))  # fmt: skip
    assert card_of_the_list(client, "takagain").is_closed is False
    assert chapter(client) is None


def test_a_death_that_an_editor_does_not_take_for_one_was_none_in_any_month(client: Client) -> None:
    claims = [status("enslaved"), status("confirmed_killed", "2020-06-01", "confirmed")]
    release(case("overridd", *claims, override_status="enslaved"))
    assert (card(client, "overridd").status_text, card(client, "overridd").is_closed) == ("enslaved", False)


def test_a_case_counts_from_the_day_by_which_it_surely_was(client: Client) -> None:
    """Taken some day of 2021: nobody knows whether already in January."""
    whole_year = {"earliest": "2021-01-01", "latest": "2021-12-31", "precision": "year"}
    release(
        case(
            "sometime",
            status("abducted", "2021-01-01", **{**whole_year, "said_on": "2022-01-05"}),
            **whole_year,
        )
    )
    assert chapter(client) is None


def test_the_longest_held_come_first_and_unknown_days_last(client: Client) -> None:
    release(
        case("unknownd", status("missing", "2014-01-01"), precision="unknown", earliest=None, latest=None)
    )
    release(case("latelate", earliest="2019-01-01", latest="2019-01-01"))
    release(case("earlyear", earliest="2012-01-01", latest="2012-01-01"))
    assert ids(client, "unanswered") == ["earlyear", "latelate", "unknownd"]


def test_people_and_groups_are_counted_apart_and_more_are_counted_than_shown(client: Client) -> None:
    for number in range(14):
        release(case(f"case{number:04}"))
    release(group("groupaaa", "59", members=[{"member": {"id": "case0001"}}]))
    release(group("groupbbb", "unknown"))
    found = chapter(client)
    assert found is not None
    assert (
        found["number_text"]
        == "14 cases of one person each and 2 cases of groups, of which 1 group of unknown number"
    )
    assert found["day_text"] == "28 January 2021"
    assert len(found["unanswered"]) == 12
    assert found["url"] == "/en/abductees/?state=open" and client.get(found["url"]).status_code == 200


def test_the_chapter_stands_in_both_languages(client: Client) -> None:
    release(case())
    for address, name in ((MONTH, "Salem Invented"), (MONTH.removeprefix("/en"), "سالم المخترع")):
        html = client.get(address).text
        assert name in html and 'href="#abducted"' in html

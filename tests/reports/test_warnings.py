"""What the desk of a month warns of: one test for each rule of reconciliation."""

from datetime import date
from typing import Any

import pytest

from publication import projector
from publication.models import PublishedSeries
from publication.months import MonthSummary, month_containing
from records import workflow
from reports.warnings import DeskWarning, warnings_of
from tests.publication import documents as docs
from tests.support import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_series() -> None:
    docs.release(docs.series())


def warnings(day: str = "2020-12-29") -> dict[str, list[DeskWarning]]:
    series = PublishedSeries.objects.get()
    projector.settle()
    month = month_containing(date.fromisoformat(day), series.rules())
    assert month is not None
    found: dict[str, list[DeskWarning]] = {}
    for warning in warnings_of(MonthSummary(series, month)):
        found.setdefault(warning.kind, []).append(warning)
    return found


def part(public_id: str, words: str, parent: dict[str, Any], **more: Any) -> dict[str, Any]:
    return docs.tally(public_id, words, parent={"id": parent["id"]}, relation="of_which", **more)


def test_a_month_that_agrees_with_itself_has_none() -> None:
    docs.release(docs.tally("tallyaaa", "3"))
    docs.release(docs.incident("incidena", lines=[docs.line("killed", "3", "combatant", docs.ARMY)]))
    assert warnings() == {}


def test_incidents_above_an_adopted_tally() -> None:
    docs.release(docs.tally("tallyaaa", "2"))
    docs.release(docs.incident("incidena"))
    (found,) = warnings()["exceeded"]
    assert set(found.public_ids) == {"tallyaaa", "incidena"}


def test_parts_that_leave_an_unclassified_remainder() -> None:
    whole = docs.tally("tallyaaa", "34", civil_status="", parties=[])
    docs.release(whole)
    docs.release(part("partaaaa", "16", whole, civil_status="civilian", parties=[]))
    docs.release(part("partbbbb", "17", whole))
    assert set(warnings()) == {"rest"}


def test_parts_above_their_total() -> None:
    whole = docs.tally("tallyaaa", "34", civil_status="", parties=[])
    docs.release(whole)
    docs.release(part("partaaaa", "17", whole, civil_status="civilian", parties=[]))
    docs.release(part("partbbbb", "18", whole))
    assert set(warnings()) == {"parts"}


def test_parts_that_close_warn_of_nothing() -> None:
    whole = docs.tally("tallyaaa", "34", civil_status="", parties=[])
    docs.release(whole)
    docs.release(part("partaaaa", "16", whole, civil_status="civilian", parties=[]))
    docs.release(part("partbbbb", "18", whole))
    assert warnings() == {}


def test_the_same_event_counted_again_across_the_border_of_the_month() -> None:
    docs.release(docs.incident("incidena", "2020-12-29"))
    docs.release(docs.incident("incidenb", "2020-12-28"))
    (found,) = warnings()["twice"]
    assert set(found.public_ids) == {"incidena", "incidenb"}


def test_two_events_with_other_numbers_are_two() -> None:
    docs.release(docs.incident("incidena", "2020-12-29"))
    docs.release(
        docs.incident("incidenb", "2020-12-28", lines=[docs.line("killed", "4", "combatant", docs.ARMY)])
    )
    assert "twice" not in warnings()


def test_a_tally_that_counts_the_days_of_another_months_tally() -> None:
    docs.release(docs.tally("tallyaaa", "3"))
    docs.release(
        docs.tally(
            "tallybbb", "5", period_start="2020-12-20", period_end="2020-12-30", reported_for="2020-11-29"
        )
    )
    (found,) = warnings()["overlap"]
    assert set(found.public_ids) == {"tallyaaa", "tallybbb"}


def test_a_record_verified_and_not_yet_released() -> None:
    incident = make.make_incident(state="verified")
    (found,) = warnings()["unreleased"]
    assert found.public_ids == (incident.public_id,)
    workflow.move(incident, "release", make.carol())
    assert "unreleased" not in warnings()


def test_a_tally_of_which_sources_disagree() -> None:
    claims = [
        {**docs.claim(docs.MONITOR), "figure": docs.figure("about 155")},
        {**docs.claim(docs.AGENCY), "figure": docs.figure("153")},
    ]
    docs.release(docs.tally("tallyaaa", "153", claims=claims))
    (found,) = warnings()["claims"]
    assert "155" in found.message


def test_an_incident_of_which_sources_disagree() -> None:
    docs.release(
        docs.incident(
            "incidena",
            claims=[
                docs.claim(docs.MONITOR, docs.said("killed", "3", "combatant", docs.ARMY)),
                docs.claim(docs.AGENCY, docs.said("killed", "5", "combatant", docs.ARMY)),
            ],
        )
    )
    (found,) = warnings()["contested"]
    assert found.public_ids == ("incidena",)


def test_a_tally_that_nobody_adopted() -> None:
    docs.release(docs.tally("tallyaaa", "3", adopted=False))
    assert [found.public_ids for found in warnings()["unadopted"]] == [("tallyaaa",)]


def test_a_tally_reported_for_a_day_on_which_no_month_begins() -> None:
    docs.release(docs.tally("tallyaaa", "3", reported_for="2020-12-30"))
    assert [found.public_ids for found in warnings()["misdated"]] == [("tallyaaa",)]


def test_a_figure_in_words_alone() -> None:
    docs.release(docs.tally("tallyaaa", "hundreds"))
    assert len(warnings()["wordless"]) == 1


def test_people_whom_no_reporting_group_covers() -> None:
    grouping = {
        "key": "g", "ar": "مجموعات", "en": "Groups",
        "groups": [{"key": "c", "ar": "المدنيون", "en": "Civilians", "civil_status": "civilian", "members": []}],
    }  # fmt: skip
    docs.release(docs.series(grouping=grouping), version=2)
    docs.release(docs.tally("tallyaaa", "3"))
    docs.release(docs.tally("tallybbb", "4", civil_status="civilian", parties=[]))
    (found,) = warnings()["ungrouped"]
    assert found.public_ids == ("tallyaaa",)


def test_a_month_that_is_still_running() -> None:
    from django.utils import timezone

    assert "running" in warnings(timezone.localdate().isoformat())
    assert "running" not in warnings()


def test_the_key_of_a_warning_changes_with_the_numbers_that_it_gives() -> None:
    content = docs.tally("tallyaaa", "3", adopted=False)
    docs.release(content)
    (before,) = warnings()["unadopted"]
    docs.release({**content, "figure": docs.figure("4")}, version=2)
    (after,) = warnings()["unadopted"]
    assert before.key != after.key


def test_the_key_of_a_warning_is_the_same_in_both_languages() -> None:
    from django.utils.translation import override

    docs.release(docs.tally("tallyaaa", "hundreds", adopted=False))
    docs.release(docs.incident("incidena", claims=[
        docs.claim(docs.MONITOR, docs.said("killed", "3")), docs.claim(docs.AGENCY, docs.said("killed", "5"))
    ]))  # fmt: skip
    docs.release(
        docs.tally("tallybbb", "153", claims=[{**docs.claim(docs.MONITOR), "figure": docs.figure("155")}])
    )
    keys = []
    for language in ("ar", "en"):
        with override(language):
            keys.append({warning.key for kind in warnings().values() for warning in kind})
    assert keys[0] == keys[1]
    assert len(keys[0]) >= 3

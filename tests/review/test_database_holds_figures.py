"""Raw SQL, past every model and form: figures and dates that contradict themselves are refused on both engines."""

import pytest

from tests.support.factories import make_incident, make_tally
from tests.support.raw_sql import refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "change",
    [
        "low = 40",
        "high = 38",
        "low = 50, best = 50, high = 49",
        "qualifier = 'about'",
        "qualifier = 'range'",
        "qualifier = 'unknown'",
        "qualifier = 'wording'",
        "qualifier = 'wording', low = NULL, best = NULL, high = NULL",
        "qualifier = 'at_least'",
        "best = NULL",
        "qualifier = 'nonsense'",
        "outcome = 'hurt'",
        "counted_on = '2020-12-31'",
        "low = -1, best = -1, high = -1",
    ],
)
def test_a_casualty_line_that_contradicts_itself_is_refused(change: str):
    line = make_incident(killed="39").lines.get()
    refused(f"UPDATE incidents_casualtyline SET {change} WHERE id = %s", line.pk)


@pytest.mark.parametrize("change", ["low = 9", "qualifier = 'about'", "best = NULL"])
def test_a_subset_that_contradicts_itself_is_refused(change: str):
    line = make_incident(subsets={"officers": "8"}).lines.get()
    refused(f"UPDATE incidents_subset SET {change} WHERE line_id = %s", line.pk)


@pytest.mark.parametrize(
    "change",
    [
        "counted_on = NULL",
        "month_unclear = %s",
        "counted_on = '2020-12-31'",
        "\"end\" = '2020-12-29'",
        "latest = '2020-12-29'",
        "start = NULL",
        "precision = 'month'",
        "events = 0",
    ],
)
def test_an_incidents_dates_that_contradict_each_other_are_refused(change: str):
    incident = make_incident()
    values = [True] if "%s" in change else []
    refused(f"UPDATE incidents_incident SET {change} WHERE record_ptr_id = %s", *values, incident.pk)


@pytest.mark.parametrize(
    "change",
    ["period_end = '2020-01-01'", "relation = 'of_which'", "adopted = %s", "low = 154"],
)
def test_a_tally_that_contradicts_itself_is_refused(change: str):
    tally = make_tally()
    values = [True] if "%s" in change else []
    refused(f"UPDATE incidents_tally SET {change} WHERE record_ptr_id = %s", *values, tally.pk)

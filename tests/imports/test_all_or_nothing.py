"""A file comes in whole or not at all, whatever is wrong and wherever it stands; tests/kills/ kills the process too."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.models import CasualtyLine, IncidentClaim
from records.models import Contribution, ImportBatch, Person, Record
from tests.support.imports import CLAIM, INCIDENT, incidents, reference

#: One wrong cell for a row of either kind.
FAULTS = [
    {"killed": "regime_forces=3 [officers=9]"},
    {"killed": "=1"},
    {"source": "nobody"},
    {"said_on": "soon"},
    {"same_event_as": "nothing"},
    {"key": ""},
    {"record": "rumour"},
]


def _everything() -> list[int]:
    return [
        model.objects.count()
        for model in (Record, ImportBatch, CasualtyLine, IncidentClaim, Contribution, Person)
    ]


@pytest.mark.django_db
@settings(max_examples=25)
@given(data=st.data())
def test_a_file_with_one_bad_row_writes_nothing(data):
    reference()
    events = data.draw(st.integers(1, 4))
    rows = []
    for number in range(events):
        rows.append({**INCIDENT, "key": f"t-{number}", "victims": f"اسم مخترع {number} | | killed"})
        claims = data.draw(st.integers(0, 2))
        rows += [{**CLAIM, "key": f"c-{number}-{n}", "same_event_as": f"t-{number}"} for n in range(claims)]
    place = data.draw(st.integers(0, len(rows) - 1))
    rows[place] = {**rows[place], **data.draw(st.sampled_from(FAULTS))}
    problems = incidents(*rows)
    assert problems
    assert all(problem.row >= 2 for problem in problems)
    assert place + 2 in {problem.row for problem in problems}
    assert _everything() == [0] * 6

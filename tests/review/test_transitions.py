"""The table of moves: every move from every state by every role, and nothing beside it."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from records import workflow
from records.models import Contribution, Release, ReviewRound
from records.models.review import State
from tests.support.factories import PEOPLE, add_line, alice, bob, carol, dora, make_incident, make_user

pytestmark = pytest.mark.django_db

EVERYONE = {"clerk", "verifier", "editor"}
#: move → the states it starts from, where it leads, and who may make it on a record of alice's that went the usual way.
#: The auditor and the administrator make none; the correspondent sees none of alice's.
TABLE = {
    "submit": ({"draft", "returned"}, "submitted", EVERYONE),
    "recall": ({"submitted"}, "draft", {"clerk"}),
    "discard": ({"draft", "returned"}, "rejected", {"clerk"}),
    "reopen": ({"rejected", "withdrawn"}, "draft", EVERYONE),
    "return": ({"submitted"}, "returned", {"verifier"}),
    "reject": ({"submitted"}, "rejected", {"verifier"}),
    "propose": ({"submitted"}, "submitted", {"verifier"}),
    "accept": ({"submitted"}, "submitted", set()),  # no correction was proposed
    "decline": ({"submitted"}, "submitted", set()),
    "verify": ({"submitted"}, "verified", {"verifier"}),
    "release": ({"verified"}, "released", {"editor"}),
    "withdraw": ({"released"}, "withdrawn", {"editor"}),
    "suppress": ({"released", "withdrawn"}, "withdrawn", {"editor"}),
}


def test_the_table_of_this_test_is_the_table_of_the_workflow():
    assert set(TABLE) == set(workflow.MOVES)


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("move", list(TABLE))
def test_a_move_is_made_from_its_states_by_its_roles_and_refused_otherwise(move: str, state: str):
    sources, target, roles = TABLE[move]
    incident = make_incident(state=state)
    before = incident.transitions.count()
    details = {"reason": "danger" if move == "suppress" else "doubt", "content": {}}
    may = roles if state in sources else set()
    for role in PEOPLE.keys() - may:
        with pytest.raises(workflow.Refused) as refusal:
            workflow.move(incident, move, PEOPLE[role](), **details)
        assert str(refusal.value).strip(), role
        incident.refresh_from_db()
        assert (incident.state, incident.transitions.count()) == (state, before), role
    for role in may:
        moved, person = make_incident(state=state), PEOPLE[role]()
        workflow.move(moved, move, person, **details)
        last = moved.transitions.last()
        assert moved.state == target
        assert (last.move, last.before, last.after, last.user) == (move, state, target, person)


@pytest.mark.parametrize("state", State.values)
def test_the_steps_offered_are_the_steps_that_work(state: str):
    """But for answers and what only trying tells: a correction that waits, the disclosure check."""
    incident = make_incident(state=state)
    for role, person in PEOPLE.items():
        if role == "correspondent":
            continue  # sees no record of alice's, so that no page offers anything
        offered = set(workflow.possible_moves(incident, person()))
        assert offered == {
            move for move, (sources, _to, roles) in TABLE.items() if state in sources and role in roles
        }


def test_a_correspondent_submits_an_own_draft_and_can_do_nothing_after():
    incident = make_incident(by=dora())
    workflow.move(incident, "submit", dora())
    for move in TABLE:
        with pytest.raises(workflow.Refused):
            workflow.move(incident, move, dora(), reason="doubt")


def test_nothing_is_proposed_to_one_who_cannot_read_the_record_any_more():
    incident = make_incident(by=dora(), state="submitted")
    with pytest.raises(workflow.Refused):
        workflow.move(incident, "propose", bob(), reason="x", content={})


@pytest.mark.parametrize("move", ["return", "reject", "propose"])
@pytest.mark.parametrize("reason", ["", "   "])
def test_a_judgement_needs_a_reason(move: str, reason: str):
    incident = make_incident(state="submitted")
    with pytest.raises(workflow.Refused):
        workflow.move(incident, move, bob(), reason=reason, content={})


def test_a_withdrawal_takes_a_reason_of_the_list_only():
    incident = make_incident(state="released")
    with pytest.raises(workflow.Refused):
        workflow.move(incident, "withdraw", carol(), reason="because")
    assert Release.objects.filter(kind="withdrawal").count() == 0


def test_a_record_with_problems_is_not_submitted():
    incident = make_incident(killed=None, claim=None)
    with pytest.raises(workflow.Refused):
        workflow.move(incident, "submit", alice())
    assert ReviewRound.objects.count() == 0


def test_a_draft_that_was_verified_before_is_not_discarded():
    incident = make_incident(state="released")
    add_line(incident, "3", outcome="wounded")
    workflow.contributed(incident, alice())
    with pytest.raises(workflow.Refused):
        workflow.move(incident, "discard", alice())


def test_withdrawing_while_a_newer_version_is_in_review_sends_that_back_too():
    """The round must not stay open: the record could never be submitted again."""
    incident = make_incident(state="released")
    add_line(incident, "3", outcome="wounded")
    workflow.contributed(incident, alice())
    workflow.move(incident, "submit", alice())
    workflow.move(incident, "withdraw", carol(), reason="doubt")
    assert incident.state == "withdrawn"
    assert not incident.rounds.filter(decision=None).exists()
    workflow.move(incident, "reopen", alice())
    workflow.move(incident, "submit", alice())
    assert incident.state == "submitted"


def test_a_withdrawn_record_returns_without_a_change_as_a_version_of_its_own():
    incident = make_incident(state="withdrawn")
    workflow.move(incident, "reopen", alice())
    for move, person in [("submit", alice), ("verify", bob), ("release", carol)]:
        workflow.move(incident, move, person())
    assert list(incident.releases.values_list("version", "kind")) == [
        (1, "release"), (2, "withdrawal"), (3, "release")
    ]  # fmt: skip
    assert incident.documents.count() == 1


def test_an_edit_makes_a_released_record_a_draft_and_leaves_the_public_version():
    incident = make_incident(state="released")
    live = incident.live_release
    workflow.contributed(incident, make_user("amal", "clerk"))
    incident.refresh_from_db()
    assert incident.state == "draft"
    assert incident.live_release == live


def test_content_in_review_is_not_changed():
    incident = make_incident(state="submitted")
    count = Contribution.objects.count()
    with pytest.raises(workflow.Refused):
        workflow.contributed(incident, alice())
    assert Contribution.objects.count() == count


def test_nothing_but_the_workflow_assigns_a_state():
    """Every other place that writes `state` of a record, in any of the ways Python and Django have for it."""
    assigned = re.compile(
        r"""\.state\s*=(?!=)                                # record.state = …
        | setattr\([^)]*["']state["']                       # setattr(record, "state", …)
        | \.update\([^)]*\bstate\s*=                        # records.update(state=…)
        | bulk_update\([^)]*["']state["']
        | \b(?:Record|Incident|Tally|Campaign|Series)(?:\.objects\.(?:get_or_|update_or_)?create)?\([^)]*\bstate\s*=
        | UPDATE\s+records_record\b""",
        re.VERBOSE,
    )
    found = []
    for house in ["records", "incidents", "reports", "monitor", "publication", "terms", "abductees"]:
        for file in sorted((Path(settings.BASE_DIR) / house).rglob("*.py")):
            if "migrations" not in file.parts and file.name != "workflow.py":
                found += [f"{file.name}: {match[0]}" for match in assigned.finditer(file.read_text())]
    assert found == []

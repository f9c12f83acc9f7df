"""The disclosure check and withheld names: a full name blocks a release, a single word asks for a reason."""

import pytest

from records import workflow
from records.models import Release
from records.release import findings_of
from tests.support.factories import carol, make_incident, person

pytestmark = pytest.mark.django_db


def _verified(description: str):
    return make_incident(state="verified", description_ar=description)


def test_a_withheld_name_of_two_words_blocks_even_with_a_reason():
    person("سالم المخترع")
    incident = _verified("قال سالم المخترع إن الحافلة كانت فارغة.")
    (finding,) = findings_of(incident)
    assert finding.blocks
    with pytest.raises(workflow.Refused, match="سالم المخترع"):
        workflow.move(
            incident, "release", carol(), acknowledged=[{"key": finding.key, "reason": "لا يقصد أحداً"}]
        )
    assert not Release.objects.exists()


def test_a_single_word_that_is_also_a_preposition_is_found_and_does_not_block():
    person("علي")
    (finding,) = findings_of(_verified("استهدف كمين حافلة على الطريق."))
    assert "علي" in finding.message
    assert not finding.blocks


def test_a_single_word_holds_the_release_until_a_reason_is_written():
    person("علي")
    incident = _verified("استهدف كمين حافلة على الطريق.")
    (finding,) = findings_of(incident)
    for acknowledged in ([], [{"key": finding.key, "reason": "  "}]):
        with pytest.raises(workflow.Refused, match="علي"):
            workflow.move(incident, "release", carol(), acknowledged=acknowledged)
    taken_on = [{"key": finding.key, "reason": "حرف جر، لا اسم"}]
    workflow.move(incident, "release", carol(), acknowledged=taken_on)
    assert incident.live_release.acknowledged == taken_on


def test_a_full_name_written_joined_or_behind_a_preposition_still_blocks():
    person("عبد الله المخترع")
    (finding,) = findings_of(_verified("وجّه الخاطفون رسالة لعبدالله المخترع."))
    assert finding.blocks


def test_a_released_name_is_no_finding():
    person("سالم المخترع", name_decision="released")
    assert findings_of(_verified("قال سالم المخترع إن الحافلة كانت فارغة.")) == []

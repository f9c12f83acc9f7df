"""What an editor may put in the place of what a timeline says, and what it still takes to close a case."""

import pytest

from terms.status import may_override, present
from tests.support.timelines import holds_together, timeline, told

OVERRIDES = """
# With a claim behind it freedom closes, on one source also
released | abducted 2013-05-02, released 2014-01-01 = released closed
released | abducted 2013-05-02, released 2014-01-01, sighted 2015-01-01 = released closed contested
released | abducted 2013-05-02, released 2014-01-01, reported_killed 2015-01-01 corroborated = released closed contested

# Without one, or with a refuted one, it is only said
released | abducted 2013-05-02 = released
released | abducted 2013-05-02, released 2014-01-01 refuted = released

# A death closes by a confirmed claim only
confirmed_killed | abducted 2013-05-02 = reported_killed
confirmed_killed | abducted 2013-05-02, confirmed_killed 2014-01-01 corroborated = reported_killed
remains_identified | abducted 2013-05-02, remains_identified 2014-01-01 = remains_found
reported_killed | abducted 2013-05-02, reported_killed 2014-01-01 confirmed = reported_killed
confirmed_killed | confirmed_killed 2014-01-01 confirmed, \
sighted 2015-01-01 confirmed = confirmed_killed closed contested

# It may open what the timeline closes
abducted | abducted 2013-05-02, released 2014-01-01 corroborated = abducted
fate_unknown | abducted 2013-05-02, confirmed_killed 2014-01-01 confirmed = fate_unknown

# Contradictions stay visible under it
abducted | abducted 2013-05-02, released 2014-01-01, reported_killed 2015-01-01 = abducted contested
"""


@pytest.mark.parametrize("line", [line for line in OVERRIDES.splitlines() if line and line[0] != "#"])
def test_what_an_editor_puts_in_its_place(line: str) -> None:
    override, rest = line.split(" | ")
    claims, expected = rest.split(" = ")
    found = present(timeline(claims), override)
    assert told(found) == expected
    assert found.by is None
    holds_together(found)


@pytest.mark.parametrize(
    ("override", "claims", "may"),
    [
        ("detained", "abducted 2013-05-02, detained 2014-01-01", True),
        ("detained", "abducted 2013-05-02", False),
        ("detained", "detained 2014-01-01 refuted", False),
        ("released", "released 2014-01-01", True),
        ("reported_killed", "reported_killed 2014-01-01", True),
        ("confirmed_killed", "confirmed_killed 2014-01-01 corroborated", False),
        ("confirmed_killed", "confirmed_killed 2014-01-01 confirmed", True),
        ("confirmed_killed", "reported_killed 2014-01-01 confirmed", False),
        ("sighted", "sighted 2014-01-01 confirmed", False),
        ("believed_dead", "believed_dead 2014-01-01 confirmed", False),
    ],
)
def test_an_editor_may_set_only_what_a_source_says(override: str, claims: str, may: bool) -> None:
    assert may_override(override, timeline(claims)) is may

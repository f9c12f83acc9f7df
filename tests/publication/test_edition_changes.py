"""What changed between two frozen states of a month: pure functions over plain data."""

from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from publication.editions import added_late, changes, figures_by_slug, figures_in
from terms.figures import Figure

Json = dict[str, Any]

NUMBERS = st.integers(0, 50).map(lambda n: Figure.exact(n).as_json())


def contributor(public_id: str, version: int = 1, value: Json | None = None, line: int | None = 1) -> Json:
    return {"kind": "incident", "id": public_id, "version": version, "line": line,
            "value": value or Figure.exact(3).as_json(), "ar": public_id, "en": public_id}  # fmt: skip


def figure(slug: str, value: Json | None = None, *of: Json, parts: list[Json] | None = None) -> Json:
    return {
        "slug": slug,
        "figure": value or Figure.exact(3).as_json(),
        "contributors": list(of),
        "parts": parts or [],
    }


def month(*figures: Json, counters: list[Json] | None = None, reported: list[Json] | None = None) -> Json:
    return {
        "areas": [
            {
                "key": "east",
                "figures": list(figures),
                "counters": counters or [],
                "reported": reported or [],
            }
        ]
    }


contributors = st.lists(
    st.builds(contributor, st.sampled_from("abcdef"), st.integers(1, 3), NUMBERS),
    max_size=4,
    unique_by=lambda row: row["id"],
)


@st.composite
def months(draw: st.DrawFn) -> Json:
    """Some figures with parts, each slug once."""
    slugs = draw(st.lists(st.sampled_from("klmnopqrst"), unique=True, max_size=8))
    made = [figure(slug, draw(NUMBERS), *draw(contributors)) for slug in slugs]
    wholes: list[Json] = []
    for one in made:
        if wholes and draw(st.booleans()):
            wholes[-1]["parts"].append(one)
        else:
            wholes.append(one)
    cut = draw(st.integers(0, len(wholes)))
    return month(*wholes[:cut], counters=wholes[cut:])


@given(months())
def test_nothing_changed_between_a_month_and_itself(state: Json) -> None:
    assert changes(state, deepcopy(state)) == []
    assert added_late(state, deepcopy(state)) == []


@given(months(), months())
def test_each_changed_figure_is_reported_once_and_every_other_is_the_same(before: Json, after: Json) -> None:
    found = [change.slug for change in changes(before, after)]
    assert len(found) == len(set(found))
    old, new = figures_by_slug(before), figures_by_slug(after)
    for slug in old.keys() | new.keys():
        one, other = old.get(slug), new.get(slug)
        same = one is not None and other is not None and _counts(one) == _counts(other)
        assert (slug in found) is not same, slug


def _counts(one: Json) -> tuple[Any, Any]:
    rows = {row["id"]: (row["version"], row["value"]) for row in one["contributors"]}
    return one["figure"], rows


@given(months(), months())
def test_the_way_back_reports_the_same_figures_turned_round(before: Json, after: Json) -> None:
    there = {change.slug: (change.before, change.after) for change in changes(before, after)}
    back = {change.slug: (change.after, change.before) for change in changes(after, before)}
    assert there == back


def test_a_changed_number_is_told_with_the_record_that_changed_it() -> None:
    one, other = Figure.exact(39).as_json(), Figure.exact(41).as_json()
    before = month(figure("sum", one, contributor("bus", 1, one), contributor("road")))
    after = month(figure("sum", other, contributor("bus", 2, other), contributor("road")))
    (change,) = changes(before, after)
    assert change.says_another_number
    assert [(old["version"], new["version"]) for old, new in change.contributors if old and new] == [(1, 2)]


def test_records_can_change_under_a_number_that_does_not() -> None:
    before = month(figure("tally", None, contributor("a")))
    after = month(figure("tally", None, contributor("b")))
    (change,) = changes(before, after)
    assert not change.says_another_number
    assert [(old and old["id"], new and new["id"]) for old, new in change.contributors] == [
        (None, "b"),
        ("a", None),
    ]


def test_another_title_of_a_record_is_no_change() -> None:
    before = month(figure("tally", None, contributor("a")))
    after = deepcopy(before)
    after["areas"][0]["figures"][0]["contributors"][0]["ar"] = "عنوان آخر"
    assert changes(before, after) == []


def test_two_lines_of_one_incident_are_two_contributors() -> None:
    before = month(figure("sum", None, contributor("a", line=1)))
    after = month(figure("sum", None, contributor("a", line=1), contributor("a", line=2)))
    (change,) = changes(before, after)
    assert [(old, new and new["line"]) for old, new in change.contributors] == [(None, 2)]
    assert added_late(before, after) == []


def test_figures_come_and_go_and_the_later_state_gives_the_order() -> None:
    before = month(figure("gone"), figure("stays"))
    after = month(figure("new2"), figure("stays"), reported=[figure("new1")])
    found = changes(before, after)
    assert [change.slug for change in found] == ["new2", "new1", "gone"]
    assert (found[0].before, found[2].after) == (None, None)
    assert found[2].figure["slug"] == "gone"


def test_parts_are_figures_of_their_own() -> None:
    state = month(
        figure("whole", None, parts=[figure("part", None, parts=[figure("deep")]), figure("other")])
    )
    assert [one["slug"] for one in figures_in(state)] == ["whole", "part", "deep", "other"]


def test_what_was_added_late_is_named_once() -> None:
    before = month(figure("a", None, contributor("old")))
    after = month(
        figure("a", None, contributor("old", 2), contributor("late")), figure("b", None, contributor("late"))
    )
    assert [row["id"] for row in added_late(before, after)] == ["late"]

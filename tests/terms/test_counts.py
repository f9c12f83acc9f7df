"""Counts of a group: what stands of each fate, and what the fates leave of the size."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terms.choices import ClaimGrade, CountOf, Qualifier
from terms.counts import FATES, CountClaim, GroupCounts, group_counts, standing
from terms.figures import Figure, parse_figure, total

MONDAY = date(2015, 3, 2)
TUESDAY = MONDAY + timedelta(days=1)
CONFIRMED, REPORTED, REFUTED = ClaimGrade.CONFIRMED, ClaimGrade.REPORTED, ClaimGrade.REFUTED


def counted(
    of: str, words: str, day: date | None = MONDAY, grade: str = REPORTED, number: int = 0
) -> CountClaim:
    return CountClaim(of, parse_figure(words), grade, day, number=number)


def rest_of(size: str, *claims: CountClaim) -> str | None:
    """The rest in words."""
    rest = group_counts(parse_figure(size), claims).rest
    return rest.in_language("en") if rest else None


def test_46_freed_and_13_held_account_for_all_of_59() -> None:
    found = group_counts(Figure.exact(59), [counted("freed", "46"), counted("held", "13")])
    assert found.rest == Figure.exact(0)
    assert found.fates == {"held": Figure.exact(13), "freed": Figure.exact(46)}
    assert not found.is_exceeded


def test_fates_that_nobody_counted_are_not_there_and_not_zero() -> None:
    found = group_counts(Figure.exact(59), [counted("freed", "46")])
    assert dict(found.fates) == {"freed": Figure.exact(46)}
    assert found.rest == Figure.exact(13)


def test_without_any_count_the_whole_group_is_left() -> None:
    assert group_counts(Figure.about(155), []) == GroupCounts(Figure.about(155), {}, Figure.about(155))


@pytest.mark.parametrize("size", ["hundreds", "unknown"])
def test_a_size_without_a_number_leaves_nothing_that_could_be_said(size: str) -> None:
    assert rest_of(size) is None
    assert rest_of(size, counted("freed", "46")) is None
    assert not group_counts(parse_figure(size), [counted("freed", "4600")]).is_exceeded


def test_a_fate_without_a_number_leaves_nothing_that_could_be_said() -> None:
    assert rest_of("59", counted("freed", "dozens")) is None


def test_of_two_fates_the_one_in_words_keeps_the_rest_from_being_exact() -> None:
    assert rest_of("59", counted("freed", "46"), counted("killed", "several")) == "about 13"


@pytest.mark.parametrize(
    ("size", "freed", "rest"),
    [
        ("more than 550", "200", "more than 350"),
        ("at least 300", "200", "at least 100"),
        ("about 155", "46", "about 109"),
        ("220-250", "20", "between 200 and 230"),
        ("59", "about 40", "about 19"),
        ("59", "at least 40", "about 19"),
        ("more than 550", "more than 200", "about 350"),
        ("59", "0", "59"),
    ],
)
def test_the_word_before_a_size_survives_in_what_is_left(size: str, freed: str, rest: str) -> None:
    assert (rest_of(size, counted("freed", freed)) or "").strip() == rest


def test_fates_above_the_size_are_a_contradiction_and_leave_no_figure() -> None:
    found = group_counts(Figure.exact(59), [counted("freed", "46"), counted("held", "14")])
    assert found.is_exceeded
    assert found.rest is None
    assert found.fates["held"] == Figure.exact(14)


def test_what_a_range_still_allows_is_no_contradiction() -> None:
    assert not group_counts(parse_figure("50-60"), [counted("freed", "60")]).is_exceeded
    assert group_counts(parse_figure("50-60"), [counted("freed", "61")]).is_exceeded


def test_a_newer_count_of_one_fate_replaces_an_older_one_in_any_order() -> None:
    older, newer = counted("freed", "20", MONDAY, CONFIRMED), counted("freed", "46", TUESDAY)
    assert standing([older, newer], "freed") == standing([newer, older], "freed") == newer
    assert rest_of("59", older, newer) == rest_of("59", newer, older) == "13"


def test_a_newer_count_leaves_the_other_fates_as_they_were() -> None:
    found = group_counts(
        Figure.exact(59), [counted("killed", "1"), counted("freed", "20"), counted("freed", "46", TUESDAY)]
    )
    assert found.fates == {"freed": Figure.exact(46), "killed": Figure.exact(1)}


def test_a_count_without_a_day_is_of_the_day_on_which_it_was_said() -> None:
    said = CountClaim("freed", Figure.exact(46), REPORTED, said_on=TUESDAY)
    assert standing([said, counted("freed", "20")], "freed") == said
    never = counted("freed", "50", None)
    assert standing([never, said], "freed") == said


def test_a_refuted_count_is_ignored_even_when_it_is_the_newest() -> None:
    assert rest_of("59", counted("freed", "20"), counted("freed", "46", TUESDAY, REFUTED)) == "39"
    assert standing([counted("freed", "46", grade=REFUTED)], "freed") is None


def test_of_one_day_a_confirmed_count_beats_a_reported_one_and_then_the_last_in_the_list_wins() -> None:
    sure, told = counted("freed", "46", grade=CONFIRMED), counted("freed", "20", number=2)
    assert standing([sure, told], "freed") == sure
    last = counted("freed", "21", number=3)
    assert standing([last, told], "freed") == last


def test_what_a_source_counts_as_unknown_or_as_the_size_is_added_to_nothing() -> None:
    freed = counted("freed", "46")
    assert rest_of("59", freed, counted("unknown", "13"), counted("size", "70", TUESDAY)) == "13"
    assert set(group_counts(Figure.exact(59), [freed, counted("unknown", "13")]).fates) == {"freed"}


def test_those_held_before_others_were_freed_are_no_contradiction() -> None:
    found = group_counts(Figure.exact(59), [counted("held", "59"), counted("freed", "20", TUESDAY)])
    assert not found.is_exceeded
    assert dict(found.fates) == {"freed": Figure.exact(20)}
    assert found.rest == Figure.exact(39)


def test_an_older_count_of_the_held_that_still_fits_stands() -> None:
    assert rest_of("59", counted("held", "13"), counted("freed", "46", TUESDAY)) == "0"


def test_more_held_than_were_taken_stay_a_contradiction() -> None:
    assert group_counts(
        Figure.exact(59), [counted("held", "80"), counted("freed", "20", TUESDAY)]
    ).is_exceeded
    assert group_counts(Figure.exact(59), [counted("held", "50"), counted("freed", "20")]).is_exceeded
    assert group_counts(
        Figure.exact(59), [counted("freed", "20"), counted("held", "50", TUESDAY)]
    ).is_exceeded


# For any counts ---------------------------------------------------------------------------------------------

numbers = st.integers(0, 400)
figures = st.one_of(
    numbers.map(Figure.exact),
    numbers.map(Figure.about),
    numbers.map(Figure.at_least),
    numbers.map(Figure.more_than),
    st.tuples(numbers, st.integers(1, 50)).map(lambda pair: Figure.between(pair[0], pair[0] + pair[1])),
    st.just(Figure.in_words("عشرات", "dozens")),
    st.just(Figure.unknown()),
)
days = st.none() | st.dates(min_value=date(2015, 1, 1), max_value=date(2015, 1, 20))


def claims_of(figures: st.SearchStrategy[Figure]) -> st.SearchStrategy[list[CountClaim]]:
    one = st.builds(
        CountClaim,
        st.sampled_from(CountOf),
        figures,
        st.sampled_from(ClaimGrade),
        days,
        days,
        st.integers(0, 9),
    )
    return st.lists(one, max_size=8)


@given(figures, claims_of(figures))
def test_each_fate_is_one_count_of_one_source_and_never_a_sum(size: Figure, claims: list[CountClaim]) -> None:
    found = group_counts(size, claims)
    assert set(found.fates) <= set(FATES)
    for of, figure in found.fates.items():
        assert any(c.of == of and c.figure == figure and c.grade != REFUTED for c in claims)


@given(claims_of(numbers.map(Figure.exact)), numbers)
def test_exact_fates_and_the_rest_make_the_size_or_are_above_it(claims: list[CountClaim], size: int) -> None:
    found = group_counts(Figure.exact(size), claims)
    together = total(found.fates.values()) or Figure.exact(0)
    if found.rest is None:
        assert found.is_exceeded
    else:
        assert total([together, found.rest]) == Figure.exact(size)


@given(figures, claims_of(figures))
def test_nothing_known_never_becomes_a_number(size: Figure, claims: list[CountClaim]) -> None:
    found = group_counts(size, claims)
    if not size.has_number:
        assert found.rest is None
    if found.rest is not None:
        assert found.rest.has_number
        assert found.rest.best is None or found.rest.best >= 0
    if not found.fates:
        assert found.rest == (size if size.has_number else None)


@given(figures, claims_of(figures))
def test_what_is_left_is_exact_only_where_everything_is(size: Figure, claims: list[CountClaim]) -> None:
    found = group_counts(size, claims)
    if found.rest is not None and found.rest.qualifier == Qualifier.EXACT:
        assert all(figure.qualifier == Qualifier.EXACT for figure in (size, *found.fates.values()))


@given(figures, claims_of(figures))
def test_a_refuted_count_changes_nothing(size: Figure, claims: list[CountClaim]) -> None:
    assert group_counts(size, claims) == group_counts(size, [c for c in claims if c.grade != REFUTED])

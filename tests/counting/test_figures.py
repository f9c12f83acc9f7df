"""Figures: sums, remainders, contradictions, and the words they are written in (rule 17 of docs/counting.md)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from terms.choices import Qualifier
from terms.figures import Figure, FigureError, exceeds, parse_figure, remainder, total
from tests.support.figures import anything, figures, numbered, numbers, ranges, wordings

ABOUT_FIRST = {Qualifier.ABOUT, Qualifier.RANGE}
AT_LEAST_NEXT = {Qualifier.AT_LEAST, Qualifier.MORE_THAN}


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["39", "8"], Figure(47, 47, 47, "exact")),
        (["39", "about 155"], Figure(None, 194, None, "about")),
        (["at least 23", "39"], Figure(62, 62, None, "at_least")),
        (["more than 51", "39"], Figure(90, 90, None, "at_least")),
        (["more than 51", "at least 23"], Figure(74, 74, None, "at_least")),
        (["at least 23", "about 155"], Figure(None, 178, None, "about")),
        (["25-28", "39"], Figure(64, 64, 67, "about")),
        (["25-28", "at least 23"], Figure(48, 48, None, "about")),
        (["hundreds", "39"], Figure(39, 39, None, "at_least")),
        (["hundreds", "about 155"], Figure(None, 155, None, "about")),
        (["unknown", "39", "8"], Figure(47, 47, None, "at_least")),
        (["hundreds", "hundreds"], Figure.unknown()),
        (["hundreds", "unknown"], Figure.unknown()),
    ],
)
def test_the_sum_has_the_qualifier_of_its_least_certain_part(parts: list[str], whole: Figure) -> None:
    assert total(parse_figure(part) for part in parts) == whole


def test_nothing_sums_to_nothing_and_one_figure_to_itself() -> None:
    assert total([]) is None
    assert total([parse_figure("more than 51")]) == Figure.more_than(51)
    assert total([parse_figure("مئات")]) == Figure.in_words("مئات", "hundreds")


@given(st.lists(figures, min_size=2, max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_parts_does_not_matter(parts: list[Figure], random) -> None:
    mixed = list(parts)
    random.shuffle(mixed)
    assert total(mixed) == total(parts)


@given(st.lists(figures, min_size=1, max_size=4), st.lists(figures, min_size=1, max_size=4))
def test_sums_of_sums_are_the_sum(some: list[Figure], others: list[Figure]) -> None:
    first, second = total(some), total(others)
    assert first is not None and second is not None
    assert total([first, second]) == total([*some, *others])


@given(st.lists(figures, min_size=2, max_size=7))
def test_a_bound_is_known_only_if_it_is_known_of_every_part(parts: list[Figure]) -> None:
    whole = total(parts)
    with_number = [part for part in parts if part.has_number]
    if not with_number:
        assert whole == Figure.unknown()
        return
    lows, highs = [part.low for part in with_number], [part.high for part in parts]
    assert whole.best == sum(part.best for part in with_number)
    assert whole.low == (None if None in lows else sum(lows))
    assert whole.high == (None if None in highs else sum(highs))


@given(st.lists(figures, min_size=2, max_size=7))
def test_about_wins_over_at_least_and_at_least_over_exact(parts: list[Figure]) -> None:
    whole = total(parts)
    qualifiers = {part.qualifier for part in parts if part.has_number}
    if not qualifiers:
        expected = Qualifier.UNKNOWN
    elif qualifiers & ABOUT_FIRST:
        expected = Qualifier.ABOUT
    elif qualifiers & AT_LEAST_NEXT or len([part for part in parts if part.has_number]) < len(parts):
        expected = Qualifier.AT_LEAST
    else:
        expected = Qualifier.EXACT
    assert whole.qualifier == expected


@given(st.lists(figures, min_size=1, max_size=7))
def test_low_best_and_high_of_a_sum_stand_in_order(parts: list[Figure]) -> None:
    whole = total(parts)
    known = [bound for bound in (whole.low, whole.best, whole.high) if bound is not None]
    assert known == sorted(known)


# Remainders and contradictions -----------------------------------------------------------------------------


def test_of_153_58_are_recorded_and_95_stand_on_the_tally_alone() -> None:
    assert remainder(Figure.exact(153), Figure.exact(58)) == Figure.exact(95)


@pytest.mark.parametrize(
    ("whole", "part", "rest"),
    [
        ("about 155", "58", Figure(None, 97, None, "about")),
        ("more than 51", "20", Figure(31, 31, None, "more_than")),
        ("at least 23", "25", None),
        ("153", "at least 58", Figure(None, 95, 95, "about")),
        ("25-28", "5", Figure(20, 20, 23, "about")),
        ("153", "25-28", Figure(125, 128, 128, "about")),
        ("hundreds", "5", None),
        ("153", "hundreds", None),
    ],
)
def test_what_a_part_leaves_keeps_the_uncertainty_of_both(whole: str, part: str, rest: Figure | None) -> None:
    assert remainder(parse_figure(whole), parse_figure(part)) == rest


@given(numbered, numbered)
def test_a_part_and_what_it_leaves_add_up_to_the_whole(whole: Figure, part: Figure) -> None:
    rest = remainder(whole, part)
    if part.best > whole.best:
        assert rest is None
    else:
        assert rest.best + part.best == whole.best
        known = [bound for bound in (rest.low, rest.best, rest.high) if bound is not None]
        assert known == sorted(known) and (not known or known[0] >= 0)
        assert rest.qualifier != Qualifier.EXACT or (whole.qualifier, part.qualifier) == ("exact", "exact")


@given(figures)
def test_without_a_part_the_whole_is_left(whole: Figure) -> None:
    assert remainder(whole, None) == whole


@given(figures, figures)
def test_a_part_of_a_sum_never_exceeds_it_when_its_bounds_are_known(part: Figure, other: Figure) -> None:
    whole = total([part, other])
    assert not exceeds(part, whole)


@pytest.mark.parametrize(
    ("part", "whole", "above"),
    [
        ("8", "39", False),
        ("39", "39", False),
        ("40", "39", True),
        ("at least 40", "39", True),
        ("38-45", "39", False),
        ("40-45", "39", True),
        ("24", "at least 23", True),
        ("156", "about 155", True),
        ("29", "25-28", True),
        ("28", "25-28", False),
        ("hundreds", "39", False),
        ("40", "hundreds", False),
    ],
)
def test_a_part_contradicts_its_whole_only_when_its_least_is_above_the_greatest(
    part: str, whole: str, above: bool
) -> None:
    assert exceeds(parse_figure(part), parse_figure(whole)) is above


# Words -----------------------------------------------------------------------------------------------------


def stated(figure: Figure) -> Figure:
    """What the words of a figure say of it: a range does not say which value within it is the best."""
    return Figure.between(figure.low, figure.high) if figure.qualifier == Qualifier.RANGE else figure


@given(numbered | wordings | st.just(Figure.unknown()), st.sampled_from(["ar", "en"]))
def test_a_figure_reads_back_from_its_own_words(figure: Figure, language: str) -> None:
    if figure.wording_ar in ("العشرات", "المئات", "الآلاف", "عدد من"):  # English has one word for both
        language = "ar"
    assert parse_figure(figure.in_language(language)) == stated(figure)


@given(numbers, st.sampled_from(["{}", "نحو {}", "ما لا يقل عن {}", "أكثر من {}"]))
def test_eastern_digits_read_like_latin_ones(number: int, words: str) -> None:
    eastern = str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert parse_figure(words.format(eastern)) == parse_figure(words.format(number))


@given(ranges())
def test_a_range_is_written_in_either_order_of_words(figure: Figure) -> None:
    assert parse_figure(f"{figure.low}-{figure.high}") == stated(figure)
    assert parse_figure(f"بين {figure.low} و {figure.high}") == stated(figure)


@pytest.mark.parametrize("words", ["", "كثير", "28-25", "25-25", "-5", "1.5", "more than hundreds", "=1+1"])
def test_it_refuses_words_that_are_no_figure(words: str) -> None:
    with pytest.raises(FigureError):
        parse_figure(words)


@given(figures)
def test_every_figure_that_a_source_can_state_passes_the_check(figure: Figure) -> None:
    figure.check()


@given(anything)
@settings(max_examples=200)
def test_a_figure_that_passes_the_check_reads_in_both_languages(figure: Figure) -> None:
    try:
        figure.check()
    except FigureError:
        return
    assert figure.in_language("ar") and figure.in_language("en")

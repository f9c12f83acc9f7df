"""A figure typed in words and numbers."""

import pytest
from django.core.exceptions import ValidationError

from records.forms.figures import FigureField
from terms.figures import Figure
from tests.entry.conftest import arabic


def parts(qualifier, number="", high="", best="", wording="", wording_en=""):
    return [qualifier, number, high, best, wording, wording_en]


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        (parts("exact", "٣٩"), Figure.exact(39)),
        (parts("about", "1,100"), Figure.about(1100)),
        (parts("about", "۱۵۵"), Figure.about(155)),
        (parts("at_least", "23"), Figure.at_least(23)),
        (parts("more_than", "51"), Figure.more_than(51)),
        (parts("range", "25", "28"), Figure.between(25, 28)),
        (parts("range", "25", "28", "27"), Figure.between(25, 28, 27)),
        (parts("wording", wording="مئات"), Figure.in_words("مئات", "hundreds")),
        (parts("wording", wording="جمع غفير", wording_en="a crowd"), Figure.in_words("جمع غفير", "a crowd")),
        (parts("unknown"), Figure.unknown()),
        (parts("exact", "0"), Figure.exact(0)),
    ],
)
def test_what_is_typed_is_what_is_meant(typed, figure):
    assert FigureField().clean(typed) == figure


@pytest.mark.parametrize(
    "figure",
    [
        Figure.exact(39),
        Figure.about(155),
        Figure.at_least(23),
        Figure.more_than(51),
        Figure.between(25, 28, 27),
        Figure.in_words("مئات", "hundreds"),
        Figure.unknown(),
    ],
)
def test_editing_loses_nothing_of_a_figure(figure):
    field = FigureField()
    shown = field.widget.decompress(figure)
    assert field.clean(shown) == figure
    assert not field.has_changed(figure, [None if part is None else str(part) for part in shown])


def test_numbers_of_another_qualifier_do_not_count():
    assert FigureField().clean(parts("exact", "39", high="50", best="45", wording="مئات")) == Figure.exact(39)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (parts("range", "28", "25"), "The lowest number must not be above the"),
        (parts("range", "25", "25"), "A range needs two different numbers:"),
        (parts("range", "25"), "A range needs two different numbers:"),
        (parts("range", "25", "28", "40"), "The lowest value must not be above the best"),
        (parts("exact", "تسعة"), "Enter a whole number, such as 1100 or 1,100."),
        (parts("exact", "-3"), "Enter a whole number, such as 1100 or 1,100."),
        (parts("exact", ""), "Write the number, or choose “number"),
        (parts("wording"), "Write the number, or choose “number"),
        (parts("certainly", "3"), "Choose how the number is meant."),
    ],
)
def test_what_is_no_figure_is_refused_in_arabic(typed, sentence):
    with pytest.raises(ValidationError) as refused:
        FigureField().clean(typed)
    assert arabic(sentence) in " ".join(refused.value.messages)


def test_nothing_typed_is_nothing_where_nothing_is_required():
    assert FigureField(required=False).clean(parts("exact")) is None
    assert not FigureField(required=False).has_changed(None, parts("about"))

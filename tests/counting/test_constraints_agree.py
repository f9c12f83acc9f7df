"""What a figure may be is said twice, for people and for every other program: the two agree on both engines."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import assume, given, settings

from incidents.models import CasualtyLine, Subset, TallyClaim
from incidents.models.claims import ClaimFigure
from terms.figures import Figure, FigureError
from tests.support.factories import label, make_incident
from tests.support.figures import anything, figures


def passes(figure: Figure) -> bool:
    try:
        figure.check()
    except FigureError:
        return False
    return True


def database_takes(figure: Figure, line: CasualtyLine) -> bool:
    """Whether an update past every model and form goes through; it is undone."""
    try:
        with transaction.atomic():
            CasualtyLine.objects.filter(pk=line.pk).update(**figure.as_json())
            transaction.set_rollback(True)
    except IntegrityError:
        return False
    return True


@pytest.fixture
def a_line(db: None) -> CasualtyLine:
    return make_incident().lines.get()


@settings(max_examples=250)
@given(figure=anything)
def test_the_database_takes_what_the_check_lets_through(figure: Figure, a_line: CasualtyLine) -> None:
    assert database_takes(figure, a_line) is passes(figure)


@settings(max_examples=60)
@given(figure=figures)
def test_the_database_takes_every_figure_that_a_source_can_state(
    figure: Figure, a_line: CasualtyLine
) -> None:
    assert database_takes(figure, a_line)


@settings(max_examples=60)
@given(figure=anything)
def test_a_figure_refused_says_so_before_the_database_does(figure: Figure, a_line: CasualtyLine) -> None:
    assume(not passes(figure))
    with pytest.raises(FigureError) as refused:
        figure.check()
    assert str(refused.value)


@pytest.mark.parametrize("model", [CasualtyLine, Subset, ClaimFigure, TallyClaim])
def test_every_table_of_figures_has_both_constraints(model: type) -> None:
    names = {constraint.name for constraint in model._meta.constraints}
    stem = f"incidents_{model.__name__.lower()}"
    assert {f"{stem}_low_best_high", f"{stem}_figure_fits_qualifier"} <= names


def test_a_subset_is_held_like_any_figure(a_line: CasualtyLine) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Subset.objects.create(line=a_line, label=label(), qualifier="exact", low=9, best=8, high=8)

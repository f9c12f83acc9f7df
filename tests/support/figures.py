"""Hypothesis strategies for figures as sources state them."""

from hypothesis import strategies as st

from terms.choices import Qualifier
from terms.figures import WORDINGS, Figure

numbers = st.integers(0, 5000)


@st.composite
def ranges(draw: st.DrawFn) -> Figure:
    low, high = sorted(draw(st.lists(numbers, min_size=2, max_size=2, unique=True)))
    return Figure.between(low, high, draw(st.none() | st.integers(low, high)))


numbered = st.one_of(
    numbers.map(Figure.exact),
    numbers.map(Figure.about),
    numbers.map(Figure.at_least),
    numbers.map(Figure.more_than),
    ranges(),
)
wordings = st.sampled_from(sorted(WORDINGS.items())).map(lambda pair: Figure.in_words(*pair))
figures = st.one_of(numbered, wordings, st.just(Figure.unknown()))

#: Parts put together at random: many of them are no figure.
bounds = st.none() | st.integers(-3, 12)
anything = st.builds(
    Figure,
    low=bounds,
    best=bounds,
    high=bounds,
    qualifier=st.sampled_from(Qualifier.values),
    wording_ar=st.sampled_from(["", "مئات"]),
    wording_en=st.sampled_from(["", "hundreds"]),
)

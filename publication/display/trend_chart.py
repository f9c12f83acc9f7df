"""The drawing of a trend: where each bar of each month stands. Templates turn it into SVG; nothing is counted here.

One panel for all together and one for each area or group, under one another and on one scale, so that heights can be
compared across panels. What is known differently is drawn differently: an exact figure is a solid bar, one that is not
exact an outline in dashes, "at least" and "more than" are open at the top; a figure without a number is a question
mark, a zero is a 0, no figure is a gap, and a month of which nothing is published is a grey ground.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from publication.display.trend_axes import (
    PLOT,
    Across,
    Band,
    Label,
    bands,
    month_labels,
    step_for,
    ticks,
    year_labels,
)
from publication.kept_losses import TimedMonth
from terms.choices import Qualifier
from terms.figures import Figure

#: Lengths in pixels: the scale beside the months, and what stands above, between and below the panels.
AXIS, HEAD, LEAST_PLOT, BETWEEN, FOOT = 48, 36, 26, 12, 46

Kind = Literal["exact", "inexact", "open", "zero", "unknown"]


@dataclass(frozen=True)
class Bar:
    """One figure of one month. `path` draws it; `spread` is the line from its lowest to its highest value."""

    kind: Kind
    x: float
    y: float
    width: float
    height: float
    middle: float
    path: str = ""
    spread: str = ""


@dataclass
class Panel:
    """One area or group: its name above, its bars between `top` and `base`."""

    name: str
    top: float
    base: float
    ticks: list[tuple[int, float]]
    bars: list[Bar] = field(default_factory=list)

    @property
    def name_y(self) -> float:
        return self.top - 18


@dataclass(frozen=True)
class Column:
    """The room of one month over all panels: the pointer finds the month's page and figures there."""

    x: float
    width: float
    url: str
    text: str


@dataclass
class Chart:
    """Everything that the template draws. `axis_*` belong to the scale, which stays in view when the months scroll."""

    width: float
    height: float
    panels: list[Panel]
    bands: list[Band]
    columns: list[Column]
    months: list[Label]
    years: list[Label]
    axis_name_x: float
    axis_name_anchor: str
    axis_tick_x: float
    axis_tick_anchor: str
    axis_width: float = AXIS
    top: float = HEAD - 6

    @property
    def base(self) -> float:
        return self.panels[-1].base

    @property
    def depth(self) -> float:
        return self.base - self.top

    @property
    def kinds(self) -> set[str]:
        return {bar.kind for panel in self.panels for bar in panel.bars}

    @property
    def size(self) -> str:
        """How far it must shrink to fit on paper."""
        return "long" if self.width > 900 else "middle" if self.width > 560 else "short"


def draw(
    months: Sequence[TimedMonth],
    panels: Sequence[tuple[str, list[Figure | None]]],
    column_text: Callable[[TimedMonth], str],
    month_url: Callable[[TimedMonth], str],
    year_url: Callable[[int], str],
    lang: str,
) -> Chart:
    """The chart of these months; each panel is a name and one figure (or none) for each month."""
    across = Across(len(months), lang)
    most = max((_reach(figure) for _name, row in panels for figure in row if figure), default=0) or 1
    step = step_for(most)
    drawn, y = [], 0.0
    for name, row in panels:
        own = max((_reach(figure) for figure in row if figure), default=0)
        height = max(LEAST_PLOT, round(PLOT * own / most))
        top, y = y + HEAD, y + HEAD + height + BETWEEN
        panel = Panel(name, top, top + height, ticks(own, step, top + height, most))
        panel.bars = [_bar(figure, n, across, panel.base, most) for n, figure in enumerate(row) if figure]
        drawn.append(panel)
    return Chart(
        width=across.width,
        height=drawn[-1].base + FOOT,
        panels=drawn,
        bands=bands(months, across),
        columns=[
            Column(across.left(n), across.unit, month_url(month), column_text(month))
            for n, month in enumerate(months)
            if month.is_recorded
        ],
        months=month_labels(months, across),
        years=year_labels(months, across, year_url),
        axis_name_x=AXIS if across.turned else 0,
        axis_name_anchor=across.anchor(at_start=True),
        axis_tick_x=7 if across.turned else AXIS - 7,
        axis_tick_anchor=across.anchor(at_start=False),
    )


# Bars ----------------------------------------------------------------------------------------------------------


def kind_of(figure: Figure) -> Kind:
    """How the figure is drawn. "At least 0" says nothing, and is no zero."""
    if figure.best is None or (figure.best == 0 and figure.qualifier == Qualifier.AT_LEAST):
        return "unknown"
    if figure.qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN):
        return "open"
    if figure.qualifier != Qualifier.EXACT:
        return "inexact"
    return "exact" if figure.best else "zero"


def _reach(figure: Figure) -> int:
    return max(figure.best or 0, figure.high or 0)


def _bar(figure: Figure, place: int, across: Across, base: float, most: int) -> Bar:
    def up(value: int) -> float:
        return round(base - value * PLOT / most, 1)

    room = across.unit
    width = round(min(room * 0.74, 30), 1)
    x = round(across.left(place) + (room - width) / 2, 1)
    kind = kind_of(figure)
    y = min(up(figure.best or 0), base - 2)
    middle = round(x + width / 2, 1)
    spread = ""
    if figure.low is not None and figure.high is not None and figure.low < figure.high:
        spread = f"M{middle} {up(figure.low)}V{up(figure.high)}M{middle - 2.5} {up(figure.high)}h5"
    return Bar(kind, x, y, width, round(base - y, 1), middle, _outline(kind, x, y, width, base), spread)


def _outline(kind: Kind, x: float, y: float, width: float, base: float) -> str:
    """The dashed sides of a bar that is not exact, drawn just inside it."""
    left, right, top = x + 0.75, round(x + width - 0.75, 2), y + 0.75
    if kind == "inexact":
        return f"M{left} {base}V{top}H{right}V{base}"
    if kind == "open":
        return f"M{left} {base}V{y}M{right} {base}V{y}"
    return ""

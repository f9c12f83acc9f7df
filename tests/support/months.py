"""A series with many months, invented, and its pages as they are read."""

import re
from datetime import date
from typing import Any

from django.test import Client

from publication import projector
from publication.models import PublishedSeries
from terms.figures import Figure, parse_figure
from terms.periods import add_months
from tests.support.counting import area, incident, line, party, project, rule, series

REDS = [party("reds")]
EAST, WEST = area("east", 1), area("west", 2)
#: Groups of the reports: civilians, then the blues; others are in none.
GROUPING = {
    "version": "1",
    "groups": [
        {"key": "civilians", "ar": "مدنيون", "en": "Civilians", "civil_status": "civilian", "members": []},
        {"key": "blues", "ar": "الزرق", "en": "Blues", "civil_status": "", "members": ["blues"]},
    ],
}


def publish(valid_from: str = "2014-01-29", ordinal_rule: str = "elapsed_at_start") -> PublishedSeries:
    """The series `counted`: acts of the reds by months that begin on a 29th."""
    scope = {"involved": REDS, "grouping": GROUPING}
    project(1, series("series", "counted", rule(valid_from, ordinal_rule=ordinal_rule, **scope)))
    return PublishedSeries.objects.get(slug="counted")


def killed(words: str, civil_status: str = "civilian", **fields: Any) -> dict[str, Any]:
    return line(parse_figure(words), civil_status=civil_status, **fields)


def happened(number: int, day: date, *lines: dict[str, Any], **fields: Any) -> None:
    """A released incident of the reds, with its months left to be settled."""
    values = {"area": EAST, "perpetrators": REDS, **fields}
    project(number, incident(f"i{number}", *lines, day=day, **values))


def fill(months: int, first: date = date(2014, 1, 29)) -> None:
    """One incident in the middle of each month, with 1, 2, 3 … killed; settled."""
    for number in range(months):
        day = add_months(first, number)
        happened(100 + number, day, line(Figure.exact(number + 1), civil_status="civilian"))
    projector.settle()


def svg_of(page: str) -> str:
    """The chart on a page, which has one."""
    found = re.search(r'<svg class="trend__chart".*?</svg>', page, re.DOTALL)
    assert found, "the page has no chart"
    return found[0]


def bars(page: str, kind: str) -> int:
    """How many bars of a kind the chart has: exact, ground (inexact), arrow (at least), unknown, zero."""
    return len(re.findall(rf'class="trend__{kind}"', svg_of(page)))


def period_page(name: str, prefix: str = "/en", status: int = 200) -> str:
    response = Client().get(f"{prefix}/summaries/counted/{name}/")
    assert response.status_code == status, name
    return response.content.decode()


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def losses_table(text: str) -> list[str]:
    """The rows of the table of sums."""
    body = re.search(r'<table class="table table--stacks losses">.*?</table>', text, re.DOTALL)
    return (
        [words(row) for row in re.findall(r"<tr>\s*<td data-label.*?</tr>", body[0], re.DOTALL)]
        if body
        else []
    )

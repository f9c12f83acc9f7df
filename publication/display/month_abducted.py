"""The chapter on the abducted of a month page, in words."""

from typing import Any

from django.urls import reverse

from publication.abducted import MonthOfTheAbducted
from publication.display.cases import CaseCard, how_many
from publication.months import MonthSummary
from publication.wording import language
from terms.dates import format_day


def chapter(summary: MonthSummary) -> dict[str, Any] | None:
    """What templates/publication/components/month_abducted.html is given; None where there is nothing to say."""
    found = MonthOfTheAbducted(summary)
    if found.is_empty:
        return None
    day, number = summary.month.end, found.number
    return {
        "number": number,
        "number_text": how_many(number.persons, number.groups, number.unnumbered),
        "day_text": format_day(day, language()),
        "news": [CaseCard(case, day) for case in found.with_news],
        "unanswered": [CaseCard(case, day) for case in found.unanswered if case not in found.with_news],
        "url": f"{reverse('publication:abductees')}?state=open",
    }

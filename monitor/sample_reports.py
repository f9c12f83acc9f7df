"""The reports of the sample: drafted from what was released, warnings taken on with reasons, verified, released."""

from datetime import date
from typing import Any

from monitor.models import User
from records import workflow
from reports import drafting
from reports.desk import Desk
from reports.models import Report, Series

#: The first days of the months with a report.
MONTHS = (date(2020, 12, 29), date(2015, 7, 29))

#: Why the warnings of these months may stand, by kind: each says what the published reports say of themselves.
REASONS = {
    "claims": "الرقمان من المصدر نفسه، أحدهما في العنوان والآخر في المتن، والمعتمد رقم المتن.",
    "contested": "الروايات المختلفة كلها معروضة في صفحة الحادثة، والمعتمد أحدثها.",
    "unadopted": "الحصيلة مفتوحة منذ سنوات ولا رقم لها، فتُعرض كما وردت ولا تُحتسب.",
    "wordless": "المصدر لم يذكر رقماً، فيُنشر الرقم كما ورد.",
    "rest": "ما بقي بلا تصنيف يُعرض كما هو.",
    "ungrouped": "تُعرض في صف مستقل.",
}


def publish_reports() -> int:
    """Write and release the reports; those that exist already stay. Returns how many were released."""
    people = {role: User.objects.get(username=role, is_sample=True) for role in ("editor", "verifier")}
    series = Series.objects.get(slug="caliphate")
    missing = [
        start for start in MONTHS if not Report.objects.filter(of_series=series, month_start=start).exists()
    ]
    for start in missing:
        _publish(drafting.begin(series, start, people["editor"]), **people)
    return len(missing)


def _publish(report: Report, editor: Any, verifier: Any) -> None:
    for warning in Desk(report).open_warnings:
        drafting.take_on(report, warning, REASONS[warning.kind], editor)
    workflow.move(report, "submit", editor)
    workflow.move(report, "verify", verifier)
    workflow.move(report, "release", editor)

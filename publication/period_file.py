"""The losses of a period as CSV: a row for each month, area and group, and one for a month that has none."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.utils.translation import gettext_lazy as _

from publication.columns import Column
from publication.export import BYTE_ORDER_MARK, harmless
from publication.kept_losses import KeptLoss, TimedMonth, Timeline
from publication.wording import language

MONTH, LOSSES = _("Month"), _("Human losses")


@dataclass(frozen=True)
class FileRow:
    """One row of the file; without a loss it says that the month has no figure here."""

    series: str
    timed: TimedMonth
    loss: KeptLoss | None = None


def _name(key: str) -> Any:
    return lambda row: row.loss.names[key] if row.loss else ""


def _figure(outcome: str, part: str) -> Any:
    def value(row: FileRow) -> Any:
        figure = row.loss.figure(outcome) if row.loss else None
        if figure is None:
            return ""
        return figure.in_language(part) if part in ("ar", "en") else getattr(figure, part)

    return value


COLUMNS = [
    Column("series", _("series"), MONTH, lambda row: row.series),
    Column("ordinal", _("number of the month"), MONTH, lambda row: row.timed.month.ordinal),
    Column("start", _("first day"), MONTH, lambda row: row.timed.month.start, "#date+start"),
    Column("end", _("last day"), MONTH, lambda row: row.timed.month.end, "#date+end"),
    Column("recorded", _("whether anything of the month is published: yes, no"), MONTH,
           lambda row: "yes" if row.timed.is_recorded else "no"),
    Column("area", _("area of control, key"), LOSSES, lambda row: row.loss.area if row.loss else ""),
    Column("area_ar", _("area of control in Arabic"), LOSSES, _name("area_ar")),
    Column("area_en", _("area of control in English"), LOSSES, _name("area_en")),
    Column("group_ar", _("group in Arabic"), LOSSES, _name("group_ar"), "#group+name+i_ar"),
    Column("group_en", _("group in English"), LOSSES, _name("group_en"), "#group+name+i_en"),
    Column("killed_low", _("killed, lowest"), LOSSES, _figure("killed", "low"), "#affected+killed+min"),
    Column("killed_best", _("killed, best"), LOSSES, _figure("killed", "best"), "#affected+killed"),
    Column("killed_high", _("killed, highest"), LOSSES, _figure("killed", "high"), "#affected+killed+max"),
    Column("killed_qualifier", _("killed, qualifier"), LOSSES, _figure("killed", "qualifier")),
    Column("killed_ar", _("killed, as read in Arabic"), LOSSES, _figure("killed", "ar")),
    Column("killed_en", _("killed, as read in English"), LOSSES, _figure("killed", "en")),
    Column("wounded_low", _("wounded, lowest"), LOSSES, _figure("wounded", "low"), "#affected+injured+min"),
    Column("wounded_best", _("wounded, best"), LOSSES, _figure("wounded", "best"), "#affected+injured"),
    Column("wounded_high", _("wounded, highest"), LOSSES, _figure("wounded", "high"), "#affected+injured+max"),
    Column("wounded_qualifier", _("wounded, qualifier"), LOSSES, _figure("wounded", "qualifier")),
    Column("wounded_ar", _("wounded, as read in Arabic"), LOSSES, _figure("wounded", "ar")),
    Column("wounded_en", _("wounded, as read in English"), LOSSES, _figure("wounded", "en")),
]  # fmt: skip


def file_rows(timeline: Timeline) -> Iterator[FileRow]:
    for timed in timeline.months:
        if not timed.losses:
            yield FileRow(timeline.series.slug, timed)
        for loss in timed.losses:
            yield FileRow(timeline.series.slug, timed, loss)


def period_csv(timeline: Timeline, *, labels: bool = False, hxl: bool = False) -> str:
    """The file; heads are the stable keys, or names in the language of the page with `labels`."""
    file = StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    writer.writerow([column.label_in(language()) if labels else column.key for column in COLUMNS])
    if hxl:
        writer.writerow([column.hxl for column in COLUMNS])
    for row in file_rows(timeline):
        writer.writerow([harmless(column.value(row)) for column in COLUMNS])
    return file.getvalue()

"""Import files made for a test, and what an import says of them. All of it is plainly invented."""

import csv
import io
from typing import Any

import openpyxl

from incidents.imports import IncidentResource, TallyResource
from records.imports.command import import_file
from records.imports.resource import Problem, RecordResource, problems_of
from tests.support import factories as make

INCIDENT = {
    "record": "incident",
    "key": "t-1",
    "start": "2020-12-30",
    "place": "hajin",
    "area": "regime",
    "type": "ambush",
    "perpetrators": "is",
    "perpetrator_certainty": "known",
    "headline_ar": "كمين مخترع",
    "killed": "regime_forces=39 [officers=8]",
    "source": "monitor_a",
}
CLAIM = {"record": "claim", "key": "c-1", "same_event_as": "t-1", "headline_ar": "", "killed": "regime_forces=30",
         "source": "monitor_a"}  # fmt: skip
TALLY = {
    "record": "tally",
    "key": "m-1",
    "relation": "total",
    "headline_ar": "حصيلة مخترعة",
    "measure": "killed",
    "period_start": "2020-12-29",
    "period_end": "2021-01-28",
    "reported_for": "2020-12-29",
    "area": "regime",
    "figure": "153",
    "source": "monitor_a",
}


def reference() -> None:
    """What the rows above name."""
    make.place("hajin")
    make.party("regime_forces")
    make.party("is")
    make.area("regime")
    make.source("monitor_a")
    make.label("officers")
    make.label("women")


def csv_of(*rows: dict[str, Any], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """A CSV file of the rows; the columns are all that any row has."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(
        text, list(dict.fromkeys(name for row in rows for name in row)), delimiter=delimiter
    )
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_of(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def run(
    resource: type[RecordResource], data: bytes, name: str = "file.csv", dry_run: bool = False
) -> list[Problem]:
    """Import as alice, the clerk; returns what is wrong."""
    return list(problems_of(import_file(resource, name, data, make.alice(), dry_run=dry_run)))


def incidents(*rows: dict[str, Any], **options: Any) -> list[Problem]:
    return run(IncidentResource, csv_of(*rows), **options)


def tallies(*rows: dict[str, Any], **options: Any) -> list[Problem]:
    return run(TallyResource, csv_of(*rows), **options)


def where(problems: list[Problem]) -> list[tuple[int, str]]:
    """The rows and columns of the problems."""
    return [(problem.row, problem.column) for problem in problems]

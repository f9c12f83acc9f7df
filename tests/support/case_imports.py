"""Rows of the abducted made for a test, one of each kind, and their import. All of it is plainly invented."""

from typing import Any

from abductees.imports import CaseResource
from abductees.models import CaseClaim, CaseCount
from records.imports.resource import Problem
from records.models import Contribution, ImportBatch, Person, Record
from tests.support.imports import csv_of, run

PERSON = {
    "record": "person",
    "key": "p-1",
    "name_ar": "سالم المخترع",
    "name_en": "Salem Invented",
    "called_ar": "سائق",
    "role": "civilian",
    "date": "2014-03-10",
    "place": "hajin",
    "holders": "is",
    "holder_certainty": "suspected",
    "status": "abducted",
    "source": "monitor_a",
}
GROUP = {
    "record": "group",
    "key": "g-1",
    "headline_ar": "مجموعة مخترعة",
    "size": "59",
    "date": "2014-03-10",
    "place": "hajin",
    "status": "abducted",
    "source": "monitor_a",
}
CLAIM = {"record": "claim", "key": "c-1", "case": "p-1", "status": "released", "date": "2015-01-02",
         "source": "monitor_a"}  # fmt: skip
COUNT = {
    "record": "count",
    "key": "n-1",
    "case": "g-1",
    "count_of": "freed",
    "figure": "46",
    "source": "monitor_a",
}
WHO = {"record": "identification", "key": "i-1", "case": "p-1", "name_ar": "اسم محتمل", "source": "monitor_a"}


def cases(*rows: dict[str, Any], **options: Any) -> list[Problem]:
    return run(CaseResource, csv_of(*rows), **options)


def nothing_is_written() -> bool:
    models = (Record, Person, ImportBatch, Contribution, CaseClaim, CaseCount)
    return not any(model.objects.exists() for model in models)

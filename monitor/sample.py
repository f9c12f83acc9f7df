"""The sample: one account per role, and month 78 (with month 14) taken through import, review and release.

Everything goes the way that staff go: the clerk imports and submits, the editor adopts what is proposed, the verifier
verifies, the editor releases. Only in debug mode; the accounts open nothing elsewhere (monitor.accounts).
"""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _
from import_export.results import Result

from incidents.imports import IncidentResource, TallyResource
from incidents.models import Tally
from monitor.models import User
from monitor.roles import ROLES
from records import workflow
from records.imports.command import import_file
from records.imports.resource import RecordResource, problems_of
from records.models import Contribution, Record
from records.models.base import PUBLIC_ID_ALPHABET
from reports.imports import SeriesResource

FOLDER = Path(settings.BASE_DIR) / "sample"

#: In this order: months need their series, parts their totals.
FILES: list[tuple[str, type[RecordResource]]] = [
    ("series.csv", SeriesResource),
    ("incidents-month-78.csv", IncidentResource),
    ("tallies-month-78.csv", TallyResource),
    ("tallies-month-14.csv", TallyResource),
]

#: The names of the sample accounts; the username is the role.
FIRST_NAMES = {
    "correspondent": "مراسل ميداني",
    "clerk": "مدخِلة بيانات",
    "verifier": "مدقّق",
    "editor": "محرّرة",
    "auditor": "مراجِع",
    "administrator": "مديرة النظام",
}


class SampleRefused(Exception):
    """The sample cannot be loaded; the message says why."""


def new_password() -> str:
    """Four groups of four letters and digits that cannot be taken for one another: 75 bits."""
    return "-".join(
        "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _letter in range(4)) for _group in range(4)
    )


@transaction.atomic
def make_accounts() -> dict[str, str]:
    """One sample account per role, each with a new random password: username → password."""
    return {role: _make_account(role) for role in ROLES}


def _make_account(role: str) -> str:
    if User.objects.filter(username=role, is_sample=False).exists():
        raise SampleRefused(_("The account “%(name)s” exists and is no sample account.") % {"name": role})
    password = new_password()
    user, _made = User.objects.get_or_create(
        username=role,
        defaults={
            "first_name": FIRST_NAMES.get(role, role),
            "last_name": "(تجريبي)",
            "is_sample": True,
            "is_staff": True,
        },
    )
    user.set_password(password)
    user.save()
    user.groups.set(Group.objects.filter(name=role))
    return password


def is_loaded() -> bool:
    return Record.objects.filter(created_by__is_sample=True, batch__isnull=False).exists()


@transaction.atomic
def load_records() -> int:
    """Import, review and release the sample files; all or nothing. Returns the number of records released."""
    people = {
        role: User.objects.get(username=role, is_sample=True) for role in ("clerk", "verifier", "editor")
    }
    count = 0
    for name, resource_class in FILES:
        result = import_file(resource_class, name, (FOLDER / name).read_bytes(), people["clerk"])
        problems = list(problems_of(result))
        if problems:
            raise SampleRefused("\n".join([name, *map(str, problems)]))
        count += _publish(result, **people)
    return count


def _publish(result: Result, clerk: Any, verifier: Any, editor: Any) -> int:
    """The workflow of one batch, each step by the one whose step it is."""
    records = list(result.batch.records.order_by("pk"))
    for record in records:
        concrete = record.concrete()
        if isinstance(concrete, Tally) and concrete.adoption_reason_ar:
            _adopt(concrete, editor)
        workflow.move(record, "submit", clerk)
        workflow.move(record, "verify", verifier)
        workflow.move(record, "release", editor)
    return len(records)


def _adopt(tally: Tally, editor: Any) -> None:
    """The editor takes up the proposal that came with the row; its reason is the row's."""
    tally.adopted = True
    tally._history_user = editor
    tally.save()
    workflow.contributed(tally, editor, how=Contribution.How.ADOPT)

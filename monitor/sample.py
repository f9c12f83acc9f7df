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

from abductees.imports import CaseResource
from incidents.imports import IncidentResource, TallyResource
from incidents.models import Tally
from monitor.models import User
from monitor.roles import ROLES
from records import workflow
from records.imports.command import import_file
from records.imports.resource import RecordResource, problems_of
from records.models import Contribution, Record, StaffText
from records.models.base import PUBLIC_ID_ALPHABET
from records.release import findings_of
from reports.imports import SeriesResource

FOLDER = Path(settings.BASE_DIR) / "sample"

#: In this order: months need their series, parts their totals, cases the incidents in which people were taken.
FILES: list[tuple[str, type[RecordResource]]] = [
    ("series.csv", SeriesResource),
    ("incidents-month-78.csv", IncidentResource),
    ("abductees-month-78.csv", CaseResource),
    ("tallies-month-78.csv", TallyResource),
    ("tallies-month-14.csv", TallyResource),
]

#: The text beside every case of the sample; staff of a real organisation write their own.
CONTACT = {
    "title_ar": "إن كان لديك ما يفيد في معرفة المصير",
    "title_en": "If you know something about someone's fate",
    "body_ar": (
        "سلامتك وسلامة المختطف قبل كل معلومة. لا تكتب من هاتف أو حاسوب قد يطّلع عليه غيرك، ولا من شبكة لا تثق بها، "
        "ولا ترسل صوراً أو وثائق قبل أن نتفق على طريق آمن.\n\n"
        "لا تنشر ما تعرفه على مواقع التواصل قبل أن تسأل العائلة، ولا تدفع مالاً لمن يعدك بمعلومة.\n\n"
        "هذه نسخة تجريبية لا تُستقبل عبرها رسائل: تكتب كل منظمة هنا عنوانها الآمن."
    ),
    "body_en": (
        "Your safety and that of the person come before any information. Do not write from a telephone or computer "
        "that others may look at, nor over a network that you do not trust, and send no pictures or documents before "
        "a safe way is agreed.\n\n"
        "Ask the family before you post what you know, and pay nobody who promises information.\n\n"
        "This is a sample, and nothing sent here is received: each organisation writes its own safe address here."
    ),
}

#: Why the editor of the sample shows details of people whose name is withheld.
TOLD_ALREADY = "التفاصيل منشورة من قبل في المصادر التي يذكرها السجل."

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
        count += _publish_batch(result, **people)
    text = _contact_text(people["clerk"])
    _publish(text, **people)
    return count + 1


def _publish_batch(result: Result, clerk: Any, verifier: Any, editor: Any) -> int:
    records = list(result.batch.records.order_by("pk"))
    for record in records:
        concrete = record.concrete()
        if isinstance(concrete, Tally) and concrete.adoption_reason_ar:
            _adopt(concrete, editor)
        _publish(record, clerk, verifier, editor)
    return len(records)


def _publish(record: Record, clerk: Any, verifier: Any, editor: Any) -> None:
    """The workflow of one record, each step by the one whose step it is."""
    workflow.move(record, "submit", clerk)
    workflow.move(record, "verify", verifier)
    workflow.move(record, "release", editor, acknowledged=_taken_on(record))


def _taken_on(record: Record) -> list[dict[str, str]]:
    """Details of people without a name that the disclosure check asks about: the sample is made of published accounts,
    which told them.
    """
    return [
        {"key": finding.key, "message": finding.message, "reason": TOLD_ALREADY}
        for finding in findings_of(record)
        if finding.key.startswith("rare-")
    ]


def _contact_text(clerk: Any) -> StaffText:
    """How to reach the organisation safely: advice that holds for any, for the sample names no address of anyone."""
    text = StaffText(
        slot=StaffText.Slot.CONTACT, title_ar=CONTACT["title_ar"], title_en=CONTACT["title_en"],
        body_ar=CONTACT["body_ar"], body_en=CONTACT["body_en"], created_by=clerk,
    )  # fmt: skip
    text._history_user = clerk
    text.save()
    workflow.contributed(text, clerk)
    return text


def _adopt(tally: Tally, editor: Any) -> None:
    """The editor takes up the proposal that came with the row; its reason is the row's."""
    tally.adopted = True
    tally._history_user = editor
    tally.save()
    workflow.contributed(tally, editor, how=Contribution.How.ADOPT)

"""A small site in which everything that is killed has something to do. All of it is invented."""

import base64
from pathlib import Path
from typing import Any
from unittest import mock

from incidents.models import CasualtyLine
from records import audit, outbox, vault
from records.models import Record
from terms.figures import parse_figure
from tests.support import factories as make
from tests.support import imports
from tests.support.case_imports import CLAIM as CASE_CLAIM
from tests.support.case_imports import COUNT, GROUP, PERSON, WHO


def _key(letter: bytes) -> str:
    return base64.urlsafe_b64encode(letter * 32).decode()


OLD_KEY, NEW_KEY, BACKUP_KEY = _key(b"o"), _key(b"n"), _key(b"b")
SECRET = "هاتف العائلة المخترع"
#: What only the incident to be suppressed says.
WORD = "zqbluebus"


def furnish(var: Path) -> None:
    """A public month with an edition; releases that wait; verified records; the vault; files to import."""
    imports.reference()
    make.make_series(state="released")
    doomed = make.make_incident(state="released", title_en=f"Ambush {WORD}", description_ar=f"وصف {WORD}")
    corrected = make.make_incident(state="released", place=make.place("hajin"), killed="about 5")
    withdrawn = make.make_incident(state="released", killed="3", claim="3")
    case = make.make_case(of_incident=doomed)
    make.add_photo(case)
    case.children_changed()
    make.workflow.contributed(case, case.created_by)
    make.advance(case, "released")
    make.make_report(state="released")
    outbox.drain()
    audit.seal()
    with mock.patch.object(outbox, "drain", lambda: 0):
        _releases_wait(corrected, withdrawn, doomed)
    make.make_incident(state="verified", killed="at least 2")
    make.make_case(state="verified", subject="group")
    for number in range(3):
        vault.write(make.person(f"شخص مخترع {number}"), "medical", SECRET, make.carol())
    (var / "incidents.csv").write_bytes(imports.csv_of(*_incidents()))
    (var / "tallies.xlsx").write_bytes(_tallies())
    (var / "abductees.csv").write_bytes(imports.csv_of(*_cases()))


def _releases_wait(corrected: Record, withdrawn: Record, doomed: Record) -> None:
    """A correction, a withdrawal, and a new record that names the one to be suppressed."""
    CasualtyLine.objects.filter(incident=corrected.pk).update(**parse_figure("7").as_json())
    make.workflow.contributed(corrected, make.alice())
    make.advance(corrected, "released")
    make.workflow.move(withdrawn, "withdraw", make.carol(), reason="doubt")
    make.make_case(state="released", of_incident=doomed, subject="group")


def _incidents() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for number in range(6):
        rows.append({**imports.INCIDENT, "key": f"t-{number}", "victims": f"اسم مخترع {number} | | killed"})
        rows.append({**imports.CLAIM, "key": f"c-{number}", "same_event_as": f"t-{number}"})
    return rows


def _tallies() -> bytes:
    rows = [{**imports.TALLY, "key": f"m-{number}", "figure": str(100 + number)} for number in range(12)]
    return imports.xlsx_of(list(imports.TALLY), *(list(row.values()) for row in rows))


def _cases() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for number in range(3):
        person, group = {"case": f"p-{number}"}, {"case": f"g-{number}"}
        rows += [
            {**PERSON, "key": f"p-{number}", "name_ar": f"سالم المخترع {number}"},
            {**GROUP, "key": f"g-{number}"},
            {**CASE_CLAIM, "key": f"c-{number}", **person},
            {**COUNT, "key": f"n-{number}", **group},
            {**WHO, "key": f"i-{number}", **person},
        ]
    return rows

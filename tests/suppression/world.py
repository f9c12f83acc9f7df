"""A site with a report on a month, in which one record of each kind is to be suppressed. Everything is invented.

Every record that may go says a word of its own, in title, text and figures, that nothing else says.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.test import Client

from incidents.models import Incident
from publication.models import PublishedEdition, PublishedEditionFile
from records import outbox, workflow
from records.models import Record
from reports import drafting
from reports.desk import Desk
from reports.models import Report, Series
from tests.support import factories as make
from tests.support.dump import dump

#: kind → the word that only the record to be suppressed says.
WORDS = {
    "incident": "zqbluebus",
    "tally": "zqredtally",
    "campaign": "zqgreensweep",
    "case": "zqblackcase",
    "report": "zqgoldreport",
}
#: What only the incident counted: a number that no sum of others makes.
INCIDENT_FIGURE = 4177


@dataclass
class World:
    records: dict[str, Any] = field(default_factory=dict)
    report: Any = None


def world() -> World:
    """Month 78 with an adopted tally that the incident lies in, a sum of two incidents, a campaign, a case, a report in
    two editions.
    """
    found = World()
    made = found.records
    make.make_series(state="released")
    made["tally"] = make.make_tally(
        state="released", figure="9153", adopted=True, adoption_reason_ar=WORDS["tally"],
        title_ar=f"حصيلة {WORDS['tally']}", title_en=f"Toll {WORDS['tally']}", contains_recorded="yes",
    )  # fmt: skip
    made["campaign"] = make.make_campaign(
        state="released", title_ar=f"حملة {WORDS['campaign']}", title_en=f"Sweep {WORDS['campaign']}",
    )  # fmt: skip
    made["incident"] = incident = make.make_incident(
        title_ar=f"كمين {WORDS['incident']}", title_en=f"Ambush {WORDS['incident']}", killed=None, claim=None,
        description_ar=f"وصف {WORDS['incident']}", part_of=made["campaign"], place=make.place("hajin"),
    )  # fmt: skip
    for outcome in ("killed", "wounded"):
        make.add_line(incident, str(INCIDENT_FIGURE), outcome=outcome, parties=[make.party()])
    make.add_claim(incident, str(INCIDENT_FIGURE), quotation=WORDS["incident"])
    make.advance(incident, "released")
    other = make.make_incident(title_ar="كمين آخر", title_en="Another ambush", killed=None, claim="11")
    make.add_line(other, "11", outcome="wounded", parties=[make.party()])
    make.advance(other, "released")
    made["case"] = make.make_case(
        state="released", called_ar=f"سائق {WORDS['case']}", called_en=f"a driver {WORDS['case']}",
        circumstances_ar=WORDS["case"], of_incident=incident, subject="person", show_name=False,
    )  # fmt: skip
    outbox.drain()
    made["report"] = found.report = report_in_two_editions(incident)
    return found


def report_in_two_editions(incident: Incident) -> Report:
    report = drafting.begin(Series.objects.get(), date(2020, 12, 29), make.carol())
    released(report, "first")
    incident.title_ar += " مصحح"
    incident.save()
    workflow.contributed(incident, make.alice())
    make.advance(incident, "released")
    outbox.drain()
    drafting.redraft(report, make.carol())
    workflow.contributed(report, make.carol())
    released(report, "second", note_ar=f"صُحّح {WORDS['incident']}", note_en=WORDS["incident"])
    return report


def released(report: Report, number: str, **notes: str) -> None:
    for warning in Desk(report).open_warnings:
        drafting.take_on(report, warning, "السبب", make.carol())
    section = report.sections.order_by("position", "pk").first()
    assert section is not None
    section.body_ar += f"\n\n{WORDS['incident']} {WORDS['report']} {number}"
    section.save()
    workflow.move(report, "submit", make.carol())
    workflow.move(report, "verify", make.bob())
    workflow.move(report, "release", make.carol(), acknowledged=[], **notes)
    outbox.drain()


def suppress(record: Record, reason: str = "danger") -> None:
    workflow.move(record, "suppress", make.carol(), reason=reason)
    outbox.drain()


def stored() -> str:
    """Every row of the public side as text."""
    return json.dumps(dump(), ensure_ascii=False, default=lambda value: repr(value))


def files() -> int:
    return PublishedEditionFile.objects.count()


def editions() -> list[PublishedEdition]:
    return list(PublishedEdition.objects.order_by("number"))


MONTH = "summaries/caliphate/78/"
#: Every address of the site that could say something of these records, without those of single records.
ADDRESSES = [
    "", "incidents/", "incidents.csv", "incidents.csv?labels=1", "abductees/", "abductees.csv", "corrections/", "data/",
    "data/abductees.pfif", "summaries/", "summaries/?series=caliphate", MONTH, f"{MONTH}editions/1/",
    f"{MONTH}editions/2/", "summaries/caliphate/2020/", "summaries/caliphate/2020.csv", "methodology/",
    *(f"{MONTH}{name}" for name in ("report.pdf", "infographic.png", "infographic.svg")),
    *(f"{MONTH}editions/1/{name}" for name in ("report.pdf", "infographic.png", "infographic.svg")),
    *(f"incidents/?q={word}" for word in WORDS.values()), *(f"abductees/?q={word}" for word in WORDS.values()),
]  # fmt: skip
API = ["incidents/", "abductees/", "tallies/", "places/", "parties/", "reports/", "reports/caliphate/2020-12-29/",
       "summaries/", "summaries/caliphate/2020-12-29/"]  # fmt: skip


def read_everything(client: Client, *ids: str) -> dict[str, str]:
    """All that these addresses answer, and those of single records."""
    paths = [f"{start}{path}" for start in ("/", "/en/") for path in ADDRESSES]
    for key in ids:
        paths += [f"{start}{kind}/{key}/" for start in ("/", "/en/") for kind in SINGLE]
        paths += [f"/api/v1/{kind}/{key}/" for kind in SINGLE] + [f"/{MONTH}figures/{key}/"]
    paths += [f"/api/v1/{path}" for path in API]
    found = {}
    for path in paths:
        response = client.get(path)
        body = b"".join(response) if response.streaming else response.content
        found[path] = f"{response.status_code} {response.headers} {body.decode('utf-8', 'replace')}"
    return found


SINGLE = ("incidents", "tallies", "campaigns", "abductees")

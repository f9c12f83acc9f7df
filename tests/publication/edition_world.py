"""A month with a report in two editions: a tally with a part, an incident in it, a sum of incidents, a case."""

import re
from typing import Any

from django.test import Client

from tests.publication.case_documents import case, status
from tests.publication.documents import (
    ARMY,
    campaign,
    figure,
    incident,
    line,
    publish,
    release,
    report,
    section,
    series,
    tally,
)

MONTH = "/summaries/caliphate/78/"
FIRST, SECOND = f"{MONTH}editions/1/", f"{MONTH}editions/2/"
NOTE = {"note_ar": "صُحّحت الحصيلة", "note_en": "The toll was corrected"}

BUS = incident("busaaaaa", "2020-12-30", lines=[line("killed", "39", "combatant", ARMY)])
CIVILIANS = incident("civilian", "2021-01-05", lines=[line("wounded", "4", "civilian")])


def month() -> None:
    """The records of month 78, as they were when the first edition came out."""
    release(series())
    release(tally("tallytop", "153", claims=[_claim("153"), _claim("about 155")]))
    release(tally("tallyone", "70", parent={"id": "tallytop"}, relation="of_which", type="ambush", events=5))
    release(BUS)
    release(CIVILIANS)
    release(campaign("campaig1"))
    release(case("caseaaaa", status("abducted", "2014-07-01")))


def _claim(words: str) -> dict[str, Any]:
    made = tally("any", words)["claims"][0]
    return {**made, "figure": figure(words)}


def sum_of(outcome: str, frozen: dict[str, Any]) -> str:
    """The slug of a sum of incidents."""
    found = (one for area in frozen["areas"] for one in area["figures"] if one["measure"] == outcome)
    return str(next(one["slug"] for one in found if one["slug"].startswith("sum-")))


def first(**more: Any) -> dict[str, Any]:
    return publish(report(**more))


def second(**more: Any) -> dict[str, Any]:
    """A later toll of the bus and another edition with it."""
    release({**BUS, "lines": [line("killed", "41", "combatant", ARMY)]}, 2, **NOTE)
    return publish(report(edition=2, **more), **NOTE)


def text(*sections: dict[str, Any], **lead: str) -> list[dict[str, Any]]:
    return [section("lead", **lead), *sections] if lead else list(sections)


def page(client: Client, address: str, status_code: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status_code, address
    return " ".join(response.text.split())


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def part(html: str, anchor: str, until: str = "</section>") -> str:
    """The element with this id, up to the first end of a section behind it."""
    assert f'id="{anchor}"' in html, anchor
    return html.split(f'id="{anchor}"', 1)[1].split(until, 1)[0]

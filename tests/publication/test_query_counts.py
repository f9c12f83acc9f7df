"""How many queries each public page asks, pinned, and the same for 30 records as for 2."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.publication.case_documents import PHOTO, UNNAMED, case, counted, named, photo, status
from tests.publication.case_documents import group as group_case
from tests.publication.documents import (
    ARMY,
    IS,
    MONITOR,
    campaign,
    claim,
    incident,
    line,
    party,
    publish,
    release,
    report,
    said,
    series,
    tally,
    victim,
    village,
    withdraw,
)

pytestmark = pytest.mark.django_db

#: address → the number of queries, whatever the number of records. The words have one form each: SQLite asks once for
#: every form whether it is frequent, PostgreSQL once in all (publication.search).
PINNED = {
    "/": 13,
    "/incidents/": 17,
    "/incidents/?month=caliphate:78&q=قرية&perpetrator=is&outcome=killed": 19,
    "/incidents/inc00000/": 7,
    "/tallies/tallytop/": 5,
    "/campaigns/campaig1/": 3,
    "/incidents/gone0000/": 2,
    "/methodology/": 0,
    "/corrections/": 5,
    "/data/": 0,
    "/summaries/": 5,
    "/summaries/caliphate/year-2020/": 3,
    "/summaries/caliphate/year-2020.csv": 3,
    "/summaries/caliphate/78/": 23,
    "/summaries/caliphate/77/": 13,
    "/summaries/caliphate/78/editions/2/": 11,
    "/summaries/caliphate/78/report.pdf": 5,
    "/summaries/caliphate/78/editions/1/infographic.png": 5,
    "/summaries/caliphate/78/figures/tallytop/": 10,
    "/incidents.csv": 15,
    "/api/v1/incidents/": 16,
    "/api/v1/summaries/": 2,
    "/api/v1/summaries/caliphate/78/": 8,
    "/api/v1/reports/": 4,
    "/api/v1/reports/caliphate/78/": 9,
    "/api/v1/tallies/": 2,
    "/api/v1/places/": 2,
    "/api/v1/parties/": 2,
    "/abductees/": 12,
    "/abductees/?state=open&governorate=SY09&holder=is&year=2013&q=سالم": 13,
    "/abductees/grouptop/": 6,
    "/abductees/case0000/": 7,
    "/abductees/gonecase/": 2,
    "/abductees.csv": 11,
    "/data/abductees.pfif": 2,
    "/api/v1/abductees/": 12,
}


def fill(start: int, stop: int) -> None:
    for number in range(start, stop):
        group = party(f"party{number}")
        first = incident(
            f"inc{number:05}", f"2021-01-{number % 27 + 1:02}", place=village(f"v{number}", f"قرية {number}", "V"),
            part_of={"id": "campaig1"}, lines=[line("killed", "3", "combatant", ARMY, group), line("wounded", "2")],
            victims=[victim()], claims=[claim(MONITOR, said("killed", "3", "combatant", group))],
        )  # fmt: skip
        release(first)
        release({**first, "grade": "fair"}, 2)
        release(tally(f"tal{number:05}", "3", parent={"id": "tallytop"}, relation="of_which"))
        gone = incident(f"gone{number:04}")
        release(gone)
        withdraw(gone)
        release(case(f"case{number:04}", *(status("sighted", f"2014-01-{n % 27 + 1:02}") for n in range(stop)),
                     holders=[IS, group], origins=[village(f"v{number}", f"قرية {number}", "V")],
                     of_incident={"id": "inc00000"}, photos=[photo()]), files={PHOTO: b"jpeg"})  # fmt: skip
        release(case(f"with{number:04}", same_event_as={"id": "case0000"}, person=UNNAMED))
        release(case(f"hide{number:04}", same_event_as={"id": "case0000"}, person=named(is_listed=False)))
    members = [{"member": {"id": f"case{number:04}"}} for number in range(stop)]
    counts = [counted("freed", str(number)) for number in range(stop)]
    release(group_case("grouptop", "59", members=members, counts=counts))
    gone_case = case("gonecase")
    release(gone_case)
    withdraw(gone_case)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
        if response.streaming:
            b"".join(response)
    assert response.status_code in (200, 410), address
    return len(asked)


def test_pages_ask_a_constant_number_of_queries(client: Client) -> None:
    release(series())
    release(campaign("campaig1"))
    release(tally("tallytop"))
    fill(0, 2)
    publish(report())
    publish(report(edition=2), version=2)
    few = {address: queries(client, address) for address in PINNED}
    fill(2, 30)
    publish(report(edition=2), version=3)
    many = {address: queries(client, address) for address in PINNED}
    assert many == few, "a page asks more as records grow"
    assert {a: n for a, n in few.items() if n != PINNED[a]} == {}

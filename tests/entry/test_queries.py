"""What the entry forms ask of the database: counted, and the same however long the record is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.models import Victim
from tests.support import factories

pytestmark = pytest.mark.django_db


def queries(client, url):
    client.get(url)  # what is read once per process
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def lengthen(incident):
    for number in range(5):
        factories.add_line(
            incident,
            str(number),
            parties=[factories.party(), factories.party("sdf")],
            subsets={"officers": "0"},
        )
        Victim.objects.create(incident=incident, person=factories.person(f"الضحية {number}"))
        factories.add_claim(incident, str(number))


@pytest.mark.parametrize(("page", "most"), [("change", 36), ("new-toll", 18)])
def test_an_incident_asks_the_same_however_long_it_is(clerk, page, most):
    incident = factories.make_incident(subsets={"officers": "8"}, perpetrators=[factories.party("is")])
    lengthen(incident)
    url = f"/admin/incidents/incident/{incident.pk}/{page}/"
    before = queries(clerk, url)
    lengthen(incident)
    assert queries(clerk, url) == before <= most


def test_a_tally_asks_the_same_however_many_claims_it_has(clerk):
    tally = factories.make_tally()
    url = f"/admin/incidents/tally/{tally.pk}/change/"
    before = queries(clerk, url)
    for _number in range(4):
        claim = tally.claims.first()
        claim.pk = None
        claim.save()
    assert queries(clerk, url) == before <= 24

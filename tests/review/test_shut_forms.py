"""Who may not change a record reads it in words: a form with its fields shut shows figures as no one writes them."""

import pytest

from tests.support.factories import alice, make_incident, make_user

pytestmark = pytest.mark.django_db


def address(incident) -> str:
    return f"/admin/incidents/incident/{incident.pk}/change/"


@pytest.mark.parametrize(
    ("state", "who"), [("submitted", "clerk"), ("released", "auditor"), ("draft", "auditor")]
)
def test_it_leads_to_the_review_page(client, state, who):
    incident = make_incident(state=state)
    client.force_login(make_user(f"reading-{who}", who))
    page = client.get(address(incident), follow=True)
    assert page.redirect_chain == [(f"/admin/records/record/{incident.pk}/review/", 302)]
    assert "39" in page.content.decode() and "Figure(" not in page.content.decode()


def test_in_review_the_reason_is_said(client):
    incident = make_incident(state="submitted")
    client.force_login(alice())
    assert "قيد التدقيق ولا يمكن تعديله الآن" in client.get(address(incident), follow=True).content.decode()


def test_who_may_change_gets_the_form(client):
    incident = make_incident()
    client.force_login(alice())
    page = client.get(address(incident))
    assert page.status_code == 200 and 'name="title_ar"' in page.content.decode()

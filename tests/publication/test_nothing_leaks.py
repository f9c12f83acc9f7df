"""One record full of what must not go out: it is in no byte that the public side sends, released or edited since."""

import pytest
from django.test import Client

from incidents.models import Victim
from publication.models import PublishedIncident
from records import outbox
from tests.support import factories

pytestmark = pytest.mark.django_db

#: Every text is invented and bears a mark, so that one search finds them all.
MARKS = ("canary", "كناري")
ADDRESSES = (
    "/", "/incidents/", "/en/incidents/", "/incidents.csv", "/incidents.csv?labels=1&hxl=1", "/corrections/", "/data/",
    "/summaries/", "/methodology/", "/api/v1/incidents/", "/api/v1/places/", "/api/v1/parties/", "/api/v1/tallies/",
    "/api/v1/schema/?format=json",
)  # fmt: skip


def make_secretive(**fields):
    """Withheld: notes, a name, a confidential source, a link, a quotation, a place finer than a locality, a role."""
    spot = factories.place("canary_spot", "فرن الكناري", kind="site", parent=factories.place("hajin"))
    incident = factories.make_incident(place=spot, notes="canary-notes", claim=None, **fields)
    hidden = factories.source(
        "canary_source", name_ar="مصدر كناري", name_en="Canary source", is_confidential=True
    )
    factories.add_claim(incident, "39", source=hidden, url="https://canary.example/", quotation="canary-quotation",
                        locator="canary-locator")  # fmt: skip
    victim = factories.person("فلان الكناري", "Canary Person", decision_reason="canary-decision")
    Victim.objects.create(incident=incident, person=victim, about_ar="وصف كناري", about_en="canary-about")
    return incident


def everything(client: Client, *more: str) -> str:
    texts = []
    for address in (*ADDRESSES, *more):
        response = client.get(address)
        assert response.status_code in (200, 410), address
        texts.append(b"".join(response).decode() if response.streaming else response.text)
        texts.append(str(response.headers))
    return "\n".join(texts).lower()


def test_nothing_withheld_is_in_any_public_byte(client: Client) -> None:
    incident = factories.advance(make_secretive(), "released")
    outbox.drain()
    own = [f"{part}{incident.public_id}/" for part in ("/incidents/", "/en/incidents/", "/api/v1/incidents/")]
    text = everything(client, *own)
    assert incident.public_id in text
    assert "هجين" in text, "the place is there, coarsened"
    assert not [mark for mark in MARKS if mark in text]
    for word in ("canary", "كناري", "فرن الكناري"):
        found = client.get("/incidents/", {"q": word}).context["incidents"]
        assert found == [], "a search is no oracle for what is withheld"
    assert client.get("/incidents/?place=canary_spot").status_code == 400


@pytest.mark.parametrize("state", ["draft", "submitted", "verified"])
def test_nothing_of_an_unreleased_record_is_public(client: Client, state: str) -> None:
    incident = factories.advance(make_secretive(title_ar="عنوان كناري"), state)
    outbox.drain()
    text = everything(client)
    assert incident.public_id not in text
    assert not [mark for mark in MARKS if mark in text]
    assert client.get(f"/incidents/{incident.public_id}/").status_code == 404
    assert client.get(f"/api/v1/incidents/{incident.public_id}/").status_code == 404


def test_an_edit_after_release_is_not_public_until_released_again(client: Client) -> None:
    incident = factories.make_incident(state="released")
    outbox.drain()
    before = client.get(f"/incidents/{incident.public_id}/").text
    type(incident).objects.filter(pk=incident.pk).update(title_ar="عنوان كناري", description_ar="canary-edit")
    factories.area().labels.create(name_ar="اسم كناري", name_en="canary-label")
    assert client.get(f"/incidents/{incident.public_id}/").text == before
    outbox.rebuild()
    assert client.get(f"/incidents/{incident.public_id}/").text == before
    assert not [mark for mark in MARKS if mark in everything(client)]


def test_the_search_column_holds_only_what_the_page_shows(client: Client) -> None:
    factories.advance(make_secretive(), "released")
    outbox.drain()
    (search,) = PublishedIncident.objects.values_list("search", flat=True)
    assert not [mark for mark in MARKS if mark in search]

"""A stricter decision about a person: asked once, then carried out on everything that is public, at once."""

import pytest

from records import outbox
from records.models import Person, Release
from tests.entry.conftest import posted
from tests.support import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(factories.carol())
    return client


@pytest.fixture
def someone():
    return factories.person(name_decision="released", decision_reason="أخوه")


def url(person):
    return f"/admin/records/person/{person.pk}/change/"


def decide(client, person, confirmed=True, **changes):
    outbox.drain()  # what is released has reached the public side
    given = {"confirm_effect": "on"} if confirmed else {}
    return posted(client, url(person), "person_form", **{**changes, **given})


def incident_with(someone, **fields):
    incident = factories.make_incident(**fields)
    incident.victims.create(person=someone, outcome="killed", show_name=True)
    return factories.advance(incident, "released")


def said(record):
    record.refresh_from_db()
    return str(record.live_release.content) if record.live_release else None


WITHHOLD = {"name_decision": "withheld", "decision_reason": "طلبت العائلة ذلك"}


def test_a_name_withheld_later_leaves_every_record_at_once(editor, someone):
    records = [incident_with(someone), factories.make_case(person=someone, state="released")]
    assert all("سالم المخترع" in said(record) for record in records)
    assert decide(editor, someone, **WITHHOLD).status_code == 302
    for record in records:
        assert "سالم المخترع" not in said(record)
        assert (record.state, record.releases.count()) == ("released", 2)
        assert "سالم المخترع" in str(record.live_release.document.content)  # the private document stays
    page = editor.get("/admin/").content.decode()
    assert all(f"/admin/records/record/{record.pk}/review/" in page for record in records)


def test_nothing_happens_without_confirmation(editor, someone):
    case = factories.make_case(person=someone, state="released")
    answer = decide(editor, someone, confirmed=False, **WITHHOLD)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="confirm_effect"' in page and f"/admin/records/record/{case.pk}/review/" in page
    assert "سالم المخترع" in said(case)
    someone.refresh_from_db()
    assert someone.name_is_public and Release.objects.count() == 1


def test_a_text_that_says_the_name_is_withdrawn(editor, someone):
    incident = factories.make_incident(description_ar="قُتل في الكمين سالم المخترع.", state="released")
    asked = decide(editor, someone, confirmed=False, **WITHHOLD)
    effect = asked.context_data["adminform"].form.effect
    assert ([r.pk for r in effect.withdrawn], effect.tightened) == ([incident.pk], [])
    assert decide(editor, someone, **WITHHOLD).status_code == 302
    incident.refresh_from_db()
    assert (incident.state, incident.live_release) == ("withdrawn", None)


def test_a_limit_of_places_coarsens_what_is_public(editor, someone):
    case = factories.make_case(person=someone, state="released")
    assert "هجين" in said(case)
    assert decide(editor, someone, place_limit="governorate").status_code == 302
    assert "هجين" not in said(case) and "دير الزور" in said(case)


def test_someone_not_to_be_found_leaves_other_records_than_the_own_case(editor, someone):
    incident, case = incident_with(someone), factories.make_case(person=someone, state="released")
    assert decide(editor, someone, is_searchable=[]).status_code == 302
    assert "سالم المخترع" not in said(incident)
    assert "سالم المخترع" in said(case)


def test_a_milder_decision_and_one_that_reaches_nothing_ask_nothing(editor, someone):
    quiet = factories.person("زيد الآخر", name_decision="released", decision_reason="أخوه")
    assert 'name="confirm_effect"' not in editor.get(url(quiet)).content.decode()
    assert decide(editor, quiet, confirmed=False, **WITHHOLD).status_code == 302
    case = factories.make_case(person=someone, state="released")
    assert decide(editor, someone, confirmed=False, sex="male").status_code == 302
    assert case.releases.count() == 1 and Person.objects.get(pk=someone.pk).sex == "male"


def test_a_name_added_later_tells_what_says_it_in_public(editor):
    incident = factories.make_incident(description_ar="قُتل في الكمين سالم المخترع.", state="released")
    quiet = factories.make_incident(description_ar="قُتل في الكمين سائق.", state="released")
    someone = factories.person("زيد الآخر", name_decision="withheld")
    told = [f"/admin/records/record/{record.pk}/review/" for record in (incident, quiet)]
    # The one there is, and one who is new: a namesake perhaps, so that nothing is withdrawn by itself.
    for address in (url(someone), "/admin/records/person/add/"):
        names = {"names-0-text": "سالم المخترع", "names-0-script": "ar", "names-0-kind": "main"}
        assert posted(editor, address, "person_form", **names).status_code == 302
        page = editor.get("/admin/").content.decode()
        warning = page.split('<li class="warning">')[1].split("</li>")[0]
        assert told[0] in warning and told[1] not in warning
    assert said(incident)
    assert posted(editor, url(someone), "person_form", sex="male").status_code == 302
    assert '<li class="warning">' not in editor.get("/admin/").content.decode()

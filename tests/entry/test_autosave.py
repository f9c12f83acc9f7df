"""Drafts kept on the server as they are typed."""

from urllib.parse import urlencode

import pytest
from django.test import Client

from incidents.models import Incident
from records import drafts
from records.models import FormDraft
from tests.entry.conftest import ADD, arabic, posted
from tests.support import factories
from tests.support.forms import read_form

pytestmark = pytest.mark.django_db
URL = "/admin/incidents/incident/draft/"


FORM = "abcdef123456"


def keep(client, user, data, object_id="", **more):
    body = {"object": object_id, "user": user.pk, "token": FORM, "data": urlencode(data, doseq=True)}
    return client.post(URL, {**body, **more})


def left_unfinished(clerk, **changes):
    values = read_form(clerk.get(ADD).content, "incident_form")
    values.update({"title_ar": "كمين لم", "start": "30/13/20", **changes})
    keep(clerk, factories.alice(), values)
    return values


def test_what_is_typed_is_kept_and_offered_again(clerk):
    left_unfinished(clerk)
    page = clerk.get(ADD)
    assert (
        arabic("Go on with what you were writing") in page.content.decode()
        and "كمين لم" in page.content.decode()
    )
    assert not Incident.objects.exists()


def test_going_on_shows_what_was_typed_without_judging_it(clerk):
    left_unfinished(clerk, **{"lines-TOTAL_FORMS": "3", "lines-2-of_which": "ضباط: ؟؟"})
    page = clerk.get(ADD, {"draft": "abcdef123456"})
    values = read_form(page.content, "incident_form")
    assert (values["start"], values["title_ar"], values["_draft"]) == (
        ["30/13/20"],
        ["كمين لم"],
        ["abcdef123456"],
    )
    assert values["lines-2-of_which"] == ["ضباط: ؟؟"]
    assert 'class="errorlist' not in page.content.decode() and "errornote" not in page.content.decode()


def test_a_draft_that_would_be_valid_is_shown_and_not_saved(clerk):
    values = {"start": "30/12/2020", "type": "ambush", "lines-TOTAL_FORMS": "0"}
    left_unfinished(clerk, **values)
    assert clerk.get(ADD, {"draft": "abcdef123456"}).status_code == 200
    assert not Incident.objects.exists()


def test_saving_the_form_ends_the_draft(clerk):
    left_unfinished(clerk, start="30/12/2020", type="ambush", **{"lines-TOTAL_FORMS": "0"})
    assert posted(clerk, f"{ADD}?draft=abcdef123456", "incident_form").status_code == 302
    assert Incident.objects.get().title_ar == "كمين لم"
    assert not FormDraft.objects.exists()


def test_a_refused_form_keeps_its_draft(clerk):
    left_unfinished(clerk)
    assert posted(clerk, f"{ADD}?draft=abcdef123456", "incident_form").status_code == 200
    assert FormDraft.objects.count() == 1


def test_a_draft_is_discarded_on_request(clerk):
    left_unfinished(clerk)
    assert keep(clerk, factories.alice(), {}, discard="1").status_code == 302
    assert not FormDraft.objects.exists()


def test_two_open_forms_do_not_overwrite_each_other(clerk):
    keep(clerk, factories.alice(), {"title_ar": "الأول"})
    keep(clerk, factories.alice(), {"title_ar": "الثاني"}, token="zzzzzz999999")
    assert FormDraft.objects.count() == 2


def test_a_draft_is_seen_by_its_writer_alone(clerk):
    left_unfinished(clerk)
    other = Client()
    other.force_login(factories.carol())
    assert "كمين لم" not in other.get(ADD).content.decode()
    assert "كمين لم" not in other.get(ADD, {"draft": "abcdef123456"}).content.decode()


def test_another_account_on_the_same_device_keeps_nothing(clerk):
    assert keep(clerk, factories.carol(), {"title_ar": "سر"}).status_code == 409
    assert not FormDraft.objects.exists()


def test_an_expired_session_is_sent_to_sign_in(db):
    assert keep(Client(), factories.alice(), {}).status_code == 302
    assert not FormDraft.objects.exists()


@pytest.mark.parametrize("who", ["auditor", "administrator"])
def test_who_may_not_write_keeps_no_draft(client, db, who):
    user = factories.PEOPLE[who]()
    client.force_login(user)
    assert keep(client, user, {}).status_code == 403


def test_a_record_in_review_takes_no_draft(clerk):
    incident = factories.make_incident(state="submitted")
    assert keep(clerk, factories.alice(), {}, object_id=incident.pk).status_code == 403


def test_a_draft_begun_before_someone_else_saved_ends_in_a_conflict(clerk):
    incident = factories.make_incident()
    url = f"/admin/incidents/incident/{incident.pk}/change/"
    values = {**read_form(clerk.get(url).content, "incident_form"), "title_ar": "ما كتبته"}
    keep(clerk, factories.alice(), values, object_id=incident.pk)
    other = Client()
    other.force_login(factories.carol())
    posted(other, url, "incident_form", title_ar="ما كتبه غيري")
    response = posted(clerk, f"{url}?draft=abcdef123456", "incident_form")
    assert response.status_code == 200
    assert read_form(response.content, "incident_form")["title_ar"] == ["ما كتبته"]
    assert Incident.objects.get().title_ar == "ما كتبه غيري"
    assert FormDraft.objects.count() == 1


def test_tokens_of_the_form_are_never_kept(clerk):
    keep(clerk, factories.alice(), {"title_ar": "نص", "csrfmiddlewaretoken": "secret", "_save": "1"})
    assert "secret" not in FormDraft.objects.get().data and "_save" not in FormDraft.objects.get().data


def test_a_form_beyond_all_measure_is_refused(clerk):
    assert keep(clerk, factories.alice(), {"x": "y" * drafts.LONGEST}).status_code == 400


def test_staff_pages_are_stored_nowhere_and_fields_are_not_remembered(clerk):
    page = clerk.get(ADD)
    assert "no-store" in page["Cache-Control"]
    assert page.content.decode().count('autocomplete="off"') > 20

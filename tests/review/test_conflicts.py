"""Two people save one record: the second sees both versions and loses nothing."""

import pytest

from records import documents, workflow
from records.models import Contribution
from terms.figures import parse_figure
from tests.support.factories import add_line, alice, make_incident, make_user
from tests.support.forms import read_form

pytestmark = pytest.mark.django_db


def address(incident) -> str:
    return f"/admin/incidents/incident/{incident.pk}/change/"


def opened(client, incident) -> dict:
    return read_form(client.get(address(incident)).content, "incident_form")


def second_person(client):
    client.force_login(make_user("amal", "clerk"))


def save(client, incident, form, **values):
    return client.post(address(incident), {**form, **values})


def rows(incident):
    return documents.build(type(incident).objects.get(pk=incident.pk))


@pytest.fixture
def both(client):
    """A record that alice and amal have open; alice has saved her headline. Gives the record and amal's form."""
    incident = make_incident(subsets={"officers": "8"})
    second_person(client)
    form = opened(client, incident)
    client.force_login(alice())
    answer = save(client, incident, form, title_ar="كمين لحافلتين")
    assert answer.status_code == 302
    second_person(client)
    return incident, form


def test_the_second_saver_is_refused_and_the_first_ones_text_stays(client, both):
    incident, form = both
    answer = save(client, incident, form, description_ar="وصف آخر")
    assert answer.status_code == 200
    assert rows(incident)["title_ar"] == "كمين لحافلتين"
    assert rows(incident)["description_ar"] != "وصف آخر"


def test_everything_that_was_typed_is_in_the_form_again(client, both):
    incident, form = both
    answer = save(
        client, incident, form, description_ar="وصف آخر", **{"lines-0-figure_number": "41", "notes": "سر"}
    )
    again = read_form(answer.content, "incident_form")
    kept = {name: value for name, value in form.items() if name not in ("csrfmiddlewaretoken", "revision")}
    typed = {"description_ar": ["وصف آخر"], "lines-0-figure_number": ["41"], "notes": ["سر"]}
    assert {name: again.get(name) for name in kept} == {**kept, **typed}


def test_both_versions_stand_side_by_side_with_who_saved_and_when(client, both):
    incident, form = both
    answer = save(client, incident, form, **{"lines-0-figure_number": "41"})
    page = answer.content.decode()
    assert "alice" in page
    found = answer.context["differences"]
    said = {
        ("".join(p.text for p in change.before), "".join(p.text for p in change.after))
        for one in found
        for change in one.changes
    }
    assert said == {("كمين لحافلتين", "كمين لحافلة"), ("39", "41")}
    assert 'id="conflict"' in page


def test_saving_again_is_a_knowing_decision_and_works(client, both):
    incident, form = both
    answer = save(client, incident, form, title_ar="عنوان ثالث")
    again = read_form(answer.content, "incident_form")
    assert save(client, incident, again).status_code == 302
    assert rows(incident)["title_ar"] == "عنوان ثالث"


def test_a_third_save_in_between_is_a_conflict_again(client, both):
    incident, form = both
    again = read_form(save(client, incident, form, title_ar="عنوان ثالث").content, "incident_form")
    line = incident.lines.get()
    line.figure = parse_figure("40")
    line.save()
    workflow.claim_revision(incident, 1)
    workflow.contributed(incident, alice())
    assert save(client, incident, again).status_code == 200
    assert rows(incident)["title_ar"] == "كمين لحافلتين"


def test_a_change_of_a_child_alone_is_a_change_of_the_record(client):
    incident = make_incident()
    client.force_login(alice())
    form = opened(client, incident)
    assert save(client, incident, form, **{"lines-0-figure_number": "41"}).status_code == 302
    assert save(client, incident, form, title_ar="آخر").status_code == 200


def test_a_line_that_the_other_person_removed_comes_back_as_a_new_one(client):
    incident = make_incident(killed="39")
    add_line(incident, "12", outcome="wounded")
    second_person(client)
    form = opened(client, incident)
    client.force_login(alice())
    assert save(client, incident, form, **{"lines-0-DELETE": "on"}).status_code == 302
    second_person(client)
    answer = save(client, incident, form, **{"lines-0-figure_number": "41"})
    assert answer.status_code == 200
    assert not answer.context["adminform"].form.errors.get("lines")
    again = read_form(answer.content, "incident_form")
    assert save(client, incident, again).status_code == 302
    found = {(line["outcome"], line["figure"]["best"]) for line in rows(incident)["lines"]}
    assert found == {("killed", 41), ("wounded", 12)}


def test_a_line_that_the_other_person_added_stays(client):
    incident = make_incident(killed="39")
    client.force_login(alice())
    form = opened(client, incident)
    add_line(incident, "12", outcome="wounded")
    workflow.claim_revision(incident, 0)
    workflow.contributed(incident, alice())
    answer = save(client, incident, form, title_ar="آخر")
    again = read_form(answer.content, "incident_form")
    assert save(client, incident, again).status_code == 302
    assert len(rows(incident)["lines"]) == 2


def test_a_form_without_its_revision_does_not_save(client):
    incident = make_incident()
    client.force_login(alice())
    form = opened(client, incident)
    del form["revision"]
    assert save(client, incident, form, title_ar="آخر").status_code == 200
    assert rows(incident)["title_ar"] == "كمين لحافلة"


def test_a_form_with_errors_keeps_the_revision_it_was_begun_on(client):
    incident = make_incident()
    client.force_login(alice())
    form = opened(client, incident)
    answer = save(client, incident, form, title_ar="")
    assert read_form(answer.content, "incident_form")["revision"] == form["revision"]
    incident.refresh_from_db()
    assert incident.revision == 0


def test_what_was_typed_while_the_record_went_into_review_is_not_lost(client):
    incident = make_incident()
    client.force_login(alice())
    form = opened(client, incident)
    workflow.move(incident, "submit", make_user("amal", "clerk"))
    answer = save(client, incident, form, description_ar="تفصيل جديد مهم")
    assert answer.status_code == 200
    assert "تفصيل جديد مهم" in answer.content.decode()
    assert "تفصيل جديد مهم" not in str(rows(incident))


def test_a_save_that_changes_nothing_is_no_contribution_and_no_version(client):
    incident = make_incident(state="released", subsets={"officers": "8"})
    client.force_login(make_user("amal", "clerk"))
    count = Contribution.objects.count()
    assert save(client, incident, opened(client, incident)).status_code == 302
    incident.refresh_from_db()
    assert (incident.state, incident.revision, Contribution.objects.count()) == ("released", 0, count)


def test_a_save_that_changes_something_is_one_contribution(client):
    incident = make_incident(state="released")
    client.force_login(make_user("amal", "clerk"))
    assert save(client, incident, opened(client, incident), title_ar="آخر").status_code == 302
    incident.refresh_from_db()
    assert incident.state == "draft"
    assert incident.contributions.last().user.username == "amal"


def test_save_and_submit_in_one_step(client):
    incident = make_incident()
    client.force_login(alice())
    answer = save(client, incident, opened(client, incident), _submit="1")
    assert answer.status_code == 302
    incident.refresh_from_db()
    assert incident.state == "submitted"


def test_a_refused_submission_saves_the_draft_and_says_why(client):
    incident = make_incident(claim=None, killed=None)
    client.force_login(alice())
    answer = client.post(
        address(incident), {**opened(client, incident), "title_ar": "آخر", "_submit": "1"}, follow=True
    )
    incident.refresh_from_db()
    assert (incident.state, incident.title_ar) == ("draft", "آخر")
    assert [str(message) for message in answer.context["messages"]]

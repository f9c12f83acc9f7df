"""The incident's entry form: what a clerk types is what is recorded, and bad input writes nothing."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from incidents.models import Incident, IncidentClaim
from records.models import Person, PersonName
from terms.figures import Figure
from tests.entry.conftest import arabic, errors_of, posted
from tests.support import factories

pytestmark = pytest.mark.django_db


def the_incident():
    return Incident.objects.get()


def test_a_phone_call_becomes_an_incident_with_its_first_claim(enter):
    factories.label("officers"), factories.label("women")
    response = enter(
        {
            "start": "٣٠/١٢/٢٠٢٠",
            "perpetrators": [factories.party("is").pk],
            "perpetrator_certainty": "known",
            "lines-0-figure_qualifier": "about",
            "lines-0-figure_number": "١٥٥",
            "lines-0-parties": [factories.party().pk, factories.party("sdf").pk],
            "lines-0-of_which": "ضباط: ٨، 3 نساء",
            "claim_source": factories.source().pk,
            "claim_said_on": "31-12-2020",
            "claim_quotation": "قال المصدر كذا",
        }
    )
    assert response.status_code == 302, errors_of(response)
    incident = the_incident()
    assert (incident.start, incident.counted_on, incident.created_by) == (
        date(2020, 12, 30),
        date(2020, 12, 30),
        factories.alice(),
    )
    line = incident.lines.get()
    assert line.figure == Figure.about(155)
    assert line.parties.count() == 2
    assert {(part.label.key, part.best) for part in line.subsets.all()} == {("officers", 8), ("women", 3)}
    claim = incident.claims.get()
    assert (claim.said_on, claim.quotation, claim.show_source) == (
        date(2020, 12, 31),
        "قال المصدر كذا",
        False,
    )
    assert {(f.label and f.label.key, f.best, f.outcome, f.parties.count()) for f in claim.figures.all()} == {
        (None, 155, "killed", 2),
        ("officers", 8, "killed", 2),
        ("women", 3, "killed", 2),
    }
    assert [c.user for c in incident.contributions.all()] == [factories.alice()]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"lines-0-figure_qualifier": "range", "lines-0-figure_number": "9", "lines-0-figure_high": "5"},
         "lines-0-figure", "The lowest number must not be above the"),
        ({"lines-0-of_which": "ضباط: 40"}, "lines-0-of_which", "“%(label)s” (%(part)s) is above its total"),
        ({"lines-0-of_which": "رجال: 30، نساء: 20"}, "lines-0-of_which", "Men, women and children together (%(part)s)"),
        ({"lines-0-of_which": "بحارة: 4"}, "lines-0-of_which", "بحارة"),
        ({"lines-0-of_which": "ضباط"}, "lines-0-of_which", "ضباط"),
        ({"end": "29/12/2020"}, "end", "The last day must not be before the first."),
        ({"precision": "days", "latest": "20/1/2021"}, "latest", "These dates are %(span)d days apart; this"),
        ({"precision": "month", "latest": "1/12/2020"}, "latest", "The earliest date must not be after the"),
        ({"precision": "month", "start": ""}, "start", "اكتب أبكر تاريخ ممكن"),
        ({"start": ""}, "start", "Give the day, or choose how exactly the"),
        ({"start": "31/2/2021"}, "start", "There is no such day in the calendar."),
        ({"start": "أمس"}, "start", "30/12/2020"),
        ({"lines-0-outcome": ""}, "lines-0-outcome", "A casualty line needs an outcome: killed,"),
        ({"lines-0-figure_number": ""}, "lines-0-figure", "Write the number, or choose “number"),
        ({"lines-0-figure_number": "كثير"}, "lines-0-figure", "Enter a whole number, such as 1100 or 1,100."),
        ({"counted_on": "1/1/2021"}, "counted_reason", "Counting on another day than the earliest"),
        ({"lines-0-counted_on": "1/1/2021"}, "lines-0-__all__",
         "Counting on another day than the incident's"),
        ({"events": "لا"}, "events", "Enter a whole number, such as 1100 or 1,100."),
        ({"events": "0"}, "events", "1"),
        ({"claim_quotation": "قيل"}, "claim_source", "Choose who said it."),
        ({"type": "", "title_ar": ""}, "type", "هذا الحقل مطلوب"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_at_its_field_and_nothing_is_written(enter, changes, field, sentence):
    for key in ("officers", "women"):
        factories.label(key)
    factories.label("men", kind="sex_age", name_ar="رجال")
    response = enter(changes)
    assert arabic(sentence) in errors_of(response).get(field, ""), errors_of(response)
    assert not Incident.objects.exists()


def test_a_date_in_the_future_is_refused(enter):
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = enter({"start": tomorrow.isoformat()})
    assert errors_of(response)["start"] == arabic("This date is in the future.")
    assert not Incident.objects.exists()


def test_a_month_is_typed_as_one_date_and_shown_as_it_was_typed(enter, clerk):
    assert enter({"start": "1/1/2021", "precision": "month"}).status_code == 302
    incident = the_incident()
    assert (incident.start, incident.earliest, incident.latest) == (None, date(2021, 1, 1), date(2021, 1, 31))
    url = f"/admin/incidents/incident/{incident.pk}/change/"
    assert clerk.get(url).context_data["adminform"].form.initial["start"] == date(2021, 1, 1)
    assert posted(clerk, url, "incident_form", start="1/12/2020").status_code == 302
    incident.refresh_from_db()
    assert (incident.earliest, incident.latest, incident.counted_on) == (
        date(2020, 12, 1),
        date(2020, 12, 31),
        date(2020, 12, 1),
    )


def test_saving_without_a_change_changes_nothing(enter, clerk):
    enter({"claim_source": factories.source().pk})
    incident = the_incident()
    url = f"/admin/incidents/incident/{incident.pk}/change/"
    assert posted(clerk, url, "incident_form").status_code == 302
    incident.refresh_from_db()
    assert (incident.revision, incident.contributions.count(), IncidentClaim.objects.count()) == (0, 1, 1)


def test_a_part_that_is_not_written_any_more_is_gone(clerk):
    incident = factories.make_incident(subsets={"officers": "8", "women": "about 3"})
    url = f"/admin/incidents/incident/{incident.pk}/change/"
    form = clerk.get(url).context_data["inline_admin_formsets"][0].formset.forms[0]
    assert form.initial["of_which"] == "ضباط: 8، نساء: نحو 3"
    assert posted(clerk, url, "incident_form", **{"lines-0-of_which": "نساء: نحو 4"}).status_code == 302
    assert [(part.label.key, part.figure) for part in incident.lines.get().subsets.all()] == [
        ("women", Figure.about(4))
    ]


VICTIM = {
    "victims-TOTAL_FORMS": "1",
    "victims-0-name": "سالم المخترع",
    "victims-0-outcome": "killed",
    "victims-0-sex": "male",
    "victims-0-age": "٤٠",
}


def test_a_victim_is_a_name_typed_as_text_and_withheld(enter):
    assert enter(VICTIM).status_code == 302
    victim = the_incident().victims.get()
    assert (victim.age, victim.show_name, victim.person.sex) == (40, False, "male")
    assert victim.person.name_decision == Person.NameDecision.WITHHELD
    assert [name.text for name in victim.person.names.all()] == ["سالم المخترع"]
    assert "سالم" in victim.person.search


def test_a_name_may_be_shown_only_with_the_word_of_who_agreed(enter):
    refused = enter({**VICTIM, "victims-0-show_name": "on"})
    assert arabic("Write who agreed, for a name that may be") in errors_of(refused)["victims-0-agreed"]
    assert not PersonName.objects.exists()
    assert enter({**VICTIM, "victims-0-show_name": "on", "victims-0-agreed": "أخوه"}).status_code == 302
    person = Person.objects.get()
    assert (person.name_decision, person.decision_reason) == (Person.NameDecision.RELEASED, "أخوه")


def test_a_victim_needs_a_name(enter):
    assert errors_of(enter({**VICTIM, "victims-0-name": ""}))["victims-0-name"] == arabic(
        "Write the name of the victim."
    )


def test_mending_a_name_keeps_the_person(enter, clerk):
    enter(VICTIM)
    incident, person = the_incident(), Person.objects.get()
    url = f"/admin/incidents/incident/{incident.pk}/change/"
    posted(clerk, url, "incident_form", **{"victims-0-name": "سليم المخترع"})
    assert Person.objects.get() == person
    assert [name.text for name in person.names.all()] == ["سليم المخترع"]


def test_a_correspondent_types_names_but_looks_up_nobody(client):
    client.force_login(factories.dora())
    factories.person("اسم محجوب")
    page = client.get("/admin/incidents/incident/add/")
    assert 'name="victims-__prefix__-name"' in page.content.decode()
    assert "victims-__prefix__-person" not in page.content.decode()
    asked = {"app_label": "incidents", "model_name": "victim", "field_name": "person", "term": "اسم"}
    assert client.get("/admin/autocomplete/", asked).status_code == 403


def test_a_draft_may_have_gaps_that_a_submission_may_not(enter):
    response = enter({"area": "", "_submit": "1"}, **{"lines-TOTAL_FORMS": "0"})
    assert response.status_code == 302
    incident = the_incident()
    assert incident.state == "draft"
    said = " ".join(incident.problems())
    assert (
        arabic("Choose the area of control as it was on") in said
        and arabic("Add a casualty line. If nobody was harmed,") in said
        and arabic("Give the source: who said so. Without one,") in said
    )


def test_what_is_no_date_is_said_once(enter):
    found = errors_of(enter({"start": "31/2/2021"}))
    assert found == {"start": arabic("There is no such day in the calendar.")}

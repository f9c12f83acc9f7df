"""The case's entry form: a name typed as text, a group by its size, and what may be shown."""

from datetime import date

import pytest

from abductees.models import Case
from records import workflow
from records.models import Person, PersonName
from terms.figures import Figure
from tests.entry.conftest import arabic, errors_of, posted
from tests.entry.test_queries import queries
from tests.support import factories
from tests.support.forms import read_form

pytestmark = pytest.mark.django_db

ADD = "/admin/abductees/case/add/"


def change(case):
    return f"/admin/abductees/case/{case.pk}/change/"


@pytest.fixture
def enter(clerk):
    """Fill in the form of a new case of a person; `changes` come on top."""

    def fill(changes=None, client=clerk):
        given = {
            "subject": "person",
            "name_ar": "سالم بن عمر المخترع",
            "called_ar": "سائق",
            "earliest": "3/3/2014",
            "place": factories.place("hajin").pk,
            "claims-0-status": "abducted",
            "claims-0-earliest": "3/3/2014",
            "claims-0-source": factories.source().pk,
            "claims-0-said_on": "4/3/2014",
        }
        return posted(client, ADD, "case_form", **{**given, **(changes or {})})

    return fill


GROUP = {
    "subject": "group",
    "name_ar": "",
    "called_ar": "",
    "title_ar": "عمال مخترعون",
    "figure_qualifier": "about",
    "figure_number": "٣٠",
}


def test_a_person_becomes_a_case_with_a_name_that_is_withheld(enter):
    response = enter(
        {
            "given": "سالم",
            "father": "عمر",
            "family": "المخترع",
            "name_en": "Salem Invented",
            "spellings": "سليم المخترع\nSalim Müller\nسليم المخترع",
            "kunya": "أبو عمر",
            "sex": "male",
            "nationality": "MR",
            "age_low": "٣٠",
        }
    )
    assert response.status_code == 302, errors_of(response)
    case = Case.objects.get()
    assert (case.title_ar, case.title_en) == ("سالم بن عمر المخترع", "Salem Invented")
    assert (case.figure, case.nationality, case.age_low, case.age_high) == (Figure.exact(1), "MR", 30, 30)
    assert (case.present_status, case.last_news) == ("abducted", date(2014, 3, 4))
    person = case.person
    assert (person.sex, person.name_decision) == ("male", Person.NameDecision.WITHHELD)
    assert [(n.text, n.script, n.kind) for n in person.names.all()] == [
        ("سالم بن عمر المخترع", "ar", "main"),
        ("Salem Invented", "en", "main"),
        ("سليم المخترع", "ar", "variant"),
        ("Salim Müller", "en", "variant"),
        ("أبو عمر", "ar", "kunya"),
    ]
    main = person.names.first()
    assert (main.given, main.father, main.grandfather, main.family) == ("سالم", "عمر", "", "المخترع")
    assert "سليم" in person.search
    assert [c.user for c in case.contributions.all()] == [factories.alice()]


def test_a_group_has_a_description_and_a_size_and_no_person(enter):
    response = enter(GROUP)
    assert response.status_code == 302, errors_of(response)
    case = Case.objects.get()
    assert (case.title_ar, case.figure, case.person) == ("عمال مخترعون", Figure.about(30), None)
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"name_ar": "", "called_ar": ""}, "name_ar", "Write the name, or below it how pages call"),
        ({"name_ar": "", "given": "سالم"}, "name_ar", "Write the full name as well as its parts."),
        ({"name_ar": "", "name_en": "Salem", "kunya": "أبو عمر"}, "kunya", "Write the full name in the same script"),
        ({"show_name": "on"}, "agreed", "Write who agreed, for a name that may be"),
        ({**GROUP, "title_ar": ""}, "title_ar", "Describe the group in a headline."),
        ({**GROUP, "figure_number": ""}, "figure", "Write the number, or choose “number"),
        ({**GROUP, "name_ar": "سالم"}, "name_ar", "A group has no name: its members have cases of"),
        ({"basis": "family"}, "basis_note", "Write who agreed, or how the risk was"),
        ({"earliest": "أمس"}, "earliest", "30/12/2020"),
        ({"age_low": "30", "age_high": "20"}, "age_high", "The highest age must not be below the lowest."),
        ({"nationality": "ZZ"}, "nationality", ""),
    ],
)  # fmt: skip
def test_bad_input_is_refused_at_its_field_and_nothing_is_written(enter, changes, field, sentence):
    response = enter(changes)
    found = errors_of(response)
    assert field in found, found
    assert said(sentence) in found[field], found
    assert not Case.objects.exists() and not Person.objects.exists()


def said(sentence):
    """In Arabic where the catalogue has it already."""
    try:
        return arabic(sentence)
    except (AssertionError, ValueError):
        return sentence


def test_a_case_without_a_date_is_one_of_an_unknown_day(enter):
    assert enter({"earliest": ""}).status_code == 302
    assert Case.objects.get().precision == "unknown"


def test_a_name_may_be_shown_with_the_word_of_who_agreed(enter):
    response = enter({"show_name": "on", "agreed": "أخوه", "basis": "family", "basis_note": "أخوه"})
    assert response.status_code == 302, errors_of(response)
    case = Case.objects.get()
    assert (case.person.name_decision, case.person.decision_reason) == ("released", "أخوه")
    assert (case.show_name, case.basis_by) == (True, "alice")


def test_a_name_that_was_decided_to_be_withheld_is_not_released_here(clerk):
    someone = factories.person(decision_reason="طلبت العائلة ذلك")
    case = factories.make_case(person=someone, show_name=False)
    response = posted(clerk, change(case), "case_form", show_name="on", agreed="أخوه")
    assert "show_name" in errors_of(response)
    someone.refresh_from_db()
    assert someone.name_decision == "withheld"


def test_whoever_changes_the_basis_is_its_decider(client):
    case = factories.make_case()
    client.force_login(factories.carol())
    assert posted(client, change(case), "case_form", about_ar="مخترع").status_code == 302
    case.refresh_from_db()
    assert case.basis_by == "alice"
    assert posted(client, change(case), "case_form", basis="risk").status_code == 302
    case.refresh_from_db()
    assert case.basis_by == "carol"


def test_a_known_person_is_chosen_and_keeps_the_name(enter):
    someone = factories.person("زيد المعروف")
    assert enter({"name_ar": "", "person": someone.pk}).status_code == 302
    assert Case.objects.get().title_ar == "زيد المعروف"
    assert PersonName.objects.count() == 1


def test_mending_a_name_is_a_change_and_keeps_the_person(clerk):
    case = factories.make_case()
    assert posted(clerk, change(case), "case_form", name_ar="سليم المخترع").status_code == 302
    before = case.person_id
    case.refresh_from_db()
    assert (case.person_id, case.title_ar, case.revision) == (before, "سليم المخترع", 1)
    assert [name.text for name in case.person.names.all()] == ["سليم المخترع"]
    assert case.contributions.count() == 2


def test_saving_without_a_change_changes_nothing(clerk):
    for case in (factories.make_case(), factories.make_case(subject="group")):
        assert posted(clerk, change(case), "case_form").status_code == 302
        case.refresh_from_db()
        assert (case.revision, case.contributions.count()) == (0, 1)


def test_a_namesake_is_told_to_those_who_may_look_people_up(client):
    other = factories.person("سالم  المُخترع")
    for user, told in [(factories.alice(), True), (factories.dora(), False)]:
        client.force_login(user)
        given = {
            "subject": "person",
            "name_ar": "سالم المخترع",
            "earliest": "3/3/2014",
            "claims-TOTAL_FORMS": "0",
        }
        response = posted(client, ADD, "case_form", **given)
        assert response.status_code == 302, errors_of(response)
        page = client.get("/admin/").content.decode()
        assert (f"/admin/records/person/{other.pk}/change/" in page) is told


def test_a_correspondent_types_names_but_looks_up_nobody(client):
    client.force_login(factories.dora())
    factories.person("اسم محجوب")
    page = client.get(ADD).content.decode()
    assert 'name="name_ar"' in page and 'name="person"' not in page
    asked = {"app_label": "abductees", "model_name": "case", "field_name": "person", "term": "اسم"}
    assert client.get("/admin/autocomplete/", asked).status_code == 403


def test_only_incidents_that_one_may_see_can_be_chosen(client):
    hidden, own = factories.make_incident(), factories.make_incident(by=factories.dora())
    client.force_login(factories.dora())
    asked = {"app_label": "abductees", "model_name": "case", "field_name": "of_incident", "term": "كمين"}
    found = client.get("/admin/autocomplete/", asked).json()["results"]
    assert [one["id"] for one in found] == [str(own.pk)]
    case = factories.make_case(by=factories.dora())
    assert "of_incident" in errors_of(posted(client, change(case), "case_form", of_incident=hidden.pk))
    assert posted(client, change(case), "case_form", of_incident=own.pk).status_code == 302


def test_cases_of_one_event_name_its_first(clerk):
    first = factories.make_case()
    second = factories.make_case(same_event_as=first)
    third = factories.make_case()
    assert "same_event_as" in errors_of(posted(clerk, change(third), "case_form", same_event_as=second.pk))
    assert "same_event_as" in errors_of(posted(clerk, change(first), "case_form", same_event_as=third.pk))
    assert posted(clerk, change(third), "case_form", same_event_as=first.pk).status_code == 302


def test_a_correction_names_nobody_and_decides_nothing(client):
    case = factories.make_case(state="submitted")
    client.force_login(factories.bob())
    url = f"/admin/abductees/case/{case.pk}/propose/"
    for changes, taken in [
        ({"name_ar": "غيره"}, 200),
        ({"basis": "risk"}, 200),
        ({"circumstances_ar": "غيرها"}, 302),
    ]:
        response = posted(client, url, "case_form", proposal_reason="خطأ", **changes)
        assert response.status_code == taken, changes
    assert workflow.open_round(case).proposals.get().content["circumstances_ar"] == "غيرها"
    assert [name.text for name in case.person.names.all()] == ["سالم المخترع"]


def test_the_second_of_two_savers_loses_nothing(client):
    case = factories.make_case()
    gone = factories.add_status(case, "sighted", day=date(2015, 1, 1))
    client.force_login(factories.make_user("amal", "clerk"))
    form = read_form(client.get(change(case)).content, "case_form")
    client.force_login(factories.alice())
    assert (
        posted(
            client, change(case), "case_form", called_ar="سائق حافلة", **{"claims-1-DELETE": "on"}
        ).status_code
        == 302
    )
    client.force_login(factories.make_user("amal", "clerk"))
    typed = {
        **form,
        "circumstances_ar": "ظروف أخرى",
        "claims-1-note_ar": "شوهد حياً",
        "name_ar": "سليم المخترع",
    }
    answer = client.post(change(case), typed)
    assert answer.status_code == 200
    assert not case.claims.filter(pk=gone.pk).exists()
    again = read_form(answer.content, "case_form")
    assert (again["circumstances_ar"], again["called_ar"]) == (["ظروف أخرى"], ["سائق"])
    assert client.post(change(case), again).status_code == 302
    case.refresh_from_db()
    assert (case.title_ar, case.circumstances_ar) == ("سليم المخترع", "ظروف أخرى")
    assert [claim.note_ar for claim in case.claims.order_by("pk")] == ["", "شوهد حياً"]
    assert Person.objects.count() == 1


def test_the_form_asks_the_same_however_long_it_is(clerk):
    group = factories.make_case(subject="group")

    def lengthen():
        for number in range(4):
            said = factories.add_status(
                group, "detained", day=date(2015, 1, 1 + number), place=factories.place()
            )
            said.holders.set([factories.party(), factories.party("sdf")])
            count = group.counts.model(case=group, of="freed", source=factories.source())
            count.figure = Figure.exact(number)
            count.save()
            group.members.create(member=factories.make_case(person=factories.person(f"مخترع {number}")))

    lengthen()
    before = queries(clerk, change(group))
    lengthen()
    assert queries(clerk, change(group)) == before <= 45


@pytest.mark.parametrize("words", ["سالم", "سليم", "salem", "المُخترع"])
def test_the_list_finds_a_person_by_any_name_and_a_group_by_its_headline(clerk, words):
    someone = factories.person("سالم المخترع", "Salem Invented")
    someone.names.create(text="سليم", script="ar", kind="variant")
    someone.index_names()
    case = factories.make_case(person=someone)
    factories.make_case(person=factories.person("زيد الآخر"))
    listed = clerk.get("/admin/abductees/case/", {"q": words}).context["cl"]
    assert [one.pk for one in listed.queryset] == [case.pk]


def test_only_an_editor_sets_a_status_and_only_one_that_a_source_gave(client):
    case = factories.make_case()
    factories.add_status(case, "released", day=date(2020, 1, 1))
    client.force_login(factories.alice())
    assert 'name="override_status"' not in client.get(change(case)).content.decode()
    client.force_login(factories.carol())
    form = client.get(change(case)).context_data["adminform"].form
    assert {value for value, _label in form.fields["override_status"].widget.choices} == {
        "",
        "abducted",
        "released",
    }
    given = {"override_status": "released", "override_reason": "مصدران مستقلان"}
    assert "override_reason" in errors_of(
        posted(client, change(case), "case_form", override_status="released")
    )
    refused = posted(client, change(case), "case_form", **{**given, "override_status": "confirmed_killed"})
    assert refused.status_code == 200
    assert refused.context_data["inline_admin_formsets"][0].formset.non_form_errors()
    assert posted(client, change(case), "case_form", **given).status_code == 302
    case.refresh_from_db()
    assert (case.present_status, case.is_closed) == ("released", True)

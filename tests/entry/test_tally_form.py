"""Tallies: the form, and adopting as a step of its own with a reason."""

from datetime import date

import pytest

from incidents.models import Tally
from terms.figures import Figure
from tests.entry.conftest import arabic, errors_of, posted
from tests.support import factories

pytestmark = pytest.mark.django_db
ADD = "/admin/incidents/tally/add/"
GIVEN = {
    "title_ar": "حصيلة الشهر",
    "measure": "killed",
    "figure_qualifier": "exact",
    "figure_number": "١٥٣",
    "period_start": "29/12/2020",
    "period_end": "28/1/2021",
    "reported_for": "29/12/2020",
    "relation": "total",
    "claims-0-figure_qualifier": "about",
    "claims-0-figure_number": "155",
}


def test_a_tally_is_entered_with_its_claim(clerk):
    response = posted(clerk, ADD, "tally_form", **GIVEN, **{"claims-0-source": factories.source().pk})
    assert response.status_code == 302, errors_of(response)
    tally = Tally.objects.get()
    assert (tally.figure, tally.claims.get().figure) == (Figure.exact(153), Figure.about(155))
    assert (tally.period_end, tally.adopted) == (date(2021, 1, 28), False)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"figure_number": ""}, "figure", "Write the number, or choose “number"),
        ({"period_end": "1/12/2020"}, "period_end", "The end must not be before the start."),
        ({"relation": "of_which"}, "__all__", "A total has no parent; a part names its"),
        ({"claims-0-figure_qualifier": "range"}, "claims-0-figure", "A range needs two different numbers:"),
        (
            {"period_start": "1/1/2100", "period_end": "2/1/2100"},
            "period_start",
            "This date is in the future.",
        ),
    ],
)
def test_bad_input_is_refused_and_nothing_is_written(clerk, changes, field, sentence):
    given = {**GIVEN, "claims-0-source": factories.source().pk, **changes}
    response = posted(clerk, ADD, "tally_form", **given)
    assert arabic(sentence) in errors_of(response).get(field, ""), errors_of(response)
    assert not Tally.objects.exists()


def test_a_tally_cannot_be_a_part_of_itself(clerk):
    whole = factories.make_tally()
    part = factories.make_tally(parent=whole, relation="of_which", figure="70")
    url = f"/admin/incidents/tally/{whole.pk}/change/"
    response = posted(clerk, url, "tally_form", parent=part.pk, relation="of_which")
    assert arabic("This would make a circle: the tally would") in errors_of(response)["parent"]


def adopt(client, tally, **changes):
    return posted(client, f"/admin/incidents/tally/{tally.pk}/adopt/", "", **changes)


def test_an_editor_adopts_with_a_reason(editor):
    tally = factories.make_tally(by=factories.alice())
    assert adopt(editor, tally, reason_ar="رقم متن التقرير").status_code == 302
    tally.refresh_from_db()
    assert (tally.adopted, tally.adoption_reason_ar, tally.revision) == (True, "رقم متن التقرير", 1)
    assert [(c.how, c.user) for c in tally.contributions.all()][-1] == ("adopt", factories.carol())


def test_adopting_without_a_reason_is_refused(editor):
    tally = factories.make_tally()
    response = adopt(editor, tally, reason_ar=" ")
    assert "هذا الحقل مطلوب" in response.content.decode()
    tally.refresh_from_db()
    assert (tally.adopted, tally.revision) == (False, 0)


def test_an_adoption_is_taken_back(editor):
    tally = factories.make_tally()
    adopt(editor, tally, reason_ar="رقم متن التقرير")
    adopt(editor, tally, take_back="1")
    tally.refresh_from_db()
    assert (tally.adopted, tally.adoption_reason_ar) == (False, "")


@pytest.mark.parametrize("who", ["clerk", "verifier", "correspondent", "auditor"])
def test_nobody_else_adopts(client, who):
    tally = factories.make_tally()
    client.force_login(factories.PEOPLE[who]())
    response = client.post(
        f"/admin/incidents/tally/{tally.pk}/adopt/", {"reason_ar": "لأني أريد", "revision": "0"}
    )
    tally.refresh_from_db()
    assert response.status_code in (302, 403) and not tally.adopted


def test_the_form_itself_adopts_nothing(clerk):
    tally = factories.make_tally()
    url = f"/admin/incidents/tally/{tally.pk}/change/"
    posted(clerk, url, "tally_form", adopted="on", adoption_reason_ar="نعم", title_ar="عنوان آخر")
    tally.refresh_from_db()
    assert (tally.title_ar, tally.adopted) == ("عنوان آخر", False)

"""The lists of a case's form: a fault is told in its row, a contradiction of the whole at its list."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.entry.conftest import errors_of, posted
from tests.support import factories

pytestmark = pytest.mark.django_db


def change(case):
    return f"/admin/abductees/case/{case.pk}/change/"


def row(name, number=0, **values):
    return {
        f"{name}-TOTAL_FORMS": str(number + 1),
        **{f"{name}-{number}-{key}": v for key, v in values.items()},
    }


def claim(number=1, **values):
    given = {
        "status": "sighted",
        "grade": "reported",
        "precision": "day",
        "earliest": "1/5/2015",
        "source": factories.source().pk,
    }
    return row("claims", number, **{**given, **values})


def count(of, figure, number=0, **values):
    given = {
        "of": of,
        "grade": "reported",
        "figure_qualifier": "exact",
        "figure_number": figure,
        "source": factories.source().pk,
    }
    return row("counts", number, **{**given, **values})


def of_list(response, prefix):
    """What is said of a list as a whole."""
    for inline in response.context_data["inline_admin_formsets"]:
        if inline.formset.prefix == prefix:
            return " ".join(inline.formset.non_form_errors())
    raise AssertionError(prefix)


def test_a_claim_moves_the_kept_present_and_the_last_news(clerk):
    case = factories.make_case()
    holder = factories.party("sdf")
    given = claim(status="released", grade="confirmed", holders=[holder.pk], note_ar="وصل إلى أهله")
    assert posted(clerk, change(case), "case_form", **given).status_code == 302
    case.refresh_from_db()
    assert (case.present_status, case.is_closed, str(case.last_news)) == ("released", True, "2015-05-01")
    assert case.claims.order_by("pk").last().holders.get() == holder


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"earliest": "1/1/2014"}, "earliest"),
        ({"earliest": "1/1/2014", "precision": "month", "latest": "31/1/2014"}, "latest"),
        ({"earliest": (timezone.localdate() + timedelta(days=2)).isoformat()}, "earliest"),
        ({"said_on": (timezone.localdate() + timedelta(days=2)).isoformat()}, "said_on"),
        ({"earliest": ""}, "earliest"),
        ({"status": ""}, "status"),
        ({"source": ""}, "source"),
    ],
)
def test_a_faulty_claim_is_refused_in_its_row(clerk, values, field):
    case = factories.make_case()
    response = posted(clerk, change(case), "case_form", **claim(**values))
    assert list(errors_of(response)) == [f"claims-1-{field}"]
    assert case.claims.count() == 1


def test_moving_the_abduction_behind_its_claims_is_refused_at_the_claim(clerk):
    case = factories.make_case()
    response = posted(clerk, change(case), "case_form", earliest="1/1/2016")
    assert list(errors_of(response)) == ["claims-0-earliest"]


def test_a_month_is_typed_as_one_date(clerk):
    case = factories.make_case()
    assert posted(clerk, change(case), "case_form", **claim(precision="month")).status_code == 302
    assert str(case.claims.order_by("pk").last().latest) == "2015-05-31"


def test_a_claim_replaces_only_one_of_the_same_case_and_never_in_a_circle(clerk):
    case, other = factories.make_case(), factories.make_case()
    first, second = case.claims.get(), factories.add_status(case, "detained")
    response = posted(clerk, change(case), "case_form", **{"claims-0-supersedes": other.claims.get().pk})
    assert list(errors_of(response)) == ["claims-0-supersedes"]
    circle = {"claims-0-supersedes": second.pk, "claims-1-supersedes": first.pk}
    response = posted(clerk, change(case), "case_form", **circle)
    assert set(errors_of(response)) == {"claims-0-supersedes", "claims-1-supersedes"}
    assert posted(clerk, change(case), "case_form", **{"claims-1-supersedes": first.pk}).status_code == 302
    second.refresh_from_db()
    assert second.supersedes == first


def test_counts_above_the_size_are_told_at_their_list_from_what_was_posted(clerk):
    group = factories.make_case(subject="group", size="8")
    response = posted(clerk, change(group), "case_form", **count("freed", "9"))
    assert "9" in of_list(response, "counts") and not errors_of(response)
    both = {**count("freed", "5"), **count("killed", "4", 1)}
    assert "9" in of_list(posted(clerk, change(group), "case_form", **both), "counts")
    assert posted(clerk, change(group), "case_form", figure_number="9", **both).status_code == 302
    assert group.counts.count() == 2
    assert of_list(posted(clerk, change(group), "case_form", figure_number="8"), "counts")
    gone = {"counts-1-DELETE": "on"}
    assert posted(clerk, change(group), "case_form", figure_number="8", **gone).status_code == 302


def test_counts_and_members_belong_to_a_group(clerk):
    case = factories.make_case()
    assert of_list(posted(clerk, change(case), "case_form", **count("freed", "1")), "counts")
    member = row("members", member=factories.make_case().pk)
    assert of_list(posted(clerk, change(case), "case_form", **member), "members")


def test_more_members_than_the_group_is_large_are_refused(clerk):
    group = factories.make_case(subject="group", size="1")
    people = [factories.make_case(person=factories.person(name)) for name in ("زيد المخترع", "عمر المخترع")]
    two = {**row("members", member=people[0].pk), **row("members", 1, member=people[1].pk)}
    assert of_list(posted(clerk, change(group), "case_form", **two), "members")
    assert posted(clerk, change(group), "case_form", figure_number="2", **two).status_code == 302
    assert group.members.count() == 2


def test_a_group_is_no_member_of_itself_at_any_depth(clerk):
    group, inner = factories.make_case(subject="group"), factories.make_case(subject="group")
    group.members.create(member=inner)
    for member in (group, inner):
        response = posted(
            clerk,
            change(inner),
            "case_form",
            **row("members", member=group.pk if member is inner else inner.pk),
        )
        assert list(errors_of(response)) == ["members-0-member"]


def test_a_member_that_one_may_not_see_cannot_be_chosen(client):
    hidden = factories.make_case()
    group = factories.make_case(by=factories.dora(), subject="group")
    client.force_login(factories.dora())
    response = posted(client, change(group), "case_form", **row("members", member=hidden.pk))
    assert list(errors_of(response)) == ["members-0-member"]


def test_an_identification_needs_a_name_and_shows_it_only_when_asked(clerk):
    case = factories.make_case(person=factories.person(""), show_name=False)
    given = row("identifications", source=factories.source().pk, name_ar="", grade="reported")
    assert list(
        errors_of(
            posted(clerk, change(case), "case_form", **{**given, "identifications-0-said_on": "1/5/2015"})
        )
    ) == ["identifications-0-name_ar"]
    given["identifications-0-name_ar"] = "خالد المخترع"
    assert posted(clerk, change(case), "case_form", **given).status_code == 302
    assert case.identifications.get().show_name is False

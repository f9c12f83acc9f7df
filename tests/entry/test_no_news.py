"""“No news as of today”: one step for one case or several, and the reminder on the desk that asks for it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from records import workflow
from tests.support import factories
from tests.support.forms import read_form

pytestmark = pytest.mark.django_db
URL = "/admin/abductees/case/no-news/"
TODAY = timezone.localdate()


def tell(client, cases, **changes):
    url = f"{URL}?{'&'.join(f'case={case.pk}' for case in cases)}"
    form = read_form(client.get(url).content, "no-news")
    return client.post(url, {**form, "source": factories.source().pk, **changes})


def test_it_adds_a_claim_and_submits(clerk):
    case = factories.make_case(state="released")
    assert 'no-news/"' in clerk.get(f"/admin/abductees/case/{case.pk}/change/").content.decode()
    url = reverse("admin:abductees_case_no_news", args=[case.pk])
    form = read_form(clerk.get(url).content, "no-news")
    assert (
        clerk.post(url, {**form, "source": factories.source("family").pk, "asked": "أخوه"}).status_code == 200
    )
    case.refresh_from_db()
    claim = case.claims.last()
    assert (claim.status, claim.grade, claim.earliest, claim.latest, claim.said_on) == (
        "no_news", "reported", TODAY, TODAY, TODAY,
    )  # fmt: skip
    assert (claim.source.key, claim.note_ar) == ("family", "")
    assert (case.state, case.last_news, case.present_status) == ("submitted", TODAY, "abducted")
    assert "أخوه" in case.notes
    assert case.contributions.last().user == factories.alice()


def test_several_at_once_and_each_that_cannot_be_is_told(clerk):
    free, in_review = factories.make_case(), factories.make_case(state="submitted")
    gaps = factories.make_case(place=None)
    freed = factories.make_case()
    factories.add_status(freed, "released", grade="confirmed")
    withdrawn = factories.make_case(state="withdrawn")
    cases = [free, in_review, gaps, freed, withdrawn]
    items = {item.case.pk: item for item in tell(clerk, cases).context_data["items"]}
    assert items[free.pk].done and not items[free.pk].kept_back
    assert items[gaps.pk].done and items[gaps.pk].kept_back
    for case in (in_review, freed, withdrawn):
        assert not items[case.pk].done and items[case.pk].against
        assert not case.claims.filter(status="no_news").exists()
    assert gaps.claims.filter(status="no_news").exists()


def test_nobody_elses_unfinished_work_is_submitted_along(clerk):
    mine, theirs, both = (
        factories.make_case(),
        factories.make_case(by=factories.dora()),
        factories.make_case(),
    )
    returned = factories.make_case(state="returned")
    workflow.contributed(both, factories.dora())
    cases = [mine, theirs, both, returned]
    items = {item.case.pk: item for item in tell(clerk, cases).context_data["items"]}
    assert all(item.done for item in items.values())
    assert [bool(items[case.pk].kept_back) for case in cases] == [False, True, True, True]
    for case, state in zip(cases, ("submitted", "draft", "draft", "returned"), strict=True):
        case.refresh_from_db()
        assert case.state == state and case.claims.filter(status="no_news").exists()


def test_the_list_leads_to_the_page_with_those_chosen(clerk):
    one, two, _three = factories.make_case(), factories.make_case(), factories.make_case()
    chosen = {"action": "tell_no_news", "_selected_action": [one.pk, two.pk]}
    page = clerk.post("/admin/abductees/case/", chosen, follow=True)
    assert {item.case.pk for item in page.context_data["items"]} == {one.pk, two.pk}


@pytest.mark.parametrize(
    "changes", [{"source": ""}, {"day": "غداً"}, {"day": (TODAY + timedelta(days=1)).isoformat()}]
)
def test_a_fault_of_the_form_writes_nothing(clerk, changes):
    case = factories.make_case()
    assert tell(clerk, [case], **changes).context_data["form"].errors
    assert case.claims.count() == 1


def test_a_day_before_the_abduction_is_refused(clerk):
    case = factories.make_case()
    (item,) = tell(clerk, [case], day="1/1/2014").context_data["items"]
    assert item.against and not item.done and case.claims.count() == 1


def test_the_same_page_sent_twice_adds_one_claim(clerk):
    case = factories.make_case(place=None)  # so that it stays a draft
    form = {
        **read_form(clerk.get(f"{URL}?case={case.pk}").content, "no-news"),
        "source": factories.source().pk,
    }
    for _time in range(2):
        clerk.post(URL, form)
    assert case.claims.filter(status="no_news").count() == 1


def test_who_may_not_see_or_submit_adds_nothing(client):
    case = factories.make_case()
    form = {
        "case": case.pk,
        f"seen-{case.pk}": "0",
        "source": factories.source().pk,
        "day": TODAY.isoformat(),
    }
    for user, status in [(factories.dora(), 404), (factories.erin(), 403), (factories.frank(), 403)]:
        client.force_login(user)
        assert client.post(URL, form).status_code == status
    assert case.claims.count() == 1


def test_the_desk_reminds_of_open_cases_the_longest_silent_first(client, settings):
    settings.CASE_REMINDER_DAYS = 30
    old = factories.make_case()
    never = factories.make_case(status=None)
    older = factories.make_case()
    type(older).objects.filter(pk=older.pk).update(last_news="2013-01-01")
    fresh = factories.make_case()
    factories.add_status(fresh, "sighted", day=TODAY - timedelta(days=29))
    freed = factories.make_case()
    factories.add_status(freed, "released", grade="confirmed")
    factories.make_case(state="rejected"), factories.make_case(state="withdrawn")
    factories.make_incident()
    client.force_login(factories.alice())
    page = client.get("/admin/")
    (section,) = [one for one in page.context["desk"]["sections"] if one["queue"].key == "news"]
    assert [record.pk for record in section["records"]] == [never.pk, older.pk, old.pk]
    assert all(record.line and record.line in page.content.decode() for record in section["records"])
    listed = client.get("/admin/records/record/", {"queue": "news"}).context["cl"]
    assert [record.pk for record in listed.result_list] == [never.pk, older.pk, old.pk]


def test_the_list_of_cases_is_narrowed_by_the_time_without_news(clerk):
    old, fresh, freed = (factories.make_case() for _number in range(3))
    factories.add_status(fresh, "sighted", day=TODAY - timedelta(days=70))
    factories.add_status(freed, "released", grade="confirmed")

    def listed(value):
        return {one.pk for one in clerk.get("/admin/abductees/case/", {"news": value}).context["cl"].queryset}

    assert (listed("1"), listed("3")) == ({old.pk, fresh.pk}, {old.pk})
    assert listed("resolved") == {freed.pk}

"""The desk of a month: who may do what on it, and what each of its acts leaves behind."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from publication import projector
from publication.models import PublishedEdition
from records import outbox, workflow
from reports import drafting
from reports.desk import Desk
from reports.models import Report, Series
from tests.support import factories as make

pytestmark = pytest.mark.django_db

URL = "/admin/reports/report/month/caliphate/2020-12-29/"


@pytest.fixture
def series() -> Series:
    """A released series with an adopted tally of 153 in month 78, of which a source said about 155."""
    series = make.make_series(state="released")
    tally = make.make_tally(
        state="released", figure="153", adopted=True, adoption_reason_ar="رقم المتن", title_ar="قتلى الشهر",
        period_start=date(2020, 12, 29), period_end=date(2021, 1, 28), reported_for=date(2020, 12, 29),
    )  # fmt: skip
    assert tally.live_release is not None
    outbox.drain()
    return series


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(make.carol())
    return client


def act(client: Client, name: str, **fields: Any) -> Any:
    report = Report.objects.first()
    if report is not None:
        fields.setdefault("revision", report.revision)
    return client.post(URL, {"act": name, **fields}, follow=True)


def begun(series: Series) -> Report:
    return drafting.begin(series, date(2020, 12, 29), make.carol())


def taken_on(report: Report) -> Report:
    for warning in Desk(report).open_warnings:
        drafting.take_on(report, warning, "السبب", make.carol())
    return report


def published(report: Report) -> Report:
    workflow.move(report, "submit", make.carol())
    workflow.move(report, "verify", make.bob())
    workflow.move(report, "release", make.carol(), acknowledged=[])
    outbox.drain()
    return report


def test_the_months_are_listed_with_how_far_their_reports_are(series: Series, editor: Client) -> None:
    assert URL in editor.get("/admin/reports/report/").content.decode()


def test_a_month_without_data_says_so_and_begins_no_report(series: Series, editor: Client) -> None:
    other = "/admin/reports/report/month/caliphate/2021-01-29/"
    assert editor.get(other).status_code == 200
    editor.post(other, {"act": "begin"})
    assert not Report.objects.exists()


@pytest.mark.parametrize("start", ["2020-12-30", "heute", "2013-01-01"])
def test_an_address_that_is_no_month_is_not_found(series: Series, editor: Client, start: str) -> None:
    assert editor.get(f"/admin/reports/report/month/caliphate/{start}/").status_code == 404


def test_a_draft_holds_text_in_both_languages_and_the_figures_that_it_was_made_from(
    series: Series, editor: Client
) -> None:
    act(editor, "begin")
    report = Report.objects.get()
    assert "153" in report.title_ar
    assert all(section.body_ar and section.body_en for section in report.sections.all())
    assert report.figures == Desk(report).now
    assert report.state == "draft"


def test_beginning_twice_keeps_the_first(series: Series, editor: Client) -> None:
    first = begun(series)
    assert act(editor, "begin").status_code == 404
    assert Report.objects.get().pk == first.pk


def test_a_fresh_draft_agrees_with_its_figures(series: Series) -> None:
    assert Desk(begun(series)).flags == []


def test_it_cannot_be_submitted_while_a_warning_is_open(series: Series) -> None:
    make.make_tally(
        state="released", figure="81", title_ar="حصيلة لم تُعتمد", period_start=date(2020, 12, 29),
        period_end=date(2021, 1, 28), reported_for=date(2020, 12, 29),
    )  # fmt: skip
    outbox.drain()
    report = begun(series)
    assert [warning.kind for warning in Desk(report).open_warnings] == ["unadopted"]
    with pytest.raises(workflow.Refused):
        workflow.move(report, "submit", make.carol())
    workflow.move(taken_on(report), "submit", make.carol())
    assert report.state == "submitted"


def test_taking_a_warning_on_needs_a_reason_and_keeps_who_gave_it(series: Series, editor: Client) -> None:
    make.make_tally(state="released", figure="81", period_start=date(2020, 12, 29), period_end=date(2021, 1, 28),
                    reported_for=date(2020, 12, 29))  # fmt: skip
    outbox.drain()
    report = begun(series)
    (warning,) = Desk(report).open_warnings
    act(editor, "take_on", warning=warning.key, reason="  ")
    assert not report.acknowledgements.exists()
    act(editor, "take_on", warning=warning.key, reason="تُعرض كما وردت")
    taken = report.acknowledgements.get()
    assert (taken.reason, taken.taken_by) == ("تُعرض كما وردت", make.carol())
    act(editor, "give_back", warning=warning.key)
    assert not report.acknowledgements.exists()


def test_a_figure_that_changed_after_editing_is_flagged_and_not_rewritten(series: Series) -> None:
    from incidents.models import Tally

    report = begun(series)
    before = [section.body_ar for section in report.sections.all()]
    tally = Tally.objects.get()
    tally.figure = type(tally.figure).exact(155)
    tally.save()
    workflow.contributed(tally, make.alice())
    workflow.move(tally, "submit", make.alice())
    workflow.move(tally, "verify", make.bob())
    workflow.move(tally, "release", make.carol())
    outbox.drain()
    desk = Desk(report)
    assert [section.body_ar for section in report.sections.all()] == before
    assert [(change.before["figure"]["best"], change.after["figure"]["best"]) for change in desk.since_saved] == [
        (153, 155)
    ]  # fmt: skip
    assert {flag.kind for flag in desk.flags} == {"changed", "headline"}
    assert desk.problems()
    drafting.keep_figures(report)
    assert {flag.kind for flag in Desk(report).flags} == {"changed", "headline"}


def test_the_headline_says_another_claim_only_once_an_editor_chose_it(series: Series, editor: Client) -> None:
    from incidents.models import Tally

    tally = Tally.objects.get()
    make.in_sql("SELECT 1")
    claim = tally.claims.model(tally=tally, source=make.source("other"))
    claim.figure = type(tally.figure).about(155)
    claim.save()
    workflow.contributed(tally, make.alice())
    for step, who in (("submit", make.alice()), ("verify", make.bob()), ("release", make.carol())):
        workflow.move(tally, step, who)
    outbox.drain()
    report = begun(series)
    assert "155" not in report.title_ar
    slug, claims = (
        tally.public_id,
        [other["claim"] for other in Desk(report).now["areas"][0]["figures"][0]["others"]],
    )
    act(editor, "claim", figure=slug, claim="99")
    assert Report.objects.get().headline_claims == {}
    act(editor, "claim", figure=slug, claim=str(claims[0]))
    act(editor, "redraft")
    report.refresh_from_db()
    assert "نحو 155" in report.title_ar
    assert "153" not in report.title_ar
    assert [flag.kind for flag in Desk(report).flags] == []


def test_of_two_people_who_act_on_one_report_the_second_is_told(series: Series, editor: Client) -> None:
    report = begun(series)
    answer = act(editor, "redraft", revision=report.revision + 5)
    assert "الأثناء" in answer.content.decode() or "meantime" in answer.content.decode()
    report.refresh_from_db()
    assert report.contributions.count() == 1


def test_a_second_person_verifies_it(series: Series) -> None:
    report = taken_on(begun(series))
    workflow.move(report, "submit", make.carol())
    with pytest.raises(workflow.Refused):
        workflow.move(report, "verify", make.make_user("carol2", "editor"))
    workflow.move(report, "verify", make.bob())
    assert report.state == "verified"


def test_publishing_freezes_text_figures_and_files_as_edition_1(series: Series) -> None:
    report = published(taken_on(begun(series)))
    edition = PublishedEdition.objects.get()
    assert (edition.number, edition.report_id) == (1, report.public_id)
    assert edition.content["figures"] == report.figures
    assert set(edition.content["files"]) == {
        "report-ar.pdf", "report-en.pdf", "infographic-ar.png", "infographic-en.png", "infographic-ar.svg",
        "infographic-en.svg",
    }  # fmt: skip
    assert {file.name for file in edition.files.all()} == set(edition.content["files"])
    assert "acknowledgements" not in edition.content or edition.content["acknowledgements"] in ([], [{}])
    assert "السبب" not in str(edition.content)


def test_a_correction_makes_edition_2_and_the_first_stays(series: Series) -> None:
    report = published(taken_on(begun(series)))
    before = PublishedEdition.objects.get().content
    drafting.redraft(report, make.carol())
    report.sections.all().first().delete()
    workflow.contributed(report, make.carol())
    workflow.move(report, "submit", make.carol())
    workflow.move(report, "verify", make.bob())
    workflow.move(report, "release", make.carol(), note_ar="حُذف مقطع مكرر")
    outbox.drain()
    assert [edition.number for edition in PublishedEdition.objects.order_by("number")] == [1, 2]
    assert PublishedEdition.objects.get(number=1).content == before
    assert PublishedEdition.objects.get(number=2).note_ar == "حُذف مقطع مكرر"


def test_a_rebuild_gives_the_same_editions_and_the_same_bytes(series: Series) -> None:
    published(taken_on(begun(series)))
    files = {file.name: bytes(file.content) for file in PublishedEdition.objects.get().files.all()}
    outbox.rebuild()
    assert {file.name: bytes(file.content) for file in PublishedEdition.objects.get().files.all()} == files
    assert projector.settle() == 0


def test_withdrawing_a_report_takes_every_edition_away(series: Series) -> None:
    report = published(taken_on(begun(series)))
    workflow.move(report, "withdraw", make.carol(), reason="doubt")
    outbox.drain()
    assert not PublishedEdition.objects.exists()


@pytest.mark.parametrize("who", [make.alice, make.bob, make.erin])
def test_others_read_the_desk_and_do_nothing_on_it(series: Series, who: Any) -> None:
    client = Client()
    client.force_login(who())
    assert client.get(URL).status_code == 200
    assert client.post(URL, {"act": "begin"}).status_code == 403
    assert not Report.objects.exists()


@pytest.mark.parametrize("who", [make.dora, make.frank])
def test_correspondents_and_administrators_do_not_see_it(series: Series, who: Any) -> None:
    client = Client()
    client.force_login(who())
    assert client.get(URL).status_code == 403
    assert client.get("/admin/reports/report/").status_code == 403

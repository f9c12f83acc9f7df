"""A month's report in a browser, in Arabic: desk, warning, text, publication, a corrected record, a second edition."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from records import outbox, workflow
from reports.models import Report
from tests.browser.desk import Desk
from tests.support.factories import alice, bob, carol, make_incident, make_tally

DESK = "/admin/reports/report/month/caliphate/2020-12-29/"
PUBLIC = "/summaries/caliphate/78/"
NOTE = "صُحّح عدد قتلى الشهر بعد تصحيح حصيلته."
MONTH = {
    "period_start": date(2020, 12, 29), "period_end": date(2021, 1, 28), "reported_for": date(2020, 12, 29),
}  # fmt: skip


def take_on_all(desk: Desk, reason: str) -> int:
    """Every open warning of the desk with one reason; how many there were."""
    count = 0
    desk.page.goto(DESK)
    while desk.page.locator(".warning__form").count():
        form = desk.page.locator(".warning__form").first
        form.locator("input[name=reason]").fill(reason)
        with desk.page.expect_navigation():
            form.locator("button").click()
        count += 1
    return count


def publish(editor: Desk, verifier: Desk, report: Report, note: str = "") -> None:
    editor.open_review(report)
    editor.step("submit")
    verifier.open_review(report)
    verifier.step("verify")
    editor.release(report, note=note)
    outbox.drain()


@pytest.mark.walk
def test_from_the_desk_of_a_month_to_a_second_edition(at_desk: Callable[[str], Desk], page: Page) -> None:
    editor, verifier = at_desk("editor"), at_desk("verifier")
    make_incident(state="released", title_ar="كمين على طريق الاختبار")
    tally = make_tally(
        state="released",
        figure="153",
        adopted=True,
        adoption_reason_ar="رقم المتن",
        title_ar="قتلى الشهر",
        **MONTH,
    )
    make_tally(state="released", figure="81", title_ar="حصيلة لم تُعتمد", **MONTH)
    outbox.drain()

    # The desk shows the figures and what is wrong with them; a draft is made from them.
    editor.page.goto("/admin/reports/report/")
    editor.page.click(f"a[href='{DESK}']")
    expect(editor.page.locator("#warnings")).to_contain_text("حصيلة لم تُعتمد")
    editor.page.click("button[value=begin]")
    expect(editor.page.locator("#id_title_ar")).to_have_value(re.compile("153"))

    # It does not go out while a warning is open.
    report = Report.objects.get()
    editor.open_review(report)
    editor.step("submit")
    report.refresh_from_db()
    assert report.state == "draft"
    assert take_on_all(editor, "تُعرض كما وردت ولا تُحتسب.") >= 1

    # The editor writes into the text; her words stay, and so do the figures in them.
    editor.page.goto(f"/admin/reports/report/{report.pk}/change/")
    body = editor.page.locator("#id_sections-0-body_ar")
    body.fill(body.input_value() + "\n\nجملة كتبتها المحررة.")
    with editor.page.expect_navigation():
        editor.page.click("input[name=_save]")
    publish(editor, verifier, report)

    page.goto(PUBLIC)
    expect(page.locator("main")).to_contain_text("جملة كتبتها المحررة.")
    picture = page.locator("img[src*='infographic']").first
    assert picture.evaluate("image => image.naturalWidth") == 1080
    assert page.request.get(f"{PUBLIC}report.pdf").body().startswith(b"%PDF")

    # A record is corrected: the edition stays, the live figure moves, the desk flags the text.
    tally.figure = type(tally.figure).exact(155)
    tally.save()
    workflow.contributed(tally, alice())
    for step, who in (("submit", alice()), ("verify", bob()), ("release", carol())):
        workflow.move(tally, step, who)
    outbox.drain()
    page.goto(f"{PUBLIC}editions/1/")
    expect(page.locator("main")).to_contain_text("153")
    editor.page.goto(DESK)
    expect(editor.page.locator("#late")).to_contain_text("155")
    expect(editor.page.locator("#warnings")).to_contain_text("153")

    # Drafted anew, reviewed by a second person, published with its note.
    editor.page.locator("details summary").first.click()
    with editor.page.expect_navigation():
        editor.page.click("button[value=redraft]")
    take_on_all(editor, "راجعته المحررة.")
    publish(editor, verifier, report, note=NOTE)
    page.goto(PUBLIC)
    expect(page.locator("main")).to_contain_text("155")
    page.goto(f"{PUBLIC}editions/2/")
    expect(page.locator("main")).to_contain_text(NOTE)
    expect(page.locator("main")).to_contain_text("153")
    page.goto("/corrections/")
    expect(page.locator("main")).to_contain_text(NOTE)

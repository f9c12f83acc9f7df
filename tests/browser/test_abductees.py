"""The abducted in a browser, in Arabic: from a family's call to a public page; withheld names; rival sources."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from abductees.models import Case
from publication.models import PublishedCase
from records import outbox
from tests.browser.desk import Desk
from tests.support.case_factories import add_status, make_case
from tests.support.factories import advance, alice, person, source

NAME = "سالم المخترع"


def call_of_a_family(desk: Desk, **typed: str) -> None:
    """A case as told on the telephone, saved and submitted."""
    page = desk.page
    page.goto("/admin/abductees/case/add/")
    page.fill("#id_name_ar", NAME)
    page.fill("#id_called_ar", "سائق من الرقة")
    page.fill("#id_earliest", typed.get("day", "٢٩/٧/٢٠١٣"))
    desk.choose("place", "ديرالزور", "دير الزور")
    page.fill("#id_circumstances_ar", "أوقفه مسلحون على حاجز.")
    desk.choose("holders", "الدوله", "تنظيم الدولة")
    page.select_option("#id_holder_certainty", "suspected")
    page.select_option("#id_claims-0-status", "abducted")
    page.fill("#id_claims-0-earliest", typed.get("day", "٢٩/٧/٢٠١٣"))
    desk.choose("claims-0-source", "ألف", "مرصد ألف")
    page.select_option("#id_basis", "family")
    page.fill("#id_basis_note", "وافق أخوه هاتفياً")


def verified_and_released(verifier: Desk, editor: Desk, case: Case) -> None:
    verifier.open_review(case)
    verifier.step("verify")
    editor.release(case)
    outbox.drain()


def test_from_a_familys_call_to_a_public_page(at_desk: Callable[[str], Desk], page: Page) -> None:
    clerk, verifier, editor = at_desk("clerk"), at_desk("verifier"), at_desk("editor")
    call_of_a_family(clerk)
    clerk.page.check("#id_show_name")
    clerk.page.fill("#id_agreed", "أخوه، هاتفياً")
    clerk.submit()
    case = Case.objects.get()
    assert (str(case.earliest), case.claims.get().status, case.basis_by) == (
        "2013-07-29",
        "abducted",
        "alice",
    )

    address = f"/abductees/{case.public_id}/"
    assert page.goto(address).status == 404
    verifier.open_review(case)
    verifier.sees(NAME)
    verifier.step("verify")
    editor.page.goto(f"/admin/records/record/{case.pk}/release/")
    preview = editor.page.frame_locator("iframe.preview__frame")
    expect(preview.locator("h1")).to_contain_text(NAME)
    editor.release(case)

    assert page.goto(address).status == 200
    expect(page.locator("h1")).to_have_text(NAME)
    body = page.locator("body")
    expect(body).to_contain_text("29 تموز/يوليو 2013")
    expect(body).to_contain_text("سنة")  # how long, in Arabic
    expect(page.locator(".status-line__item")).to_have_count(1)
    page.goto("/abductees/?q=سالم المخترع")
    expect(page.locator(".entry__title")).to_have_text(NAME)
    page.goto("/summaries/caliphate/78/")
    expect(page.locator("#abducted")).to_contain_text(NAME)


def test_a_withheld_name_shows_nowhere(at_desk: Callable[[str], Desk], page: Page) -> None:
    clerk, verifier, editor = at_desk("clerk"), at_desk("verifier"), at_desk("editor")
    call_of_a_family(clerk)
    clerk.submit()
    case = Case.objects.get()
    verified_and_released(verifier, editor, case)
    for address in ("/abductees/", f"/abductees/{case.public_id}/", "/summaries/caliphate/78/", "/"):
        page.goto(address)
        expect(page.locator("body")).not_to_contain_text(NAME)
        assert NAME not in page.content(), address
    page.goto(f"/abductees/{case.public_id}/")
    expect(page.locator("h1")).to_have_text("سائق من الرقة")
    page.goto(f"/abductees/?q={NAME}")
    expect(page.locator(".entry")).to_have_count(0)
    expect(page.locator(".empty")).to_be_visible()


def test_a_decision_to_withhold_holds_at_once(at_desk: Callable[[str], Desk], page: Page) -> None:
    case = advance(
        make_case(person=person(NAME, name_decision="released", decision_reason="أخوه")), "released"
    )
    outbox.drain()
    page.goto(f"/abductees/{case.public_id}/")
    expect(page.locator("h1")).to_have_text(NAME)

    editor = at_desk("editor")
    editor.page.goto(f"/admin/records/person/{case.person_id}/change/")
    editor.page.select_option("#id_name_decision", "withheld")
    editor.page.fill("#id_decision_reason", "طلبت العائلة الحجب")
    editor.save()
    expect(editor.page.locator("#id_confirm_effect")).to_be_visible()  # first it says what will happen
    page.goto(f"/abductees/{case.public_id}/")
    expect(page.locator("h1")).to_have_text(NAME)
    editor.page.check("#id_confirm_effect")
    editor.save()
    page.goto(f"/abductees/{case.public_id}/")
    expect(page.locator("h1")).to_have_text("سائق")
    assert NAME not in page.content()


def test_sources_that_disagree_stand_side_by_side(at_desk: Callable[[str], Desk], page: Page) -> None:
    case = make_case(person=person(NAME, name_decision="released", decision_reason="أخوه"))
    add_status(case, "reported_killed", day="2015-01-10", source=source("second"), show_source=True)
    add_status(case, "sighted", day="2016-03-05", source=source("third"), show_source=True)
    advance(case, "released")
    outbox.drain()
    assert PublishedCase.objects.get().is_contested
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"/abductees/{case.public_id}/")
    expect(page.locator(".badge--contested").first).to_be_visible()
    rows = page.locator(".status-line__item")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_contain_text("مصدر second")
    expect(rows.nth(2)).to_contain_text("مصدر third")
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_no_news_is_told_in_one_step(at_desk: Callable[[str], Desk]) -> None:
    case = make_case(by=alice())
    clerk = at_desk("clerk")
    clerk.page.goto(f"/admin/abductees/case/{case.pk}/no-news/")
    clerk.choose("source", "ألف", "مرصد ألف")
    with clerk.page.expect_navigation():
        clerk.page.locator("#content-main [type=submit]").first.click()
    case.refresh_from_db()
    assert case.claims.filter(status="no_news").count() == 1
    assert case.state == "submitted"

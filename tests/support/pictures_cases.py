"""The pictures of the abducted: the forms of staff with one invented case, and the public pages of the sample."""

from typing import TYPE_CHECKING

from playwright.sync_api import Page

from abductees.models import Case
from publication.models import PublishedCase
from tests.browser.desk import Desk

if TYPE_CHECKING:
    from tests.support.pictures import Walk

NAME = "شخص تجريبي"
CALLED = "سائق (حالة تجريبية)"
SOURCE = "مراسل تجريبي"
DAY = "5/1/2021"
#: The last row that the picture of a case shows: somebody saw him after others told of his death.
CONTRADICTED = ".status-line__item:nth-child(6)"
#: The part of the form that says what may be shown.
SHOWN = ".after-lines:not(.collapse)"
#: What only the confidential file may hold: its kind and its text.
ENTRIES = (
    ("family_contact", "بند تجريبي: رقم هاتف لا وجود له، 000000. يُتّصل مساءً فقط."),
    ("detention_place", "بند تجريبي: مكان مختلَق، بحسب متصل مختلَق."),
)


def public(walk: "Walk", reader: Page, phone: Page) -> None:
    case = PublishedCase.objects.get(title_ar__contains="باولو")
    reader.goto(f"/abductees/{case.public_id}/")
    walk.take(reader, "case-page", end=CONTRADICTED, most=1700)
    phone.goto("/abductees/")
    walk.take(phone, "abductees-phone", most=1500)


def staff(walk: "Walk", clerk: Desk, editor: Desk) -> None:
    """A family's call, what of it belongs into the confidential file, and a later call without news."""
    enter(clerk)
    walk.take(clerk.page, "case-form", end="#claims-0 .field-note_ar", most=1900)
    walk.take(clerk.page, "case-shown", start=SHOWN, end=SHOWN)
    clerk.save()
    case = Case.objects.get(called_ar=CALLED)
    no_news(walk, clerk, case)
    seal(clerk.page, case)
    read(editor.page, case)
    walk.take(editor.page, "confidential", end=".vault-readings", most=1700)


def enter(clerk: Desk) -> None:
    page = clerk.page
    page.goto("/admin/abductees/case/add/")
    page.fill("#id_name_ar", NAME)
    page.fill("#id_called_ar", CALLED)
    page.select_option("#id_sex", "male")
    page.fill("#id_earliest", DAY)
    clerk.choose("place", "ديرالزور", "دير الزور")
    page.fill("#id_circumstances_ar", "رواية تجريبية: أوقفه مسلحون على حاجز، بحسب المتصل.")
    clerk.choose("holders", "الدوله", "تنظيم")
    page.select_option("#id_holder_certainty", "suspected")
    page.select_option("#id_claims-0-status", "abducted")
    page.fill("#id_claims-0-earliest", DAY)
    clerk.choose("claims-0-source", SOURCE, SOURCE)
    page.fill("#id_claims-0-said_on", "12/1/2021")
    page.fill("#id_claims-0-note_ar", "يقول أخوه إن مسلحين أوقفوه على حاجز (رواية تجريبية).")
    page.select_option("#id_basis", "family")
    page.fill("#id_basis_on", "12/1/2021")
    page.fill("#id_basis_note", "وافق أخوه هاتفياً على نشر الحالة بلا اسم (تجريبي).")
    page.wait_for_selector("#earliest-hint:not(:empty)")
    page.wait_for_selector("[data-autosave][data-state=saved]")


def no_news(walk: "Walk", clerk: Desk, case: Case) -> None:
    """Filled in and not sent."""
    clerk.page.goto(f"/admin/abductees/case/{case.pk}/no-news/")
    clerk.choose("source", SOURCE, SOURCE)
    clerk.page.fill("#id_asked", "أخوه، هاتفياً (تجريبي)")
    walk.take(clerk.page, "no-news", most=700)


def seal(page: Page, case: Case) -> None:
    for kind, text in ENTRIES:
        page.goto(f"/admin/records/record/{case.pk}/confidential/")
        page.select_option("#vault-kind", kind)
        page.fill("#vault-text", text)
        with page.expect_navigation():
            page.click("#write input[type=submit]")


def read(page: Page, case: Case) -> None:
    """The first entry, for a purpose."""
    page.goto(f"/admin/records/record/{case.pk}/confidential/")
    form = page.locator("form.vault-read").first
    form.locator("input[name=purpose]").fill("للاتصال بالعائلة قبل النشر (تجريبي)")
    with page.expect_navigation():
        form.locator("button").click()

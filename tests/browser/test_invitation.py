"""Two administrators invite someone; she sets a password that neither knows, signs in and reads who decided it."""

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from monitor.models import User
from tests.browser.desk import Desk
from tests.support.accounts import gina
from tests.support.factories import frank

PASS = "عبارة مرور طويلة لها وحدها"


def looked_at(page: Page, name: str, axe: bool = True) -> None:
    """Nothing serious for those who use a keyboard or a screen reader; a picture where PICTURES names a folder."""
    # What was just clicked may still be on its way.
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name} is too wide"
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True, caret="initial")
    if not axe:
        return
    # Preloading copies the stylesheets that others import into the page, which the content security policy refuses.
    found = Axe().run(page, options={"preload": False}).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


@pytest.fixture
def desks(transactional_db: None, new_context: Any) -> tuple[Desk, Desk]:
    """frank and gina, each in a browser of their own."""
    found = []
    for user in (frank(), gina()):
        desk = Desk(new_context().new_page())
        desk.sign_in(user.username)
        found.append(desk)
    return found[0], found[1]


def test_from_the_request_to_the_notice(desks: tuple[Desk, Desk], new_context: Any) -> None:
    asking, granting = desks
    page = asking.page
    looked_at(page, "desk-of-an-administrator", axe=False)
    page.get_by_role("link", name="دعوة شخص").click()
    page.fill("#id_username", "رمزية-7")
    page.check("input[value=clerk]")
    page.fill("#id_reason", "زميلة جديدة لإدخال البيانات، نعرفها من قبل.")
    looked_at(page, "ask")
    page.get_by_role("button", name="إرسال الطلب").click()
    asking.sees("بانتظار مدير نظام ثانٍ")
    expect(page.get_by_role("button", name="الموافقة عليه")).to_have_count(0)

    page = granting.page
    page.goto("/admin/")
    looked_at(page, "desk-with-a-request", axe=False)
    page.get_by_role("link", name="اقرأه وبُتّ فيه").click()
    looked_at(page, "request-to-decide")
    page.check("#certain")
    page.get_by_role("button", name="الموافقة عليه").click()
    page.get_by_role("button", name="صنع الرابط").click()
    looked_at(page, "request-with-link")
    link = page.input_value("#the-link")

    holder = new_context().new_page()
    asked: list[str] = []
    holder.on("request", lambda request: asked.append(f"{request.url} {request.headers} {request.method}"))
    holder.goto(link)
    expect(holder.locator("#id_code")).to_have_value(link.partition("#")[2])
    assert "#" not in holder.url
    looked_at(holder, "invitation")
    holder.get_by_role("button", name="متابعة").click()
    expect(holder.locator(".account-name")).to_have_text("رمزية-7")
    looked_at(holder, "invitation-password")
    holder.fill("#id_new_password1", PASS)
    holder.fill("#id_new_password2", PASS)
    holder.get_by_role("button", name="تعيين كلمة المرور").click()
    expect(holder.locator("body")).to_contain_text("عُيّنت كلمة المرور")
    looked_at(holder, "invitation-done", axe=False)
    assert not [line for line in asked if link.partition("#")[2] in line], "the code went out in an address"

    desk = Desk(holder)
    desk.sign_in("رمزية-7", PASS)
    for word in ("frank", "gina", "مُدخِل بيانات"):
        desk.sees(word)
    looked_at(holder, "desk-with-a-notice")
    holder.get_by_role("button", name="قرأته").click()
    desk.does_not_see("بشأن حسابك")

    again = new_context().new_page()
    again.goto(link)
    again.get_by_role("button", name="متابعة").click()
    expect(again.locator("body")).to_contain_text("هذا الرابط لا يفتح شيئاً")
    looked_at(again, "invitation-dead", axe=False)


def test_the_page_of_an_account_and_its_shutting(desks: tuple[Desk, Desk]) -> None:
    first, _second = desks
    page = first.page
    page.goto("/admin/monitor/user/")
    looked_at(page, "accounts", axe=False)
    page.get_by_role("link", name="gina").click()
    looked_at(page, "account")
    page.get_by_role("link", name="إغلاقه الآن").click()
    looked_at(page, "shut")
    page.get_by_role("button", name="إغلاق الحساب").click()
    first.sees("أُغلق حساب gina")
    assert not User.objects.get(username="gina").is_active

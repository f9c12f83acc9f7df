"""The second step at a real browser, in Arabic: an app, recovery codes, a passkey, sessions; and axe on every page."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from cryptography.fernet import Fernet
from playwright.sync_api import Page, expect

from tests.accounts.steps import code_of, stop_the_clock, wrong_code
from tests.browser.desk import Desk
from tests.support.factories import PASSWORD, alice

CODE, OVERVIEW, DESK = (
    re.compile("/admin/login/code/$"),
    re.compile("/admin/security/"),
    re.compile("/admin/$"),
)
WIDTHS = ((390, "dark"), (1280, "light"))
#: What Django's styles import axe would fetch and put on the page itself, which the policy forbids, as it should.
NO_STYLES = {"preload": False}


@pytest.fixture(autouse=True)
def _required(settings: Any, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> None:
    stop_the_clock(monkeypatch)
    settings.VAULT_KEYS = [Fernet.generate_key().decode()]
    settings.SECOND_FACTOR_REQUIRED = True
    alice()


@pytest.fixture
def check() -> Callable[[Page, str], None]:
    """Look at the page as it is, on a telephone in the dark and on a desk."""

    def look(page: Page, name: str) -> None:
        for width, scheme in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            # A colour on its way from one scheme to the other is in neither.
            page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
            found = [
                f"{one['id']}: {one['nodes'][0]['html'][:120]}"
                for one in Axe().run(page, options=NO_STYLES).response["violations"]
                if one["impact"] in {"serious", "critical"}
            ]
            assert not found, f"{name} at {width}: {found}"
            assert page.evaluate(
                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            )

    return look


def password(page: Page) -> None:
    page.goto("/admin/")
    page.fill("#id_username", "alice")
    page.fill("#id_password", PASSWORD)
    page.click("#login-form [type=submit]")


def confirm_by_password(page: Page) -> None:
    page.fill("#id_password", PASSWORD)
    page.click(".security-part [type=submit]")


def code(page: Page, typed: str) -> None:
    page.fill("#id_code", typed)
    page.click("form:has(#id_code) [type=submit]")


def sign_out(page: Page) -> None:
    page.click("#logout-form button")


def test_an_app_from_its_picture_to_its_recovery_codes(
    page: Page, check: Callable[[Page, str], None]
) -> None:
    page.goto("/admin/")
    check(page, "door")
    password(page)
    expect(page).to_have_url(OVERVIEW)
    check(page, "nothing-yet")
    page.get_by_role("link", name="إعداد تطبيق", exact=True).click()
    check(page, "confirm-password")
    confirm_by_password(page)
    assert page.locator(".security-picture").evaluate("image => image.complete && image.naturalWidth > 0")
    check(page, "app")
    secret = page.locator("#app-secret").inner_text()
    code(page, wrong_code(secret))
    expect(page.get_by_role("alert")).to_contain_text("الرمز غير صحيح")
    assert page.locator("#app-secret").inner_text() == secret
    code(page, code_of(secret, steps=-1))
    expect(page).to_have_url(re.compile("/admin/security/codes/$"))
    codes = page.locator(".security-codes code").all_inner_texts()
    assert len(codes) == 10
    check(page, "codes")
    page.get_by_role("link", name="كتبتُها").click()
    check(page, "overview")

    sign_out(page)
    password(page)
    expect(page).to_have_url(CODE)
    check(page, "code")
    code(page, wrong_code(secret))
    expect(page.get_by_role("alert")).to_contain_text("الرمز غير صحيح")
    check(page, "code-wrong")
    code(page, code_of(secret))
    expect(page).to_have_url(DESK)

    sign_out(page)
    password(page)
    code(page, codes[0])
    expect(page).to_have_url(DESK)
    page.get_by_role("link", name="أمان الحساب").click()
    expect(page.locator("#content")).to_contain_text("بقيت 9 رموز")
    page.get_by_role("link", name="إزالة التطبيق").click()
    check(page, "confirm-code")
    code(page, codes[1])
    check(page, "app-remove")
    page.get_by_role("button", name="إزالة التطبيق").click()
    expect(page.get_by_role("link", name="إعداد تطبيق", exact=True)).to_be_visible()


def passkeys(page: Page) -> Any:
    """A telephone with a fingerprint, as Chromium plays it."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    added = devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devices, added["authenticatorId"]


def test_a_passkey_as_the_second_step_and_alone(page: Page, check: Callable[[Page, str], None]) -> None:
    devices, device = passkeys(page)
    password(page)
    page.get_by_role("link", name="إضافة مفتاح مرور").click()
    confirm_by_password(page)
    page.fill("#id_name", "هاتفي")
    check(page, "passkey-add")
    page.click("#passkey-button")
    expect(page).to_have_url(re.compile("/admin/security/codes/$"))
    assert len(devices.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]) == 1
    page.get_by_role("link", name="كتبتُها").click()
    check(page, "overview-passkey")

    sign_out(page)
    password(page)
    expect(page).to_have_url(CODE)
    check(page, "code-passkey")
    page.click("#passkey-button")
    expect(page).to_have_url(DESK)

    sign_out(page)
    page.goto("/admin/")
    page.click("#passkey-button")
    expect(page).to_have_url(DESK)

    page.get_by_role("link", name="أمان الحساب").click()
    page.get_by_role("link", name="إزالة هاتفي").click()
    page.get_by_role("link", name="استعمال مفتاح مرور").click()
    check(page, "confirm-passkey")
    page.click("#passkey-button")
    expect(page.locator("#content")).to_contain_text("لا يُدخلك مفتاح المرور")
    check(page, "passkey-remove")
    page.get_by_role("button", name="إزالة المفتاح").click()
    expect(page.locator("#content")).to_contain_text("ليس لحسابك سوى كلمة مرور")


def test_a_passkey_that_does_not_know_the_finger_is_said_on_the_page(page: Page) -> None:
    devices, device = passkeys(page)
    devices.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.goto("/admin/")
    page.click("#passkey-button")
    expect(page.locator("#passkey-trouble")).to_be_visible()


def test_sessions_are_listed_and_ended(
    new_context: Any, settings: Any, check: Callable[[Page, str], None]
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    desks = [Desk(new_context().new_page()) for _one in range(2)]
    for desk in desks:
        desk.sign_in("alice")
    here, there = (desk.page for desk in desks)
    expect(here.locator(".record-notice--warning")).to_contain_text("ليس لحسابك سوى كلمة مرور")
    here.get_by_role("link", name="أمان الحساب").click()
    expect(here.locator("#sessions li")).to_have_count(2)
    check(here, "sessions")
    here.get_by_role("button", name="إنهاء", exact=True).click()
    expect(here.locator("#sessions li")).to_have_count(1)
    there.goto("/admin/")
    expect(there.locator("#login-form")).to_be_visible()

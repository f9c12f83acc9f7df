"""A page that was left open says nothing any more once its session may be idle no longer; one in use stays."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.support.factories import alice, make_incident

IDLE = settings.SESSION_IDLE_MINUTES * 60 * 1000
TITLE = "حدث تُرك مفتوحاً"


def left_open(desk: Desk) -> Any:
    """A page of a record, with a clock of the test's own."""
    record = make_incident(title_ar=TITLE)
    desk.page.clock.install()
    desk.page.goto(f"/admin/incidents/incident/{record.pk}/change/")
    expect(desk.page.locator("#id_title_ar")).to_have_value(TITLE)
    return desk.page


def test_it_empties_itself_and_asks_to_sign_in(at_desk: Callable[[str], Desk]) -> None:
    page = left_open(at_desk("clerk"))
    alice().end_sessions()  # the server's clock is another one: there the session is over
    page.clock.fast_forward(IDLE - 60_000)
    expect(page.locator("#id_title_ar")).to_have_value(TITLE)
    page.clock.fast_forward(120_000)
    expect(page.locator("#id_username")).to_be_visible()
    assert TITLE not in page.content()


def test_without_a_network_it_is_empty_all_the_same(at_desk: Callable[[str], Desk]) -> None:
    page = left_open(at_desk("clerk"))
    page.context.set_offline(True)
    page.clock.fast_forward(IDLE + 60_000)
    expect(page.locator("#id_title_ar")).to_have_count(0)
    assert TITLE not in page.content()


def test_one_that_is_used_stays(at_desk: Callable[[str], Desk]) -> None:
    page = left_open(at_desk("clerk"))
    for _time in range(3):
        page.clock.fast_forward(IDLE // 2)
        page.locator("#id_title_ar").press("End")
    expect(page.locator("#id_title_ar")).to_have_value(TITLE)
    page.clock.fast_forward(IDLE // 2)
    expect(page.locator("#id_title_ar")).to_have_value(TITLE)


def test_the_page_of_signing_in_and_public_pages_wait_for_nobody(page: Any) -> None:
    for address in ("/admin/login/", "/methodology/"):
        page.goto(address)
        assert page.locator("script[src*=left-alone]").count() == 0

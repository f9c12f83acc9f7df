"""What a member of staff does in the browser, in their words."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.support.factories import PASSWORD


class Desk:
    """One person at the staff site."""

    def __init__(self, page: Page):
        self.page = page

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        self.page.goto("/admin/")
        self.page.fill("#id_username", username)
        self.page.fill("#id_password", password)
        self.page.click("#login-form [type=submit]")
        expect(self.page.locator("#user-tools")).to_be_visible()

    # The entry form ------------------------------------------------------------------------------------------

    def choose(self, field: str, typed: str, wanted: str) -> None:
        """Type into an autocomplete and take what it offers."""
        box = self.page.locator(f"#id_{field} + .select2 .select2-selection")
        box.click()
        self.page.locator(".select2-container--open .select2-search__field").first.fill(typed)
        self.page.locator(".select2-results__option", has_text=wanted).first.click()

    def fill_incident(self, **typed: str) -> None:
        """An incident as told on the telephone; `typed` overrides fields by id."""
        page = self.page
        page.goto("/admin/incidents/incident/add/")
        page.fill("#id_start", typed.get("start", "٣٠/١٢/٢٠٢٠"))
        self.choose("place", "ديرالزور", "دير الزور")
        self.choose("area", "النظام", "مناطق النظام")
        page.select_option("#id_type", "ambush")
        self.choose("perpetrators", "الدوله", "تنظيم الدولة")
        page.select_option("#id_perpetrator_certainty", "known")
        page.fill("#id_title_ar", typed.get("title_ar", "كمين لحافلة قرب دير الزور"))
        page.fill("#id_description_ar", "استهدف كمين حافلة عسكرية على الطريق.")
        page.select_option("#id_lines-0-outcome", "killed")
        page.select_option("#id_lines-0-civil_status", "combatant")
        page.select_option("#id_lines-0-figure_0", typed.get("qualifier", "about"))
        page.fill("#id_lines-0-figure_1", typed.get("number", "١٥"))
        self.choose("lines-0-parties", "قوات", "قوات النظام")
        self.choose("claim_source", "ألف", "مرصد ألف")
        page.fill("#id_claim_quotation", "قُتل نحو 15 عنصراً")

    def save(self) -> None:
        self._press("_save")

    def submit(self) -> None:
        """Save and submit for review; the desk follows."""
        self._press("_submit")
        assert self.page.url.endswith("/admin/"), self.text()

    def _press(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.click(f"input[name={name}]")

    # Review --------------------------------------------------------------------------------------------------

    def open_review(self, record: Any) -> None:
        self.page.goto(f"/admin/records/record/{record.pk}/review/")

    def step(self, name: str, reason: str = "") -> None:
        """Press the button of a step on the review page."""
        form = self.page.locator(f"form.step:has(input[name=move][value={name}])")
        if reason:
            form.locator("textarea").fill(reason)
        with self.page.expect_navigation():
            form.locator("button").click()

    def offers(self, name: str) -> bool:
        return self.page.locator(f"form.step input[name=move][value={name}]").count() > 0

    def release(self, record: Any, note: str = "") -> None:
        self.page.goto(f"/admin/records/record/{record.pk}/release/")
        if note:
            self.page.fill("#note_ar", note)
        with self.page.expect_navigation():
            self.page.click(".release-form input[type=submit]")

    def withdraw(self, record: Any, reason: str) -> None:
        self.page.goto(f"/admin/records/record/{record.pk}/withdraw/")
        self.page.check(f"#reason-{reason}")
        with self.page.expect_navigation():
            self.page.click(".release-form input[type=submit]")

    def edit(self, record: Any) -> None:
        self.page.goto(f"/admin/incidents/incident/{record.pk}/change/")

    # What is seen ----------------------------------------------------------------------------------------------

    def sees(self, text: str) -> None:
        expect(self.page.locator("body")).to_contain_text(text)

    def does_not_see(self, text: str) -> None:
        expect(self.page.locator("body")).not_to_contain_text(text)

    def text(self) -> str:
        return re.sub(r"\s+", " ", self.page.inner_text("body"))

"""The pictures of the README and the guide, taken on a walk through the sample (script/screenshots starts it).

One server and one browser; each member of staff has a window of their own. What they enter is invented and says so in
its headline. The walk is also a check: a step that the interface refuses ends it with an error.
"""

import csv
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import django
from playwright.sync_api import Browser, Page, sync_playwright

django.setup()

from incidents.models import Incident  # noqa: E402
from publication.models import PublishedIncident, PublishedTally  # noqa: E402
from records.models import Source  # noqa: E402
from tests.browser.desk import Desk  # noqa: E402
from tests.support import pictures_cases  # noqa: E402
from tests.support.pictures_cases import SOURCE  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
CHROMIUM = os.environ.get("PLAYWRIGHT_CHROMIUM", "/usr/bin/chromium")
WIDTH, HEIGHT, PHONE = 1280, 900, 390
#: The desk's pages need no more; text stays readable where the picture is drawn small.
DESK_WIDTH = 1080
INVENTED = "حادثة تجريبية: "


@contextmanager
def served() -> Iterator[str]:
    """The site of VAR_DIR on a free port; yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "manage.py", "runserver", f"127.0.0.1:{port}", "--noreload"],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _attempt in range(150):
            try:
                urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
                break
            except (URLError, OSError):
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


class Walk:
    """Takes the pictures; `wanted` names those to keep, all of them when it is empty."""

    def __init__(self, browser: Browser, address: str, passwords: dict[str, str], wanted: list[str]):
        self.browser, self.address, self.passwords, self.wanted = browser, address, passwords, wanted

    def window(self, width: int = WIDTH, height: int = HEIGHT) -> Page:
        context = self.browser.new_context(
            base_url=self.address,
            locale="ar-SY",
            timezone_id="Asia/Damascus",
            color_scheme="light",
            viewport={"width": width, "height": height},
        )
        return context.new_page()

    def at_desk(self, role: str) -> Desk:
        desk = Desk(self.window(DESK_WIDTH))
        desk.sign_in(role, self.passwords[role])
        return desk

    def take(self, page: Page, name: str, start: str = "", end: str = "", most: int = HEIGHT) -> None:
        """A picture of the page from the top of `start` to the foot of `end`, at most `most` pixels high."""
        if self.wanted and name not in self.wanted:
            return
        page.wait_for_load_state("networkidle")
        page.evaluate("document.activeElement?.blur()")
        width = page.viewport_size["width"] if page.viewport_size else WIDTH
        whole = page.evaluate("document.documentElement.scrollHeight")
        top = max(0, self._edge(page, start, 0) - 12) if start else 0
        foot = min(whole, self._edge(page, end, 1) + 16) if end else whole
        area = {"x": 0, "y": top, "width": width, "height": min(most, foot - top)}
        page.screenshot(path=IMAGES / f"{name}.png", clip=area, full_page=True, animations="disabled")
        print(f"{name}.png  {area['width']} × {round(area['height'])}")

    def _edge(self, page: Page, selector: str, foot: int) -> float:
        """How far from the top of the document an element begins or, with `foot`, ends."""
        script = "(node, foot) => scrollY + node.getBoundingClientRect()[foot ? 'bottom' : 'top']"
        return float(page.locator(selector).first.evaluate(script, foot))

    # The public side -----------------------------------------------------------------------------------------

    def public(self) -> None:
        tally = PublishedTally.objects.get(
            title_ar__startswith="قتلى قوات النظام والميليشيات الموالية لها على يد"
        )
        incident = PublishedIncident.objects.get(title_ar__startswith="كمين لحافلات عسكرية")
        reader, phone = self.window(), self.window(PHONE, 844)
        reader.goto("/summaries/caliphate/78/")
        self.take(reader, "month-78", most=860)
        phone.goto("/summaries/caliphate/78/")
        self.take(phone, "month-78-phone", most=844)
        reader.goto(f"/summaries/caliphate/78/figures/{tally.public_id}/")
        self.take(reader, "figure-153", most=860)
        reader.goto(f"/incidents/{incident.public_id}/")
        self.take(reader, "incident", most=1000)

    # Entry -----------------------------------------------------------------------------------------------------

    def enter(self, clerk: Desk, title: str, day: str, number: str, **details: str) -> None:
        """The entry form, filled in as from a telephone call."""
        page = clerk.page
        page.goto("/admin/incidents/incident/add/")
        page.fill("#id_start", day)
        clerk.choose("place", "السخنه", "السخنة")
        clerk.choose("area", "النظام", "النظام")
        page.select_option("#id_type", "ambush")
        clerk.choose("perpetrators", "الدوله", "تنظيم")
        page.select_option("#id_perpetrator_certainty", "suspected")
        page.fill("#id_title_ar", INVENTED + title)
        page.fill("#id_description_ar", "وصف تجريبي: أُطلقت النار على سيارة في الطريق، بحسب المصدر.")
        page.select_option("#id_lines-0-outcome", details.get("outcome", "killed"))
        page.select_option("#id_lines-0-civil_status", "combatant")
        page.select_option("#id_lines-0-figure_0", details.get("qualifier", "about"))
        page.fill("#id_lines-0-figure_1", number)
        clerk.choose("lines-0-parties", "قوات النظام", "قوات النظام")
        if "of_which" in details:
            page.fill("#id_lines-0-of_which", details["of_which"])
        clerk.choose("claim_source", SOURCE, SOURCE)
        page.fill("#id_claim_said_on", day)
        page.fill("#id_claim_quotation", "قال المتصل: نحو 15، بينهم 3 ضباط.")

    def entry(self, clerk: Desk) -> None:
        self.enter(clerk, "كمين على طريق السخنة", "12/1/2021", "١٥", of_which="ضباط: 3")
        clerk.page.wait_for_selector("#start-hint:not(:empty)")
        clerk.page.wait_for_selector("[data-autosave][data-state=saved]")
        self.take(clerk.page, "entry-form", end="#lines-group", most=1500)
        clerk.submit()
        for title, day in (("إطلاق نار على حاجز", "14/1/2021"), ("كمين لسيارة عسكرية", "17/1/2021")):
            self.enter(clerk, title, day, "2", qualifier="exact")
            clerk.submit()
        self.enter(clerk, "عبوة على طريق فرعية", "20/1/2021", "1", qualifier="at_least")
        clerk.save()

    # Review, release, correction -------------------------------------------------------------------------------

    def review(self, clerk: Desk, verifier: Desk, editor: Desk) -> None:
        ambush, shooting, car = (self.incident(word) for word in ("كمين على", "إطلاق", "سيارة عسكرية"))
        verifier.open_review(ambush)
        verifier.step("verify")
        editor.page.goto(f"/admin/records/record/{ambush.pk}/release/")
        editor.page.wait_for_timeout(500)
        self.take(editor.page, "release", end=".release-form", most=1500)
        editor.release(ambush)

        verifier.open_review(car)
        verifier.step("return", "العدد في الاقتباس 3 وفي سطر الخسائر 2. أيهما الصحيح؟")
        self.propose(verifier, shooting)
        clerk.page.goto("/admin/")
        self.take(clerk.page, "desk-clerk", most=1040)
        clerk.open_review(shooting)
        self.take(clerk.page, "proposal", end=".proposal", most=1000)

        self.new_toll(clerk, ambush)
        verifier.open_review(ambush)
        self.take(verifier.page, "review", most=1000)
        verifier.step("verify")
        editor.release(ambush, note="ارتفعت الحصيلة بحسب رواية أحدث.")
        self.conflict(clerk, editor, self.incident("عبوة"))
        address = f"/incidents/{ambush.public_id}/"
        editor.withdraw(ambush, "doubt")
        reader = self.window()
        reader.goto(address)
        self.take(reader, "tombstone", most=600)

    def propose(self, verifier: Desk, incident: Incident) -> None:
        verifier.page.goto(f"/admin/incidents/incident/{incident.pk}/propose/")
        verifier.page.select_option("#id_lines-0-figure_0", "at_least")
        verifier.page.fill("#proposal_reason", "المصدر يقول «على الأقل»، فلا يصح «بالضبط».")
        with verifier.page.expect_navigation():
            verifier.page.click(".submit-row--proposal input[type=submit]")

    def new_toll(self, clerk: Desk, incident: Incident) -> None:
        page = clerk.page
        page.goto(f"/admin/incidents/incident/{incident.pk}/new-toll/")
        clerk.choose("source", SOURCE, SOURCE)
        page.fill("#id_said_on", "13/1/2021")
        page.fill("#id_quotation", "قال المتصل في اليوم التالي: 18، بينهم 4 ضباط.")
        figure = page.locator("table.toll tbody tr").first
        figure.locator("select").first.select_option("exact")
        figure.locator("[data-figure-for] input").first.fill("18")
        figure.locator("td").last.locator("input").fill("ضباط: 4")
        page.check("#id_use_as_ours")
        self.take(page, "new-toll", most=1000)
        with page.expect_navigation():
            page.click(".submit-row input[type=submit]")
        clerk.edit(incident)
        clerk.submit()

    def conflict(self, clerk: Desk, editor: Desk, incident: Incident) -> None:
        clerk.edit(incident)
        editor.edit(incident)
        editor.page.fill("#id_title_ar", INVENTED + "عبوة ناسفة على طريق فرعية")
        editor.save()
        clerk.page.fill("#id_title_ar", INVENTED + "انفجار عبوة قرب السخنة")
        clerk.save()
        self.take(clerk.page, "conflict", most=760)

    def imports(self, clerk: Desk) -> None:
        """A file with errors, made from the sample's own header."""
        with (ROOT / "sample" / "incidents-month-78.csv").open(encoding="utf-8-sig", newline="") as file:
            columns = next(csv.reader(file))
        rows = [
            {"key": "t-1", "start": "31/2/2021", "killed": "regime_forces=about 4"},
            {"key": "t-2", "start": "12/1/2021", "killed": "regime_forces=حوالي"},
            {"key": "t-3", "start": "13/1/2021", "killed": "civilians=2", "area": "nowhere", "type": "ambsh"},
        ]
        path = Path(os.environ["VAR_DIR"]) / "حوادث-تجريبية.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            for row in rows:
                usual = {"record": "incident", "precision": "day", "area": "regime", "type": "ambush",
                         "place": "tadmor", "headline_ar": f"{INVENTED}{row['key']}"}  # fmt: skip
                writer.writerow({**usual, **row})
        clerk.page.goto("/admin/incidents/incident/import/")
        clerk.page.set_input_files("input[type=file]", path)
        with clerk.page.expect_navigation():
            clerk.page.click("input[type=submit]")
        self.take(clerk.page, "import-preview", end=".import-table", most=900)

    def incident(self, words: str) -> Incident:
        return Incident.objects.get(title_ar__startswith=INVENTED, title_ar__contains=words)


def accounts(path: Path) -> dict[str, str]:
    """Username → password, from what load_sample printed."""
    return dict(re.findall(r"^  (\w+) +(\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE))


def main(printed: str, *wanted: str) -> None:
    Source.objects.create(
        key="invented", name_ar=SOURCE, name_en="Invented correspondent", kind="own_correspondent"
    )
    IMAGES.mkdir(exist_ok=True)
    arguments: dict[str, Any] = {"executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-gpu"]}
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**arguments)
        walk = Walk(browser, address, accounts(Path(printed)), list(wanted))
        walk.public()
        pictures_cases.public(walk, walk.window(DESK_WIDTH), walk.window(PHONE, 844))
        clerk, verifier, editor = (walk.at_desk(role) for role in ("clerk", "verifier", "editor"))
        walk.entry(clerk)
        walk.review(clerk, verifier, editor)
        walk.imports(clerk)
        pictures_cases.staff(walk, clerk, editor)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""axe finds nothing serious on any public page, in both languages, on a phone and on a desk, light and dark."""

from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page

from records import outbox
from tests.publication import documents
from tests.publication.documents import FILES, section
from tests.support.case_factories import add_photo, add_status, make_case, make_text
from tests.support.factories import advance, make_campaign, make_incident, make_series, make_tally, source

SERIOUS = {"serious", "critical"}


def publish_reports() -> None:
    """Two editions on month 78 with a record changed before, between and after them; a withdrawn one on month 77."""
    lead = section("lead", "قُتل Liwa [153](abducted)")
    sections = [lead, section("area-regime", "نص", "Text"), section("method", "نص")]
    figures = documents.frozen()
    for number in (1, 2):
        documents.publish(
            documents.report(edition=number, figures=figures, sections=sections), FILES, note_ar="تصحيح"
        )
        documents.release(documents.incident(f"late000{number}"))
        figures = documents.frozen()
    gone = documents.report("reportgo", figures=documents.frozen(month="77"))
    documents.publish(gone, FILES)
    documents.withdraw(gone)


@pytest.fixture
def pages(transactional_db: None) -> dict[str, str]:
    """Every kind of public page with something on it."""
    make_series(state="released")
    incident = make_incident(state="released", subsets={"officers": "8"})
    withdrawn = make_incident(state="withdrawn", title_ar="حادثة سُحبت")
    tally = make_tally(state="released", claim="about 155")
    campaign = make_campaign(state="released")
    make_text(state="released")
    case = make_case()
    add_photo(case)
    add_status(case, "reported_killed", day=date(2015, 1, 10), source=source("second"), show_source=True)
    add_status(case, "sighted", day=date(2016, 3, 5), quotation="شوهد حياً", show_quotation=True)
    advance(case, "released")
    group = make_case(subject="group", size="hundreds", state="released")
    lost = make_case(subject="group", state="withdrawn", title_ar="حالة سُحبت")
    outbox.drain()
    publish_reports()
    return {
        "home": "/",
        "incidents": "/incidents/",
        "filtered": "/incidents/?q=كمين&type=ambush",
        "nothing found": "/incidents/?q=لاشيء",
        "incident": f"/incidents/{incident.public_id}/",
        "tombstone": f"/incidents/{withdrawn.public_id}/",
        "tally": f"/tallies/{tally.public_id}/",
        "campaign": f"/campaigns/{campaign.public_id}/",
        "summaries": "/summaries/",
        "summaries by group": "/summaries/?by=group&of=wounded",
        "year": "/summaries/caliphate/year-2020/",
        "run of months by group": "/summaries/caliphate/2020-09-29--2021-01-28/?by=group",
        "year without data": "/summaries/caliphate/year-2017/",
        "month": "/summaries/caliphate/78/",
        "edition": "/summaries/caliphate/78/editions/1/",
        "later edition": "/summaries/caliphate/78/editions/2/",
        "withdrawn report": "/summaries/caliphate/77/editions/1/",
        "figure": f"/summaries/caliphate/78/figures/{tally.public_id}/",
        "empty month": "/summaries/caliphate/70/",
        "abductees": "/abductees/",
        "abductees filtered": "/abductees/?state=open&subject=person",
        "nobody found": "/abductees/?q=لاأحد",
        "abductee": f"/abductees/{case.public_id}/",
        "group": f"/abductees/{group.public_id}/",
        "withdrawn case": f"/abductees/{lost.public_id}/",
        "methodology": "/methodology/",
        "corrections": "/corrections/",
        "data": "/data/",
        "not found": "/summaries/caliphate/99999/",
    }


@pytest.mark.parametrize(
    ("width", "scheme", "prefix"), [(390, "dark", ""), (1280, "light", ""), (1280, "light", "/en")]
)
def test_axe_finds_nothing_serious(
    page: Page, pages: dict[str, str], width: int, scheme: Any, prefix: str
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    found = {}
    for name, address in pages.items():
        page.goto(prefix + address)
        results = Axe().run(page).response
        serious = [
            f"{violation['id']}: {violation['nodes'][0]['html'][:120]}"
            for violation in results["violations"]
            if violation["impact"] in SERIOUS
        ]
        if serious:
            found[name] = serious
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        if wide:
            found.setdefault(name, []).append("the page scrolls sideways")
    assert not found


def test_the_detector_finds_a_planted_fault(page: Page, pages: dict[str, str]) -> None:
    page.goto(pages["home"])
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img>')")
    impacts = {violation["impact"] for violation in Axe().run(page).response["violations"]}
    assert impacts & SERIOUS


def test_every_public_address_without_arguments_is_looked_at(pages: dict[str, str]) -> None:
    """A new page cannot be forgotten here."""
    from publication import urls

    plain = {f"/{pattern.pattern}" for pattern in urls.urlpatterns if "<" not in str(pattern.pattern)}
    files = {"/incidents.csv", "/abductees.csv", "/data/abductees.pfif", "/healthz"}
    assert {address for address in plain if address not in files} <= {
        path.split("?")[0] for path in pages.values()
    }
    assert Client().get("/healthz").status_code == 200

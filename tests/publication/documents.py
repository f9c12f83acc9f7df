"""Released documents made for tests, applied by the projector as releases are. Plainly invented."""

import hashlib
import json
from datetime import date
from itertools import count
from typing import Any

from publication.frozen import frozen_month
from publication.models import PublishedSeries
from publication.months import MonthSummary, series_and_months
from publication.projector import ReleasedVersion, apply
from terms.figures import parse_figure

_positions = count(1)

COUNTRY = {"key": "testland", "kind": "country", "pcode": "", "ar": "بلد الاختبار", "en": "Testland"}
DEIR_EZ_ZOR = {
    "key": "deir_ez_zor",
    "kind": "governorate",
    "pcode": "SY09",
    "ar": "دير الزور",
    "en": "Deir-ez-Zor",
}
HOMS = {"key": "homs", "kind": "governorate", "pcode": "SY04", "ar": "حمص", "en": "Homs"}
REGIME, SDF = (
    {"key": "regime", "position": 1, "ar": "مناطق النظام", "en": "Regime areas"},
    {"key": "sdf", "position": 2, "ar": "مناطق قسد", "en": "SDF areas"},
)


def place(base: dict[str, Any] = DEIR_EZ_ZOR, **more: Any) -> dict[str, Any]:
    return {**base, "above": [COUNTRY], "crosses": [], **more}


def village(key: str, ar: str, en: str, governorate: dict[str, Any] = DEIR_EZ_ZOR) -> dict[str, Any]:
    return {"key": key, "kind": "locality", "pcode": "", "ar": ar, "en": en, "above": [COUNTRY, governorate],
            "crosses": []}  # fmt: skip


def road(key: str, ar: str, en: str, *crosses: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": key,
        "kind": "route",
        "pcode": "",
        "ar": ar,
        "en": en,
        "above": [],
        "crosses": list(crosses),
    }


def party(key: str, ar: str = "", en: str = "", *above: dict[str, Any]) -> dict[str, Any]:
    return {"key": key, "ar": ar or key, "en": en or key, "above": [strip(other) for other in above]}


def strip(reference: dict[str, Any]) -> dict[str, Any]:
    return {part: reference[part] for part in ("key", "ar", "en")}


IS = party("is", "تنظيم الاختبار", "Test organisation")
CELLS = party("is_cells", "خلايا الاختبار", "Test cells", IS)
ARMY = party("army", "جيش الاختبار", "Test army")
MILITIA = party("militia", "ميليشيا الاختبار", "Test militia", ARMY)
OFFICERS = {
    "key": "officers", "ar": "ضباط", "en": "officers", "kind": "force",
    "forms": {"singular": "ضابط", "dual": "ضابطان", "dual_oblique": "ضابطين", "plural": "ضباط",
              "accusative": "ضابطاً", "gender": "m", "singular_en": "officer"},
}  # fmt: skip
MONITOR = {"key": "monitor", "ar": "مرصد الاختبار", "en": "Test monitor", "kind": "monitor"}
AGENCY = {"key": "agency", "ar": "وكالة الاختبار", "en": "Test agency", "kind": "state_media"}


def figure(words: str) -> dict[str, Any]:
    return parse_figure(words).as_json()


def line(
    outcome: str, words: str, civil_status: str = "combatant", *parties: Any, **more: Any
) -> dict[str, Any]:
    return {
        "outcome": outcome, "civil_status": civil_status, "parties": list(parties), "places": [], "perpetrators": [],
        "perpetrator_certainty": "", "counted_on": None, "counted_reason": "", "figure": figure(words),
        "subsets": [], **more,
    }  # fmt: skip


def officers(words: str) -> list[dict[str, Any]]:
    return [{"label": OFFICERS, "figure": figure(words)}]


def said(
    outcome: str, words: str, civil_status: str = "combatant", *parties: Any, **more: Any
) -> dict[str, Any]:
    return {"outcome": outcome, "civil_status": civil_status, "parties": list(parties), "label": None,
            "figure": figure(words), **more}  # fmt: skip


def claim(source: Any, *figures: Any, **more: Any) -> dict[str, Any]:
    return {"source": source, "said_on": "2020-12-31", "url": "", "locator": "", "quotation": "", "supersedes": None,
            "perpetrators": [], "perpetrator_certainty": "", "figures": list(figures), **more}  # fmt: skip


def victim(ar: str = "", en: str = "", sex: str = "female", **more: Any) -> dict[str, Any]:
    return {"person": {"ar": ar, "en": en, "sex": sex}, "outcome": "killed", "role": "", "age": None, "about_ar": "",
            "about_en": "", **more}  # fmt: skip


def incident(public_id: str, day: str | None = "2020-12-30", **more: Any) -> dict[str, Any]:
    content = {
        "kind": "incident", "id": public_id, "title_ar": f"كمين {public_id}", "title_en": f"Ambush {public_id}",
        "precision": "day", "start": day, "end": None, "earliest": day, "latest": day, "found_on": None,
        "counted_on": day, "counted_reason": "", "month_unclear": day is None, "events": 1, "place": place(),
        "place_precision": "governorate", "area": REGIME, "type": "ambush", "method": "shooting",
        "perpetrators": [IS], "perpetrator_certainty": "known", "part_of": None, "grade": "weak",
        "description_ar": "", "description_en": "", "lines": [line("killed", "3", "combatant", ARMY)],
        "victims": [], "claims": [claim(MONITOR, said("killed", "3", "combatant", ARMY))],
    }  # fmt: skip
    return {**content, **more}


def tally(public_id: str, words: str = "153", **more: Any) -> dict[str, Any]:
    content = {
        "kind": "tally", "id": public_id, "title_ar": f"حصيلة {public_id}", "title_en": f"Tally {public_id}",
        "measure": "killed", "period_start": "2020-12-29", "period_end": "2021-01-28", "reported_for": "2020-12-29",
        "area": REGIME, "places": [], "perpetrators": [IS], "perpetrator_certainty": "known",
        "civil_status": "combatant", "parties": [ARMY], "label": None, "type": "", "method": "", "events": None,
        "parent": None, "relation": "total", "contains_recorded": "yes", "excludes_ar": "", "excludes_en": "",
        "adopted": True, "adoption_reason_ar": "رقم متن التقرير", "adoption_reason_en": "The figure in the body",
        "figure": figure(words),
        "claims": [{**claim(MONITOR), "figure": figure(words)}],
    }  # fmt: skip
    return {**content, **more}


def campaign(public_id: str, **more: Any) -> dict[str, Any]:
    content = {
        "kind": "campaign", "id": public_id, "title_ar": "حملة تمشيط", "title_en": "A sweep", "start": "2021-01-16",
        "end": None, "area": REGIME, "places": [place()], "participants": [ARMY], "targets": [CELLS],
        "aim_ar": "تأمين الطريق", "aim_en": "To secure the road", "claims": [claim(MONITOR)],
    }  # fmt: skip
    return {**content, **more}


def series(public_id: str = "seriesaa", slug: str = "caliphate", **rule: Any) -> dict[str, Any]:
    rules = [
        {"valid_from": "2014-06-29", "epoch": "2014-06-29", "ordinal_rule": "elapsed_at_end"},
        {"valid_from": "2019-06-29", "epoch": "2014-06-29", "ordinal_rule": "elapsed_at_start"},
    ]
    scope = {
        "involved": [IS],
        "perpetrators": [],
        "areas": [],
        "outcomes": [],
        "types": [],
        "methods": [],
        **rule,
    }
    return {
        "kind": "series", "id": public_id, "title_ar": "شهور الاختبار", "title_en": "Test months", "slug": slug,
        "about_ar": "ما يعدّه الاختبار", "about_en": "What the test counts",
        "rules": [{**rule, **scope} for rule in rules],
    }  # fmt: skip


#: The bytes of the files of a report, by the names that its document has for them. Nothing reads them but the browser.
FILES = {
    "report-ar.pdf": b"%PDF-1.7 ar", "report-en.pdf": b"%PDF-1.7 en", "infographic-ar.png": b"\x89PNG ar",
    "infographic-en.png": b"\x89PNG en", "infographic-ar.svg": b"<svg>ar</svg>", "infographic-en.svg": b"<svg>en</svg>",
}  # fmt: skip


def frozen(slug: str = "caliphate", month: str = "78") -> dict[str, Any]:
    """The figures of a month as they stand now, as an edition freezes them."""
    found = PublishedSeries.objects.get(slug=slug)
    return frozen_month(MonthSummary(found, series_and_months(found, month)[0]))


def section(
    key: str, ar: str = "", en: str = "", heading_ar: str = "", heading_en: str = ""
) -> dict[str, Any]:
    return {"key": key, "heading_ar": heading_ar, "heading_en": heading_en, "body_ar": ar, "body_en": en}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def report(public_id: str = "reportaa", edition: int = 1, **more: Any) -> dict[str, Any]:
    """The document of an edition on month 78; its figures are those of the moment."""
    figures = more.pop("figures", None) or frozen()
    canonical = json.dumps(figures, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    content = {
        "kind": "report", "id": public_id, "title_ar": "عنوان الاختبار", "title_en": "A headline for the test",
        "month_start": figures["month"]["start"], "edition": edition, "day": f"2021-02-{edition:02}",
        "organisation_ar": "مرصد الاختبار", "organisation_en": "Test monitor", "figures": figures,
        "checksum": sha256(canonical.encode()), "files": {name: sha256(data) for name, data in FILES.items()},
        "sections": [section("lead", "مقدمة الاختبار", "The lead of the test")],
    }  # fmt: skip
    return {**content, **more}


def publish(content: dict[str, Any], files: dict[str, bytes] | None = None, **more: Any) -> dict[str, Any]:
    """Release an edition with its files; its version is its number unless said otherwise."""
    bytes_of = {sha256(data): data for data in (FILES if files is None else files).values()}
    release(content, more.pop("version", content["edition"]), files=bytes_of, **more)
    return content


def release(content: dict[str, Any], version: int = 1, **more: Any) -> None:
    """Apply a document as the next release."""
    values = {"day": date(2021, 2, version), **more}
    apply(
        ReleasedVersion(
            position=next(_positions), public_id=content["id"], kind=content["kind"], version=version,
            digest="0" * 64, content=content, **values,
        )
    )  # fmt: skip


def withdraw(content: dict[str, Any], reason: str = "doubt", version: int = 2) -> None:
    release(content, version, withdrawn_for=reason)

"""A report's public document made by hand, for tests of drawings: the figures of month 78 with ids of its own."""

import io
from typing import Any
from xml.etree import ElementTree

import pypdf
from PIL import Image

from terms.figures import parse_figure

Json = dict[str, Any]

LONG = (
    "قوات النظام السوري والميليشيات المحلية والأجنبية الموالية لها من جنسيات سورية وغير سورية "
    "ومجموعات الدفاع الوطني واللجان الشعبية"
)
HOSTILE = (
    '#read("/etc/passwd") $x^2$ *_bold_* \\ @cite `raw` <label> </svg><script>alert(1)</script> '
    '[a](b) = // ~ #{1+1} & "'
)


def fig(words: str | int | None) -> Json | None:
    return None if words is None else parse_figure(str(words)).as_json()


def ref(key: str, ar: str, en: str) -> Json:
    return {"key": key, "ar": ar, "en": en}


IS = ref("is", 'تنظيم "الدولة الإسلامية"', "Islamic State")
REGIME = ref("regime_forces", "قوات النظام والميليشيات الموالية لها", "Regime forces and allied militias")
AIR_FORCE = ref("air", "سلاح الجو الروسي", "Russian air force")


def figure(
    slug: str, words: str | int, text_ar: str, text_en: str, measure: str = "killed", **values: Any
) -> Json:
    made: Json = {
        "slug": slug, "measure": measure, "figure": fig(words), "text_ar": text_ar, "text_en": text_en,
        "label_ar": "", "label_en": "", "tally": slug, "recorded": None, "aggregate_only": None,
        "unclassified": None, "exceeded": False, "relation": "total", "parties": [], "perpetrators": [],
        "certainty": "known", "civil_status": "", "label": None, "type": "", "method": "", "events": None,
        "places": [], "period": None, "excludes_ar": "", "excludes_en": "", "others": [], "contributors": [],
        "parts": [],
    }  # fmt: skip
    return made | values


def line(kind: str, public_id: str, words: str | int, ar: str, en: str, **values: Any) -> Json:
    return {
        "kind": kind, "id": public_id, "version": 1, "line": 1 if kind == "incident" else None, "value": fig(words),
        "ar": ar, "en": en, "date_ar": "", "date_en": "", "day": None, "subsets": [],
    } | values  # fmt: skip


def _regime() -> Json:
    officers = {
        "key": "officers", "ar": "ضباط", "en": "officers",
        "forms": {
            "singular": "ضابط", "dual": "ضابطان", "dual_oblique": "ضابطين", "plural": "ضباط",
            "accusative": "ضابطاً", "gender": "m", "singular_en": "officer",
        },
    }  # fmt: skip
    killed = figure(
        "aaaa1111", 153, "153 قتيلاً", "153 killed",
        label_ar='من قوات النظام والميليشيات الموالية لها، على يد تنظيم "الدولة الإسلامية"',
        label_en="of Regime forces and allied militias, by Islamic State",
        recorded=fig(58), aggregate_only=fig(95), parties=[REGIME], perpetrators=[IS], civil_status="combatant",
        others=[{"claim": 2, "figure": fig("about 155"), "text_ar": "نحو 155 قتيلاً", "text_en": "about 155 killed"}],
        contributors=[
            line("tally", "aaaa1111", 153, "قتلى قوات النظام في البادية", "Regime forces killed in the Badia"),
            line(
                "incident", "bbbb1111", 39, "كمين لحافلات عسكرية", "Ambush of military buses",
                date_ar="30 كانون الأول/ديسمبر 2020", date_en="30 December 2020", day="2020-12-30",
                subsets=[{"label": officers, "figure": fig(8)}],
            ),
            line("incident", "bbbb2222", 19, "اشتباك في البادية", "Clash in the Badia"),
        ],
        parts=[
            figure(
                "aaaa2222", 70, "70 عنصراً", "70 members", relation="of_which", parties=[REGIME], events=5,
                civil_status="combatant",
                label_ar="من قوات النظام والميليشيات الموالية لها، في 5 كمائن",
                label_en="of Regime forces and allied militias, in 5 ambushes",
                recorded=fig(51), aggregate_only=fig(19),
            )
        ],
    )  # fmt: skip
    return {
        "key": "regime", "ar": "مناطق النظام السوري وحلفائه", "en": "Regime and allies areas",
        "figures": [
            killed,
            figure("aaaa3333", 81, "81 قتيلاً", "81 killed", aggregate_only=fig(81), parties=[IS],
                   label_ar='من تنظيم "الدولة الإسلامية"', label_en="of Islamic State"),
            figure("aaaa4444", "more than 1,100", "أكثر من 1,100 ضربة جوية", "more than 1,100 air strikes",
                   "air_strikes", perpetrators=[AIR_FORCE]),
        ],
        "counters": [], "reported": [],
        "campaigns": [{
            "id": "cccc1111", "ar": "حملة تمشيط في البادية", "en": "Sweep of the Badia", "start": "2021-01-16",
            "end": None, "participants": [ref("corps", "الفيلق الخامس", "Fifth Corps")], "targets": [],
            "aim_ar": "تأمين الطريق.", "aim_en": "To secure the road.",
            "when_ar": "منذ 16 كانون الثاني/يناير 2021 (مستمرة)", "when_en": "since 16 January 2021 (ongoing)",
        }],
    }  # fmt: skip


def _sdf() -> Json:
    month = ["2021-01-01", "2021-01-28"]
    return {
        "key": "sdf", "ar": "مناطق قسد والتحالف", "en": "SDF and coalition areas",
        "figures": [
            figure("dddd1111", "more than 51", "أكثر من 51 عملية", "more than 51 operations", "operations",
                   perpetrators=[IS]),
            figure("dddd2222", 34, "34 قتيلاً", "34 killed", period=month, recorded=fig(3),
                   aggregate_only=fig(31), parts=[
                figure("dddd3333", 16, "16 مدنياً", "16 civilians", relation="of_which", civil_status="civilian"),
                figure("dddd4444", 18, "18 عنصراً", "18 members", relation="of_which"),
            ]),
            figure("dddd5555", "at least 23", "ما لا يقل عن 23 جريحاً", "at least 23 wounded", "wounded", period=month),
        ],
        "counters": [],
        "reported": [figure("dddd6666", "مئات", "مئات المختطفين", "hundreds abducted", "abducted")],
        "campaigns": [],
    }  # fmt: skip


def loss(area: Json, ar: str, en: str, killed: Any, wounded: Any, *slugs: str) -> Json:
    return {
        "area": area["key"], "area_ar": area["ar"], "area_en": area["en"], "group_ar": ar, "group_en": en,
        "killed": fig(killed), "wounded": fig(wounded), "slugs": list(slugs),
    }  # fmt: skip


def content(**changes: Any) -> Json:
    """The document of an edition; `changes` replace parts of its figures."""
    regime, sdf = _regime(), _sdf()
    frozen: Json = {
        "series": {"slug": "caliphate", "title_ar": "الأشهر", "title_en": "Months", "since_ar": "", "since_en": "",
                   "about_ar": "", "about_en": ""},
        "month": {"start": "2020-12-29", "end": "2021-01-28", "ordinal": 78, "address": "78",
                  "rule": "elapsed_at_start", "title_ar": "الشهر 78 منذ إعلان «الخلافة»", "title_en": "Month 78",
                  "period_ar": "29 كانون الأول/ديسمبر 2020 – 28 كانون الثاني/يناير 2021",
                  "period_en": "29 December 2020 – 28 January 2021"},
        "scope": {}, "areas": [regime, sdf],
        "losses": [
            loss(regime, REGIME["ar"], REGIME["en"], 153, "at least 12", "aaaa1111"),
            loss(regime, IS["ar"], IS["en"], 81, None, "aaaa3333"),
            loss(sdf, "المدنيون", "Civilians", 16, None, "dddd3333"),
            loss(sdf, "قوات سوريا الديمقراطية", "SDF", 18, "at least 23", "dddd4444", "dddd5555"),
        ],
        "places": [
            {"pcode": "SY09", "ar": "دير الزور", "en": "Deir-ez-Zor", "killed": fig(8), "wounded": fig("?"),
             "incidents": 2},
            {"pcode": "SY05", "ar": "حماة", "en": "Hama", "killed": fig(15), "wounded": fig(15), "incidents": 1},
        ],
        "unplaced": {"killed": fig(39), "wounded": None},
        "abducted": {"persons": 6, "groups": 5, "unnumbered": 4, "day": "2021-01-28", "news": [],
                     "unanswered": [{"id": "eeee1111", "ar": "سائق المطرانين", "en": "driver of the bishops",
                                     "held_ar": "7 سنوات و9 أشهر", "held_en": "7 years and 9 months"}]},
        "compared": {}, "highs": {}, "sources": [{"ar": "المرصد السوري لحقوق الإنسان", "en": "SOHR"}],
    }  # fmt: skip
    return {
        "kind": "report", "id": "ffff1111",
        "title_ar": "مقتل 153 عنصراً من قوات النظام والميليشيات الموالية لها", "title_en": "153 of regime forces killed",
        "sections": [{
            "key": "lead", "heading_ar": "", "heading_en": "",
            "body_ar": "قُتل [153 عنصراً](aaaa1111)، منهم [70](aaaa2222) في 5 كمائن.\n\nوكان [152](77/aaaa1111) قبله.",
            "body_en": "[153 members](aaaa1111) were killed, [70](aaaa2222) in ambushes.\n\nOnce [152](77/aaaa1111).",
        }],
        "figures": frozen | changes,
        "checksum": "0f" * 32, "edition": 1, "day": "2021-02-03",
        "organisation_ar": "مرصد تجريبي", "organisation_en": "Sample monitor",
        "url": "https://example.org/summaries/caliphate/78/",
    }  # fmt: skip


def empty() -> Json:
    """A month of which nothing is recorded."""
    made = content(
        areas=[], losses=[], places=[], unplaced={"killed": None, "wounded": None}, abducted=None, sources=[]
    )
    return made | {"sections": []}


def pdf_text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def size(png: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(png)).size


def described(svg: bytes) -> str:
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
    return "".join(root.findtext(f"{{http://www.w3.org/2000/svg}}{name}") or "" for name in ("title", "desc"))

"""Months made for tests: frozen figures by hand, in the shape that publication.frozen gives.

`month_78` repeats the figures of the sample, with short ids; the other people and events here are invented.
"""

from typing import Any

from terms.figures import Figure, parse_figure

Json = dict[str, Any]


def ref(key: str, ar: str = "", en: str = "") -> Json:
    return {"key": key, "ar": ar, "en": en}


IS = ref("is", 'تنظيم "الدولة الإسلامية"', "Islamic State")
CELLS = ref("is_cells", 'خلايا تنظيم "الدولة الإسلامية"', "Islamic State cells")
REGIME = ref("regime", "قوات النظام والميليشيات الموالية لها", "Regime forces and allied militias")
SDF = ref(
    "sdf",
    "قوات سوريا الديمقراطية وقوى الأمن الداخلي والدفاع الذاتي",
    "Syrian Democratic Forces, Internal Security and Self-Defence",
)
RUSSIANS = ref("russian_air_force", "سلاح الجو الروسي", "Russian air force")
BADIA = ref("badia", "البادية السورية", "Syrian Badia")


def label(key: str, forms: str, gender: str, en: str, en_one: str) -> Json:
    """`forms`: nominative plural, then singular, dual, dual oblique, plural, accusative; parted by commas."""
    plural_ar, *rest = forms.split("،")
    names = ("singular", "dual", "dual_oblique", "plural", "accusative")
    return {
        "key": key,
        "ar": plural_ar,
        "en": en,
        "forms": dict(zip(names, rest, strict=True)) | {"gender": gender, "singular_en": en_one},
    }


OFFICERS = label("officers", "ضباط،ضابط،ضابطان،ضابطين،ضباط،ضابطاً", "m", "officers", "officer")
WOMEN = label("women", "نساء،امرأة،امرأتان،امرأتين،نساء،امرأة", "f", "women", "woman")
CHILDREN = label("children", "أطفال،طفل،طفلان،طفلين،أطفال،طفلاً", "m", "children", "child")
WOMEN_OFFICIALS = label(
    "women_officials",
    "مسؤولات محليات،مسؤولة محلية،مسؤولتان محليتان،مسؤولتين محليتين،مسؤولات محليات،مسؤولة محلية",
    "f",
    "local women officials",
    "local woman official",
)
NOTABLES = label(
    "tribal_notables",
    "وجهاء عشائر،وجيه عشائري،وجيهان عشائريان،وجيهين عشائريين،وجهاء عشائر،وجيهاً عشائرياً",
    "m",
    "tribal notables",
    "tribal notable",
)


def fig(words: str | int | Figure | None) -> Json | None:
    """A figure as JSON from its words: 153, "about 155", "hundreds"."""
    if words is None:
        return None
    figure = words if isinstance(words, Figure) else parse_figure(str(words))
    return figure.as_json()


def figure(slug: str, words: str | int | Figure, measure: str = "killed", **values: Any) -> Json:
    """One figure; lists of names are given whole, other figures in words."""
    made: Json = {
        "slug": slug, "measure": measure, "figure": fig(words), "text_ar": "", "text_en": "", "label_ar": "",
        "label_en": "", "tally": slug, "recorded": None, "aggregate_only": None, "unclassified": None,
        "exceeded": False, "relation": "total", "parties": [], "perpetrators": [], "certainty": "known",
        "civil_status": "", "label": None, "type": "", "method": "", "events": None, "places": [], "period": None,
        "excludes_ar": "", "excludes_en": "", "others": [], "contributors": [], "parts": [],
    }  # fmt: skip
    for name in ("recorded", "aggregate_only", "unclassified"):
        made[name] = fig(values.pop(name, None))
    return made | values


def of_which(slug: str, words: str | int | Figure, **values: Any) -> Json:
    return figure(slug, words, relation="of_which", **values)


def other(claim: int, words: str) -> Json:
    return {"claim": claim, "figure": fig(words), "text_ar": "", "text_en": ""}


def incident(
    public_id: str, words: str | int, day: str, date_ar: str, date_en: str, ar: str, en: str = "",
    subsets: Any = (),
) -> Json:  # fmt: skip
    """A recorded incident behind a figure; `subsets` are labels with their figures."""
    return {
        "kind": "incident", "id": public_id, "version": 1, "line": 1, "value": fig(words), "ar": ar, "en": en,
        "date_ar": date_ar, "date_en": date_en, "day": day,
        "subsets": [{"label": label, "figure": fig(figure)} for label, figure in subsets],
    }  # fmt: skip


def area(key: str = "regime", **values: Any) -> Json:
    names = {
        "regime": ("مناطق النظام السوري وحلفائه", "Regime and allies areas"),
        "sdf": ("مناطق قسد والتحالف", "SDF and coalition areas"),
        "is": ('مناطق سيطرة تنظيم "الدولة الإسلامية"', "Islamic State areas"),
        "": ("", ""),
    }[key]
    empty: Json = {"figures": [], "counters": [], "reported": [], "campaigns": []}
    return {"key": key, "ar": names[0], "en": names[1], **empty, **values}


def month(*areas: Json, **values: Any) -> Json:
    """A month with these areas."""
    return {
        "series": {
            "slug": "caliphate", "title_ar": "", "title_en": "", "since_ar": "منذ إعلان «الخلافة»",
            "since_en": "since the declaration of the “caliphate”", "about_ar": "", "about_en": "",
        },
        "month": {
            "start": "2020-12-29", "end": "2021-01-28", "ordinal": 78, "address": "78",
            "rule": "elapsed_at_start", "title_ar": "الشهر 78 منذ إعلان «الخلافة»",
            "title_en": "Month 78 since the declaration of the “caliphate”",
            "period_ar": "29 كانون الأول/ديسمبر 2020 – 28 كانون الثاني/يناير 2021",
            "period_en": "29 December 2020 – 28 January 2021",
        },
        "scope": {"outcomes": [], "types": [], "methods": [], "perpetrators": [], "involved": [IS], "areas": []},
        "areas": list(areas), "losses": [], "places": [], "unplaced": {"killed": None, "wounded": None},
        "abducted": None, "compared": {"month_before": None, "year_before": None}, "highs": {}, "sources": [],
        **values,
    }  # fmt: skip


def compared(ordinal: int, **figures: str | int) -> Json:
    """Another month with these figures, each under the slug that it has here."""
    return {
        "address": str(ordinal),
        "title_ar": f"الشهر {ordinal} منذ إعلان «الخلافة»",
        "title_en": f"Month {ordinal} since the declaration of the “caliphate”",
        "figures": {slug: {"slug": f"{slug}-then", "figure": fig(words)} for slug, words in figures.items()},
    }


def month_78() -> Json:
    """The figures of the sample's month 78."""
    return month(_regime_78(), _sdf_78(), _reported_78(), abducted=_abducted_78())


def _regime_78() -> Json:
    by: Json = {"parties": [REGIME], "perpetrators": [IS], "civil_status": "combatant", "places": [BADIA]}
    ambush = incident(
        "buses",
        39,
        "2020-12-30",
        "30 كانون الأول/ديسمبر 2020",
        "30 December 2020",
        "كمين لحافلات عسكرية على طريق حمص – دير الزور",
        "Ambush of military buses on the Homs – Deir ez-Zor road",
        [(OFFICERS, 8)],
    )
    second = incident(
        "valley",
        12,
        "2021-01-03",
        "3 كانون الثاني/يناير 2021",
        "3 January 2021",
        "كمين في وادي العذيب",
        "An ambush",
    )
    ambushes = of_which(
        "ambushed", 70, type="ambush", events=5, recorded=51, aggregate_only=19, contributors=[ambush], **by
    )
    killed = figure(
        "regdead", 153, recorded=58, aggregate_only=95, others=[other(2, "about 155")], parts=[ambushes],
        contributors=[ambush, second], **by,
    )  # fmt: skip
    by_both = [REGIME, RUSSIANS]
    of_is = figure(
        "isdead", 81, parties=[IS], perpetrators=by_both, civil_status="combatant", aggregate_only=81
    )
    acts = figure(
        "ambushes", 5, "operations", type="ambush", parties=[REGIME], perpetrators=[IS], places=[BADIA]
    )
    strikes = figure(
        "strikes", "more than 1100", "air_strikes", type="air_strike", method="air_strike", parties=[IS],
        perpetrators=[RUSSIANS], places=[BADIA],
    )  # fmt: skip
    sweep = campaign(
        "حملة تمشيط في بادية دير الزور", "2021-01-16", participants=[ref("fifth", "الفيلق الخامس")]
    )
    return area("regime", figures=[killed, acts, of_is, strikes], campaigns=[sweep])


def campaign(ar: str, start: str, end: str | None = None, **values: Any) -> Json:
    return {
        "id": "sweep", "ar": ar, "en": "", "start": start, "end": end, "participants": [], "targets": [],
        "aim_ar": "تأمين طريق دير الزور – حمص.", "aim_en": "To secure the road.", "when_ar": "", "when_en": "",
        **values,
    }  # fmt: skip


def _sdf_78() -> Json:
    period = ["2021-01-01", "2021-01-28"]
    by: Json = {"perpetrators": [CELLS], "period": period}
    parts = [
        of_which("officials", 2, label=WOMEN_OFFICIALS, civil_status="civilian", **by),
        of_which("notable", 1, label=NOTABLES, civil_status="civilian", **by),
        of_which("sdfciv", 16, civil_status="civilian", **by),
        of_which("sdfforce", 18, civil_status="combatant", parties=[SDF], **by),
    ]
    killed = figure("sdfdead", 34, recorded=3, aggregate_only=31, parts=parts, **by)
    wounded = figure(
        "hurt", "at least 23", "wounded", civil_status="mixed", aggregate_only="at least 23", **by
    )
    acts = figure(
        "acts", "more than 51", "operations", perpetrators=[CELLS], others=[other(2, "more than 50")]
    )
    taken = figure(
        "taken", 2, "abducted", perpetrators=[CELLS], certainty="suspected", civil_status="civilian"
    )
    return area("sdf", figures=[acts, killed, wounded, taken])


def _reported_78() -> Json:
    return area("", reported=[figure("thousands", "thousands", "abducted", perpetrators=[IS])])


def _abducted_78() -> Json:
    driver = {"id": "drv", "ar": "سائق", "en": "a driver", "held_ar": "7 سنوات", "held_en": "7 years"}
    father = {"id": "frp", "ar": "الأب باولو داولوليو", "en": "Father Paolo", "held_ar": "", "held_en": ""}
    return {
        "persons": 6, "groups": 5, "unnumbered": 4, "day": "2021-01-28", "news": [father], "unanswered": [driver],
    }  # fmt: skip


def refs_of(frozen: Json) -> set[str]:
    """All that a text may be bound to: figures, claims, figures of other months, the abducted."""
    found: set[str] = {"abducted"} if frozen["abducted"] else set()
    waiting = [
        one for part in frozen["areas"] for name in ("figures", "counters", "reported") for one in part[name]
    ]
    while waiting:
        one = waiting.pop()
        found.add(one["slug"])
        found |= {f"{one['slug']}@{claim['claim']}" for claim in one["others"]}
        named = {
            "recorded": "recorded",
            "rest": "aggregate_only",
            "unclassified": "unclassified",
            "events": "events",
        }
        found |= {f"{one['slug']}+{part}" for part, name in named.items() if one[name]}
        found |= {f"{one['slug']}+{row['id']}" for row in one["contributors"]}
        waiting += one["parts"]
    for there in frozen["compared"].values():
        if there:
            found |= {f"{there['address']}/{match['slug']}" for match in there["figures"].values()}
    return found

"""What the PDF says, as data for its template: the text, the chart, the map, the tables of figures, the annex."""

from typing import Any

from django.utils.translation import gettext as _

from publication.display.cases import how_many
from reports.drawing.governorates import map_data
from reports.drawing.losses import all_figures, area_name, blocks, every_figure, legend
from reports.drawing.words import breakable, day_text, edition_text, figure, language
from reports.drawing.words import local as as_given
from terms.bound import Reference, paragraphs, pieces

Json = dict[str, Any]


def local(data: Json, stem: str = "") -> str:
    return breakable(as_given(data, stem))


#: Where the number of the abducted leads.
ABDUCTED = "abducted"


def paper_data(content: Json) -> Json:
    frozen = content["figures"]
    areas = blocks(frozen)
    anchors = {item["slug"] for item in every_figure(frozen)} | ({ABDUCTED} if frozen["abducted"] else set())
    return {
        "language": language(),
        "title": as_given(content, "title"),
        "organisation": as_given(content, "organisation"),
        "month": local(frozen["month"], "title"),
        "period": local(frozen["month"], "period"),
        "about": local(frozen["series"], "about"),
        "edition": edition_text(content),
        "address": content.get("url") or "",
        "checksum": content.get("checksum") or "",
        "sections": [_section(section, anchors) for section in content["sections"]],
        "blocks": areas,
        "legend": legend(areas),
        "map": map_data(frozen, 14),
        "tables": _tables(frozen),
        "campaigns": [_campaign(item) for area in frozen["areas"] for item in area["campaigns"]],
        "abducted": _abducted(frozen["abducted"]) if frozen["abducted"] else None,
        "sources": [local(source) for source in frozen["sources"]],
        "annex": _annex(frozen),
        "words": _words(),
    }


def _section(section: Json, anchors: set[str]) -> Json:
    return {
        "heading": local(section, "heading"),
        "paragraphs": [
            [
                {"text": piece.text, "anchor": _anchor(piece.ref, anchors), "bound": bool(piece.ref)}
                for piece in pieces(text)
            ]
            for text in paragraphs(as_given(section, "body"))
        ],
    }


def _anchor(ref: str, anchors: set[str]) -> str:
    """The figure of this report that a bound figure states; none for one of another month."""
    if not ref:
        return ""
    named = Reference.of(ref)
    return named.slug if not named.month and named.slug in anchors else ""


def _tables(frozen: Json) -> list[Json]:
    """Per area its figures; counters and what no editor adopted in tables of their own."""
    kinds = (
        ("figures", ""),
        ("counters", _("counted since an earlier day")),
        ("reported", _("given by sources, adopted by no editor")),
    )
    tables, seen = [], set[str]()
    for area in frozen["areas"]:
        for kind, note in kinds:
            rows = [row for item in area[kind] for row in _rows(item, 0, seen)]
            if rows:
                tables.append({"area": area_name(area), "note": note, "rows": rows})
    return tables


def _rows(item: Json, depth: int, seen: set[str]) -> list[Json]:
    """A figure and its parts, each below it. A slug is an anchor once."""
    anchor = "" if item["slug"] in seen else item["slug"]
    seen.add(item["slug"])
    row = {
        "anchor": anchor,
        "depth": depth,
        "slug": item["slug"],
        "figure": local(item, "text"),
        "label": local(item, "label"),
        "notes": _notes(item),
        "recorded": _number(item["recorded"]),
        "tally": _number(item["aggregate_only"]),
    }
    return [row, *(below for part in item["parts"] for below in _rows(part, depth + 1, seen))]


def _number(data: Json | None) -> str:
    value = figure(data)
    return value.in_language(language()) if value else ""


def _notes(item: Json) -> list[str]:
    notes = []
    if item["others"]:
        figures = _list(local(other, "text") for other in item["others"])
        notes.append(_("Another figure was given as well: %(figures)s.") % {"figures": figures})
    if item["exceeded"]:
        notes.append(
            _("Recorded incidents add up to more: %(figure)s.") % {"figure": _number(item["recorded"])}
        )
    if item["unclassified"]:
        notes.append(
            _("Its parts leave unclassified: %(figure)s.") % {"figure": _number(item["unclassified"])}
        )
    if local(item, "excludes"):
        notes.append(local(item, "excludes"))
    return notes


def _list(texts: Any) -> str:
    return ("، " if language() == "ar" else ", ").join(texts)


def _campaign(item: Json) -> Json:
    return {
        "title": local(item),
        "when": local(item, "when"),
        "participants": _list(local(party) for party in item["participants"]),
        "aim": local(item, "aim"),
    }


def _abducted(chapter: Json) -> Json:
    def cases(name: str) -> list[Json]:
        return [
            {"title": local(case), "held": local(case, "held"), "id": case["id"]} for case in chapter[name]
        ]

    return {
        "anchor": ABDUCTED,
        "number": how_many(chapter["persons"], chapter["groups"], chapter["unnumbered"]),
        "day": day_text(chapter["day"]),
        "lists": [
            {"heading": heading, "cases": found}
            for heading, found in (
                (_("With news in the month"), cases("news")),
                (_("Without an answer"), cases("unanswered")),
            )
            if found
        ],
    }


def _annex(frozen: Json) -> list[Json]:
    """Each figure once, with what it was counted from."""
    kinds = {"tally": _("tally"), "incident": _("incident")}
    found: dict[str, Json] = {}
    for area in frozen["areas"]:
        for kind in ("figures", "counters", "reported"):
            for item in all_figures(area[kind]):
                if item["contributors"]:
                    found.setdefault(item["slug"], {"area": area_name(area), **item})
    return [
        {
            "slug": slug,
            "figure": local(item, "text"),
            "label": local(item, "label") or item["area"],
            "lines": [
                {
                    "kind": kinds.get(line["kind"], line["kind"]),
                    "id": line["id"],
                    "version": str(line["version"]),
                    "line": "" if line["line"] is None else str(line["line"]),
                    "value": _number(line["value"]),
                    "title": local(line),
                    "date": local(line, "date"),
                }
                for line in item["contributors"]
            ],
        }
        for slug, item in found.items()
    ]


def _words() -> Json:
    """The words of the page itself."""
    return {
        "losses": _("Human losses"),
        "map": _("Recorded incidents by governorate"),
        "map_note": _("The map shows recorded incidents only; totals that a source gave are not on it."),
        "map_empty": _("No recorded incident of this month lies in one governorate."),
        "killed": _("Killed"),
        "governorate": _("Governorate"),
        "losses_of": _("Losses"),
        "unplaced": _("not in one governorate"),
        "figures": _("The figures"),
        "figures_note": _(
            "What recorded incidents account for stands apart from what is given in a total only. "
            "Parts stand below their figure and are not added to it."
        ),
        "figure": _("Figure"),
        "counts": _("What it counts"),
        "recorded": _("In recorded incidents"),
        "tally": _("In a total only"),
        "campaigns": _("Campaigns"),
        "participants": _("Participants"),
        "aim": _("Aim"),
        "abducted": _("The abducted"),
        "held": _("Time held by the end of the month"),
        "case": _("Case"),
        "sources": _("Sources"),
        "annex": _("What each figure was counted from"),
        "annex_note": _("Every record by its public id and the version that was counted."),
        "record": _("Record"),
        "id": _("Id"),
        "version": _("Version"),
        "value": _("Counted"),
        "date": _("Date"),
        "nothing": _("No losses are recorded for this month."),
        "checksum": _("SHA-256 checksum of the figures"),
        "address": _("Permanent address"),
        "frozen": _(
            "This edition is frozen: a later correction makes a new one, and this one stays as it is."
        ),
    }

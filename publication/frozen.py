"""The figures of a month as plain data in both languages: what an edition freezes and everything is drawn from.

Each figure stands with its contributors: the tally and the recorded incidents, by public id and version, with the value
that each was counted with. The text of a report, its infographic and its PDF are made from this alone.
"""

from datetime import date
from typing import Any

from publication.compared import Neighbours, highest_since, same_figures, signature
from publication.display.claims import named_sources
from publication.display.figure_page import claims_behind
from publication.display.month_abducted import chapter
from publication.display.month_page import MonthPage, date_text, month_title, other_claims
from publication.losses import loss_as_json, losses_of
from publication.models import PublishedCasualty, PublishedMonth, PublishedPlace
from publication.months import Area, MonthSummary, address_of, slug_of
from publication.reconcile import Reconciled
from publication.wording import noun_of, shown
from terms.bilingual import both, in_both, texts
from terms.choices import Outcome
from terms.dates import format_month, format_partial, format_period
from terms.figures import Figure, total

Json = dict[str, Any]


def frozen_month(summary: MonthSummary) -> Json:
    """The month as it stands, as JSON: series, scope, areas with figures, losses, places, the abducted, comparisons."""
    neighbours = Neighbours.of(summary)
    return {
        "series": _series(summary),
        "month": month_as_json(summary),
        "scope": {
            name: summary.rule[name]
            for name in ("involved", "perpetrators", "areas", "outcomes", "types", "methods")
        },
        "areas": frozen_areas(summary),
        "losses": [loss_as_json(*pair) for pair in both(lambda: losses_of(summary))],
        **_places(summary),
        "abducted": _abducted(summary),
        "compared": {
            "month_before": _compared(summary, neighbours.before()),
            "year_before": _compared(summary, neighbours.year_before()),
        },
        "highs": _highs(summary, neighbours),
        "sources": _sources(summary),
    }


def frozen_areas(summary: MonthSummary) -> list[Json]:
    """The sections of the month with their figures: all that publication.editions compares."""
    return [_area(summary, area) for area in summary.areas]


def _series(summary: MonthSummary) -> Json:
    names = ("title_ar", "title_en", "since_ar", "since_en", "about_ar", "about_en")
    return {"slug": summary.series.slug, **{name: summary.series.content.get(name, "") for name in names}}


def month_as_json(summary: MonthSummary) -> Json:
    """The month's days, number and names."""
    month, series = summary.month, summary.series
    return {
        "start": month.start.isoformat(),
        "end": month.end.isoformat(),
        "ordinal": month.ordinal,
        "address": address_of(series, month),
        "rule": summary.rule["ordinal_rule"],
        **texts("title", lambda: month_title(series, month)),
        "period_ar": format_period(month.start, month.end, "ar"),
        "period_en": format_period(month.start, month.end, "en"),
    }


def _area(summary: MonthSummary, area: Area) -> Json:
    return {
        "key": area.key,
        "ar": area.area.name_ar if area.area else "",
        "en": area.area.name_en if area.area else "",
        **{
            name: [figure_as_json(summary, figure) for figure in getattr(area, name)]
            for name in ("figures", "counters", "reported")
        },
        "campaigns": [_campaign(campaign) for campaign in area.campaigns],
    }


def figure_as_json(summary: MonthSummary, figure: Reconciled, whole: Reconciled | None = None) -> Json:
    """One figure with its words, its scope, what it stands on, and its parts."""
    page = MonthPage(summary)
    (display_ar, label_ar), (display_en, label_en) = in_both(
        lambda: _in_words(MonthPage(summary), figure, whole)
    )
    tally = figure.tally
    said = tally.content if tally else {}
    row = tally or figure.lines[0]
    own = tally and (tally.period_start, tally.period_end) != (summary.month.start, summary.month.end)
    return {
        "slug": slug_of(figure),
        "measure": figure.measure,
        "figure": figure.figure.as_json(),
        "text_ar": display_ar,
        "text_en": display_en,
        "label_ar": label_ar,
        "label_en": label_en,
        "tally": tally.public_id if tally else None,
        "recorded": _json(figure.recorded),
        "aggregate_only": _json(figure.aggregate_only),
        "unclassified": _json(figure.unclassified),
        "exceeded": figure.exceeded,
        "relation": tally.relation if tally else "",
        "parties": said["parties"] if tally else _parties(page, row.parties),
        "perpetrators": said["perpetrators"] if tally else _parties(page, row.perpetrators),
        "certainty": row.certainty,
        "civil_status": row.civil_status,
        "label": said.get("label"),
        "type": tally.type if tally else "",
        "method": tally.method if tally else "",
        "events": said.get("events"),
        "places": [_reference(place) for place in said.get("places", [])],
        "period": [tally.period_start.isoformat(), tally.period_end.isoformat()] if tally and own else None,
        "excludes_ar": said.get("excludes_ar", ""),
        "excludes_en": said.get("excludes_en", ""),
        "others": _others(figure),
        "contributors": contributors(figure),
        "parts": [figure_as_json(summary, part, figure) for part in figure.parts],
    }


def _in_words(page: MonthPage, figure: Reconciled, whole: Reconciled | None) -> tuple[str, str]:
    return str(page.display(figure, whole)), page.label(figure, whole)


def _others(figure: Reconciled) -> list[Json]:
    """The other figures that sources gave for it and no later claim replaces, each with the number of its claim."""
    if figure.tally is None:
        return []
    claims, found = figure.tally.content["claims"], []
    noun = noun_of(figure.measure, label=figure.tally.content["label"])
    for claim in other_claims(figure):
        said = Figure.from_json(claim["figure"])
        if said != figure.figure:
            words = texts("text", lambda said=said: shown(said, noun))  # type: ignore[misc]
            found.append({"claim": claims.index(claim) + 1, "figure": said.as_json(), **words})
    return found


def contributors(figure: Reconciled) -> list[Json]:
    """What the figure is made of: its tally, and the recorded incidents that lie in it, with their values."""
    found = []
    if figure.tally is not None:
        tally = figure.tally
        found.append(
            {"kind": "tally", "id": tally.public_id, "version": tally.version, "line": None,
             "value": tally.figure.as_json(), "ar": tally.title_ar, "en": tally.title_en, "day": None,
             "date_ar": "", "date_en": "", "subsets": []}
        )  # fmt: skip
    return found + [_incident(figure, line) for line in figure.contributing]


def _incident(figure: Reconciled, line: PublishedCasualty) -> Json:
    incident = line.incident
    return {
        "kind": "incident",
        "id": incident.public_id,
        "version": incident.version,
        "line": line.line,
        "value": figure.value_of(line).as_json(),
        "subsets": incident.content["lines"][line.line - 1]["subsets"],
        "ar": incident.title_ar,
        "en": incident.title_en,
        "day": line.day.isoformat() if line.day else None,
        "date_ar": date_text(incident, "ar"),
        "date_en": date_text(incident, "en"),
    }


def _campaign(campaign: Any) -> Json:
    content = campaign.content
    ongoing = campaign.end is None
    when = {
        f"when_{lang}": format_partial(campaign.start, campaign.end, "day", lang, ongoing=ongoing)
        for lang in ("ar", "en")
    }
    return {
        "id": campaign.public_id,
        "ar": campaign.title_ar,
        "en": campaign.title_en,
        "start": campaign.start.isoformat(),
        "end": campaign.end.isoformat() if campaign.end else None,
        "participants": [_reference(party) for party in content["participants"]],
        "targets": [_reference(party) for party in content["targets"]],
        "aim_ar": content["aim_ar"],
        "aim_en": content["aim_en"],
        **when,
    }


def _places(summary: MonthSummary) -> Json:
    """The recorded killed and wounded of each governorate; what lies in none or in several stands apart."""
    places = {place.key: place for place in PublishedPlace.objects.filter(kind="governorate")}
    lines: dict[str, list[PublishedCasualty]] = {}
    for line in summary.month_lines:
        inside = [key for key in places if key in line.within_places]  # type: ignore[attr-defined]
        lines.setdefault(inside[0] if len(inside) == 1 else "", []).append(line)
    rows = [
        {
            "pcode": places[key].pcode,
            "ar": places[key].name_ar,
            "en": places[key].name_en,
            **_killed_and_wounded(lines[key]),
            "incidents": len({line.incident_id for line in lines[key]}),
        }
        for key in sorted(lines.keys() - {""})
    ]
    return {"places": rows, "unplaced": _killed_and_wounded(lines.get("", []))}


def _killed_and_wounded(lines: list[PublishedCasualty]) -> Json:
    return {
        str(outcome): _json(total(line.figure for line in lines if line.outcome == outcome))
        for outcome in (Outcome.KILLED, Outcome.WOUNDED)
    }


def _abducted(summary: MonthSummary) -> Json | None:
    arabic, english = in_both(lambda: chapter(summary))
    if arabic is None or english is None:
        return None

    def cases(name: str) -> list[Json]:
        return [
            {"id": card.public_id, "ar": card.record.title_ar, "en": card.record.title_en, **held}
            for card in arabic[name]
            for held in [texts("held", lambda card=card: card.held_text)]  # type: ignore[misc]
        ]

    number = arabic["number"]
    return {
        "persons": number.persons,
        "groups": number.groups,
        "unnumbered": number.unnumbered,
        "day": summary.month.end.isoformat(),
        "news": cases("news"),
        "unanswered": cases("unanswered"),
    }


def _compared(summary: MonthSummary, other: PublishedMonth | None) -> Json | None:
    figures = same_figures(summary, other)
    if other is None or not figures:
        return None
    return {
        "address": address_of(summary.series, other.month),
        **texts("title", lambda: month_title(summary.series, other.month)),
        "figures": figures,
    }


def _highs(summary: MonthSummary, neighbours: Neighbours) -> Json:
    found = {}
    for area in summary.areas:
        for figure in area.figures:
            high = highest_since(figure.figure, signature(figure, area.key), neighbours)
            if high is not None:
                day: date | None = high.since.start if high.since else None
                found[slug_of(figure)] = {
                    "since_ar": format_month(day, "ar") if day else "",
                    "since_en": format_month(day, "en") if day else "",
                    "months": high.months,
                    "complete": high.complete,
                }
    return found


def _sources(summary: MonthSummary) -> list[Json]:
    """The sources behind the figures that may be shown, each once."""
    claims = [
        claim
        for area in summary.areas
        for figure in area.all_figures()
        for claim in claims_behind(figure)
        if claim["source"]
    ]
    pairs = both(lambda: [source.name for source in named_sources(claims)])
    return [{"ar": arabic, "en": english} for arabic, english in pairs]


def _parties(page: MonthPage, keys: str) -> list[Json]:
    return page.summary.tree.references(keys)


def _reference(reference: Json) -> Json:
    return {name: reference[name] for name in ("key", "ar", "en")}


def _json(figure: Figure | None) -> Json | None:
    return figure.as_json() if figure else None

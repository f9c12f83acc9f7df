"""The frozen figures of an edition in words: each with the records that it was made of, as they counted then."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from publication.display.cases import how_many
from publication.display.records import day_text
from publication.editions import figures_by_slug
from publication.models.base import in_language
from publication.standing import PAGES, Standing
from publication.wording import Shown, as_phrased, joined, names, noun_of, sentence, shown
from terms.arabic.nouns import NOUNS
from terms.choices import Measure, Outcome
from terms.figures import Figure

Json = dict[str, Any]


@dataclass(frozen=True)
class Contributor:
    """A record behind a frozen figure: what it counted, and in which version."""

    public_id: str
    url: str
    title: str = ""
    date_text: str = ""
    version_text: str = ""
    figure: Shown | None = None
    withdrawn_text: str = ""


@dataclass(frozen=True)
class FrozenRow:
    """One frozen figure (templates/publication/components/frozen_row.html); one that was withdrawn says only that."""

    slug: str
    figure: Shown | None
    label: str
    note: str
    withdrawn_text: str
    split: Json | None
    contributors: list[Contributor]
    parts: list["FrozenRow"] = field(default_factory=list)


class FrozenFigures:
    """All figures of an edition as they may be shown today."""

    def __init__(self, frozen: Json, standing: Standing):
        self.standing = standing
        self.frozen = standing.shown(frozen)
        self.by_slug = figures_by_slug(self.frozen)

    def areas(self) -> list[Json]:
        """The sections in their order; within one, what counts people before acts, the largest first."""
        return [
            {
                "key": area["key"],
                "slug": f"area-{area['key']}" if area["key"] else "all-areas",
                "title": in_language(area) or _("All areas"),
                **{name: [self.row(figure) for figure in _ordered(area[name])] for name in _LISTS},
                "campaigns": [self.campaign(row) for row in area["campaigns"]],
            }
            for area in self.frozen["areas"]
        ]

    def row(self, figure: Json, whole: Json | None = None) -> FrozenRow:
        said = figure_of(figure)
        return FrozenRow(
            slug=figure["slug"],
            figure=said,
            label=in_language(figure, "label"),
            note=_note(figure),
            withdrawn_text="" if said else gone_text(figure),
            split=_split(figure) if whole is None else None,
            contributors=[self.contributor(row, figure) for row in figure["contributors"]],
            parts=[self.row(part, figure) for part in figure["parts"]],
        )

    def contributor(self, row: Json, figure: Json) -> Contributor:
        url = self.standing.url_of(row)
        if row.get("value") is None:
            return Contributor(row["id"], url, withdrawn_text=gone_text(row))
        return Contributor(
            row["id"],
            url,
            title=in_language(row),
            date_text=in_language(row, "date"),
            version_text=self._version(row),
            figure=value_of(row, figure),
        )

    def _version(self, row: Json) -> str:
        """The version that counted, and that the record has changed since."""
        now = self.standing.records[row["id"]].version
        if now == row["version"]:
            return _("version %(number)s") % {"number": row["version"]}
        return _("version %(number)s; today version %(now)s") % {"number": row["version"], "now": now}

    def campaign(self, row: Json) -> Json:
        url = reverse(PAGES["campaign"][0], args=[row["id"]])
        if "when_ar" not in row:
            return {"title": row["id"], "status_text": gone_text(row), "url": url}
        return {
            "title": in_language(row),
            "status_text": in_language(row, "when"),
            "participants_text": names(row["participants"]),
            "aim_text": in_language(row, "aim"),
            "url": url,
        }

    def abducted(self) -> Json | None:
        """How many were without an answer, and the cases that may still be named; with news first, each once."""
        chapter = self.frozen["abducted"]
        if chapter is None:
            return None
        rows = {row["id"]: row for name in ("news", "unanswered") for row in chapter[name]}
        return {
            "number_text": how_many(chapter["persons"], chapter["groups"], chapter["unnumbered"]),
            "day_text": day_text(chapter["day"]),
            "cases": [
                {
                    "public_id": row["id"],
                    "url": reverse(PAGES["case"][0], args=[row["id"]]),
                    "title": in_language(row),
                    "held_text": in_language(row, "held"),
                    "withdrawn_text": withdrawn_text(row["withdrawn_on"]) if "withdrawn_on" in row else "",
                }
                for row in rows.values()
            ],
        }

    def losses(self) -> Json:
        rows = self.frozen["losses"]
        drawn = [row["killed"]["best"] or 0 for row in rows if row["killed"]]
        return {
            "rows": [
                {
                    "area": in_language(row, "area") or _("All areas"),
                    "group": in_language(row, "group"),
                    "is_withdrawn": bool(row.get("withdrawn")),
                    **{
                        str(outcome): self._loss(row, outcome)
                        for outcome in (Outcome.KILLED, Outcome.WOUNDED)
                    },
                }
                for row in rows
            ],
            "max": max(drawn, default=0) or 1,
        }

    def _loss(self, row: Json, outcome: Outcome) -> Json | None:
        """A sum leads to the first of the figures that it adds."""
        if row[outcome] is None:
            return None
        figure = Figure.from_json(row[outcome])
        slugs = [slug for slug in row["slugs"] if self.by_slug.get(slug, {}).get("measure") == outcome]
        url = f"#{slugs[0]}" if slugs else ""
        return {"figure": shown(figure, NOUNS[outcome]), "url": url, "drawn": figure.best or 0}

    def headlines(self) -> list[Json]:
        """The largest figures of the killed, three at the most."""
        killed = [
            figure
            for area in self.frozen["areas"]
            for figure in area["figures"]
            if figure["measure"] == Measure.KILLED
            and figure["figure"]
            and figure["figure"]["best"] is not None
        ]
        largest = sorted(killed, key=lambda figure: -figure["figure"]["best"])[:3]
        return [
            {
                "figure": figure_of(figure),
                "label": in_language(figure, "label"),
                "url": f"#{figure['slug']}",
            }
            for figure in largest
        ]


_LISTS = ("figures", "counters", "reported")


def figure_of(figure: Json) -> Shown | None:
    """The frozen figure as it was phrased; None of one that may not be shown."""
    if figure["figure"] is None:
        return None
    return as_phrased(in_language(figure, "text"), Figure.from_json(figure["figure"]))


def value_of(row: Json, figure: Json) -> Shown:
    """What a contributor counted, with the noun of what it counted towards."""
    return shown(Figure.from_json(row["value"]), noun_of(figure["measure"], label=figure["label"]))


def withdrawn_text(day: str | None) -> str:
    return _("withdrawn on %(day)s") % {"day": day_text(day)} if day else _("no longer published")


def gone_text(part: Json) -> str:
    """Why a part of an edition is no longer said."""
    if "suppressed_on" in part:
        return _("suppressed on %(day)s") % {"day": day_text(part["suppressed_on"])}
    return withdrawn_text(part["withdrawn_on"])


def _ordered(figures: list[Json]) -> list[Json]:
    """As the month page orders them (publication.display.month_page.by_weight); what is withdrawn comes last."""
    kinds = list(Measure.values)

    def weight(figure: Json) -> tuple[bool, int, bool, int]:
        measure = figure["measure"]
        place = kinds.index(measure) if measure in kinds else len(kinds)
        said = figure["figure"] or {"best": None}
        return (figure["figure"] is None, place, figure["tally"] is None, -(said["best"] or 0))

    return sorted(figures, key=weight)


def _note(figure: Json) -> str:
    """What a figure leaves out, and the other figures that sources gave."""
    notes = []
    if excluded := in_language(figure, "excludes"):
        notes.append(_("Not counted in it: %(what)s.") % {"what": excluded.rstrip(".")})
    if others := joined([in_language(other, "text") for other in figure["others"]]):
        notes.append(_("Another figure was given as well: %(figures)s.") % {"figures": others})
    if figure["exceeded"] and figure["recorded"]:
        recorded = str(shown(Figure.from_json(figure["recorded"]), noun_of(figure["measure"])))
        notes.append(_("Recorded incidents add up to more: %(figure)s.") % {"figure": recorded})
    if figure["unclassified"]:
        rest = str(shown(Figure.from_json(figure["unclassified"]), noun_of(figure["measure"])))
        notes.append(f"{sentence(rest, _('not classified by the source'))}.")
    return " ".join(notes)


def _split(figure: Json) -> Json | None:
    """What stood on recorded incidents and what on the tally alone (components/split_bar.html)."""
    recorded, rest = figure["recorded"], figure["aggregate_only"]
    best = figure["figure"]["best"] if figure["figure"] else None
    if best is None or figure["tally"] is None or figure["exceeded"] or not (recorded or rest):
        return None
    noun = noun_of(figure["measure"])
    return {
        "total": best,
        "recorded": (recorded["best"] or 0) if recorded else 0,
        "recorded_figure": shown(Figure.from_json(recorded), noun) if recorded else None,
        "tally_figure": shown(Figure.from_json(rest), noun) if rest else None,
    }

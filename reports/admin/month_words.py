"""What the desk of a month shows, in words and links; the records that it speaks of are read once."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from publication.editions import Change, figures_in
from publication.models.base import in_language
from publication.wording import language
from records.models import Record
from reports.desk import Desk
from terms.bound import bind
from terms.figures import Figure

Json = dict[str, Any]


def in_words(desk: Desk) -> Json:
    """The parts of the page that are made from figures, warnings and changes."""
    links = _Links(desk)
    return {
        "areas": [_area(area, links) for area in desk.now["areas"]],
        "losses": [_loss(loss) for loss in desk.now["losses"]],
        "choices": [
            _choice(figure, desk.report.headline_claims)
            for figure in figures_in(desk.now)
            if figure["others"]
        ],
        "warnings": [
            {
                "warning": warning,
                "taken": desk.taken_on.get(warning.key),
                "records": [links.to(public_id) for public_id in warning.public_ids],
            }
            for warning in desk.warnings
        ],
        "late": [{**links.to(row["id"]), "date": in_language(row, "date")} for row in desk.late],
        "since_edition": [_change(change, links) for change in desk.since_edition],
        "since_saved": [_change(change, links) for change in desk.since_saved],
    }


def figures_to_bind(desk: Desk) -> list[Json]:
    """The figures of the month with the mark by which a text binds each."""
    return [
        {
            "text": in_language(figure, "text"),
            "label": in_language(figure, "label"),
            "mark": bind(in_language(figure, "text"), figure["slug"]),
        }
        for figure in (figures_in(desk.now) if desk.now else [])
    ]


class _Links:
    """Public ids as titles and addresses of the staff's pages, in one query."""

    def __init__(self, desk: Desk):
        wanted = {public_id for warning in desk.warnings for public_id in warning.public_ids}
        frozen = [desk.now, desk.report.figures, desk.edition.content["figures"] if desk.edition else None]
        for state in frozen:
            wanted |= {
                row["id"] for figure in (figures_in(state) if state else []) for row in figure["contributors"]
            }
        self.records = {
            record.public_id: record
            for record in Record.objects.filter(public_id__in=wanted).only(
                "public_id", "title_ar", "title_en", "kind"
            )
        }

    def to(self, public_id: str) -> Json:
        record = self.records.get(public_id)
        return {
            "title": record.title if record else public_id,
            "url": reverse("admin:records_record_review", args=[record.pk]) if record else "",
        }


def _area(area: Json, links: _Links) -> Json:
    titles = {
        "figures": "",
        "counters": _("Counted since an earlier date"),
        "reported": _("Given by sources, adopted by no editor"),
    }
    return {
        "title": in_language(area) or _("All areas"),
        "lists": [
            (title, [row for figure in area[name] for row in _rows(figure, links)])
            for name, title in titles.items()
            if area[name]
        ],
        "campaigns": [in_language(campaign) for campaign in area["campaigns"]],
    }


def _said(figure: Json | None) -> str:
    return Figure.from_json(figure).in_language(language()) if figure else ""


def _rows(figure: Json, links: _Links, is_part: bool = False) -> list[Json]:
    """The row of a figure, and below it those of its parts."""
    row = {
        "text": in_language(figure, "text"),
        "label": in_language(figure, "label"),
        "recorded": _said(figure["recorded"]),
        "rest": _said(figure["aggregate_only"]),
        "others": "، ".join(in_language(other, "text") for other in figure["others"]),
        "is_tally": bool(figure["tally"]),
        "is_part": is_part,
        "record": links.to(figure["tally"]) if figure["tally"] else None,
        "incidents": len({one["id"] for one in figure["contributors"] if one["kind"] == "incident"}),
    }
    return [row, *(below for part in figure["parts"] for below in _rows(part, links, True))]


def _loss(loss: Json) -> Json:
    return {
        "area": in_language(loss, "area") or _("All areas"),
        "group": in_language(loss, "group"),
        "killed": _said(loss["killed"]),
        "wounded": _said(loss["wounded"]),
    }


def _choice(figure: Json, chosen: dict[str, int]) -> Json:
    """Of a figure that sources gave otherwise: which one headline and lead use."""
    options = [("", in_language(figure, "text"), figure["slug"] not in chosen)]
    options += [
        (str(other["claim"]), in_language(other, "text"), chosen.get(figure["slug"]) == other["claim"])
        for other in figure["others"]
    ]
    return {"slug": figure["slug"], "label": in_language(figure, "label"), "options": options}


def _change(change: Change, links: _Links) -> Json:
    return {
        "label": in_language(change.figure, "label"),
        "before": in_language(change.before, "text") if change.before else "—",
        "after": in_language(change.after, "text") if change.after else "—",
        "same_number": not change.says_another_number,
        "records": [links.to((after or before or {})["id"]) for before, after in change.contributors],
    }

"""What the infographic says, as data for its template: the head, the few numbers that matter, the bars, the map."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from publication.wording import among_text, carried_out_by, joined, names, noun_of, of_whom, sentence, shown
from reports.drawing.governorates import map_data
from reports.drawing.losses import area_name, blocks, every_figure, left_out, legend
from reports.drawing.words import edition_text, figure, figure_text, held, language, local, shortened
from terms.arabic.agreement import among
from terms.choices import Measure, Outcome
from terms.dates import format_period
from terms.figures import Figure

Json = dict[str, Any]

#: Numbers beside the largest one.
NUMBERS = 4


def infographic_data(content: Json, groups: int, room: float = 1) -> Json:
    """The data of the picture with the largest groups, so many at most; less `room` shortens texts."""
    frozen = content["figures"]
    month = frozen["month"]
    killed = _largest_by_area(frozen, Outcome.KILLED)
    areas = blocks(frozen, groups, room)
    title = shortened(local(month, "title"), int(90 * room))
    data = {
        "language": language(),
        "organisation": shortened(local(content, "organisation"), int(70 * room)),
        "title": title,
        "period": local(month, "period"),
        "about": _("Human losses of the month"),
        "edition": edition_text(content),
        "address": content.get("url") or "",
        "lead": _lead(frozen, *killed[0], room) if killed else None,
        "numbers": _numbers(frozen, killed, room),
        "empty": "" if killed or areas else _("No losses are recorded for this month."),
        "empty_note": _("What is not recorded may have happened all the same."),
        "bars_title": _("By area of control and group"),
        "blocks": areas,
        "more": left_out(frozen, groups),
        "legend": legend(areas),
        "map": map_data(frozen, 8, int(40 * room)),
        "map_title": _("Recorded incidents only"),
        "map_empty": _("No recorded incident of this month lies in one governorate."),
        "map_killed": _("Killed"),
        "unplaced_label": _("not in one governorate"),
    }
    return {**data, "alt": _alt(data)}


def _alt(data: Json) -> str:
    """The whole picture in words, for the SVG."""
    lead = [data["empty"]]
    if data["lead"]:
        lead = [
            f"{data['lead']['text']} {data['lead']['label']} ({data['lead']['area']})",
            *data["lead"]["details"],
        ]
    for item in data["numbers"]:
        lead.append(f"{item['text']} ({'; '.join(filter(None, (item['label'], item['among'])))})")
    bars = [
        f"{row['label']}, {area['area']}: " + ", ".join(bar["text"] for bar in row["bars"])
        for area in data["blocks"]
        for row in area["rows"]
    ]
    parts = (data["title"], data["period"], *lead, *bars, data["map"]["alt"])
    return ". ".join(part for part in parts if part).replace("\u00a0", " ")


def _best(item: Json) -> int:
    return item["figure"]["best"] if item["figure"]["best"] is not None else -1


def _largest_by_area(frozen: Json, measure: str) -> list[tuple[Json, Json]]:
    """The largest figure of the measure of each area that has one, the largest first: (area, figure)."""
    found = []
    for area in frozen["areas"]:
        items = [
            item
            for item in area["figures"]
            if item["measure"] == measure and item["figure"]["qualifier"] != "unknown"
        ]
        if items:
            found.append((area, max(items, key=_best)))
    return sorted(found, key=lambda pair: -_best(pair[1]))


def _set(item: Json) -> Json:
    """A figure taken apart into what is set large and what small."""
    parts = shown(
        Figure.from_json(item["figure"]), noun_of(item["measure"], item["civil_status"], item["label"])
    )
    return {
        "qualifier": parts.qualifier_text,
        "number": shortened(parts.number_text, 60),
        "noun": parts.noun,
        "text": str(parts),
    }


def _lead(frozen: Json, area: Json, item: Json, room: float) -> Json:
    """The largest number of killed, with what it counts and what it is made of."""
    drawn = {slug for row in frozen["losses"] for slug in row["slugs"]}
    details = []
    if item["tally"] and item["recorded"] and item["recorded"]["best"] and item["aggregate_only"]:
        details.append(
            _("%(recorded)s in recorded incidents, %(rest)s in a total only")
            % {
                "recorded": _number(item["recorded"]),
                "rest": _number(item["aggregate_only"]),
            }
        )
    parts = [part for part in item["parts"] if part["slug"] not in drawn]
    details += [_part(item, part) for part in parts[:2]]
    details += _largest_incident(frozen, item)
    details += _told_of_the_abducted(frozen)
    return {
        **_set(item),
        "label": shortened(local(item, "label"), int(170 * room)),
        "area": shortened(area_name(area), int(90 * room)),
        "details": [held(shortened(detail, int(150 * room))) for detail in details],
    }


def _number(data: Json) -> str:
    value = figure(data)
    return value.in_language(language()) if value else ""


def _part(whole: Json, part: Json) -> str:
    """A part of the lead, without the party where it is the one just named."""
    label = local(part, "label")
    if part["parties"] == whole["parties"]:
        label = label.removeprefix(of_whom(names(part["parties"]), part["civil_status"])).lstrip("،, ")
    introduced = among(whole["figure"]["best"], "m") if language() == "ar" else "among them"
    return f"{introduced} {local(part, 'text')} {label}".strip()


def _largest_incident(frozen: Json, item: Json) -> list[str]:
    """The recorded incident with most killed, where it is among several that make this figure."""
    others = [line for other in every_figure(frozen) for line in _incidents(other)]
    own = _incidents(item)
    if len(own) < 2:
        return []
    largest = max(own, key=lambda line: line["value"]["best"])
    if any(line["value"]["best"] > largest["value"]["best"] for line in others):
        return []
    killed = Figure.from_json(largest["value"])
    return [
        _("%(title)s: %(killed)s (most in one recorded incident)")
        % {
            "title": local(largest),
            "killed": sentence(
                figure_text(largest["value"], "killed"), among_text(killed, largest.get("subsets") or [])
            ),
        }
    ]


def _incidents(item: Json) -> list[Json]:
    """The lines of recorded incidents behind a number of killed."""
    if item["measure"] != Outcome.KILLED:
        return []
    return [line for line in item["contributors"] if line["kind"] == "incident" and line["value"]["best"]]


def _numbers(frozen: Json, killed: list[tuple[Json, Json]], room: float) -> list[Json]:
    """The other numbers that matter: killed in other areas, then the most wounded, operations and air strikes."""
    others = [
        found[0]
        for measure in (Outcome.WOUNDED, Measure.OPERATIONS, Measure.AIR_STRIKES)
        if (found := _largest_by_area(frozen, measure))
    ]
    chosen = [*killed[1 : 1 + NUMBERS - len(others)], *others]
    return [
        {**_set(item), "label": _short_label(area, item, room), "among": _among(item, room)}
        for area, item in chosen
    ]


def _among(item: Json, room: float) -> str:
    """Who of the killed bears a label (بينهم مسؤولتان محليتان ووجيه عشائري واحد)."""
    parts = sorted((part for part in item["parts"] if part["label"]), key=lambda part: -_best(part))
    labelled = [local(part, "text") for part in parts]
    if item["measure"] != Outcome.KILLED or not labelled:
        return ""
    introduced = among(item["figure"]["best"], "m") if language() == "ar" else "among them"
    return shortened(f"{introduced} {joined(labelled)}", int(90 * room))


def _told_of_the_abducted(frozen: Json) -> list[str]:
    """What sources say of the abducted as a whole and no editor adopted: in their words, and told as such."""
    told = [
        local(item, "text")
        for area in frozen["areas"]
        for item in area["reported"]
        if item["measure"] == Measure.ABDUCTED and item["figure"]["qualifier"] == "wording"
    ]
    values = {"figures": joined(told[:2])}
    return [_("%(figures)s: given by sources, adopted by no editor") % values] if told else []


def _short_label(area: Json, item: Json, room: float) -> str:
    """What one line can say: of acts by whom, of people where, and when if that is not the whole month."""
    if item["measure"] in (Measure.OPERATIONS, Measure.AIR_STRIKES):
        by = carried_out_by(names(item["perpetrators"]), item["certainty"])
        return shortened(by or area_name(area), int(70 * room))
    when = ""
    if item["period"]:
        start, end = map(date.fromisoformat, item["period"])
        when = format_period(start, end, language())
    return shortened(sentence(area_name(area), when), int(90 * room))

"""The one registry of columns of incidents: tables, CSV files and the data dictionary read it. Cases have their own
(publication.case_columns).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from publication.keys import joined
from publication.models import PublishedIncident
from terms.choices import Outcome, PlaceKind
from terms.figures import Figure, total

Value = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """One column: its stable key, what it is called, which group it stands in, and what it holds for a record.

    `hxl` is the tag of the Humanitarian Exchange Language, empty where none fits.
    """

    key: str
    label: Any
    group: Any
    value: Value
    hxl: str = ""

    def label_in(self, language: str) -> str:
        with override(language):
            return str(self.label)


RECORD, WHEN, WHERE, WHAT, TOLL = _("Record"), _("When"), _("Where"), _("What"), _("Toll")


def attribute(name: str) -> Value:
    return lambda incident: getattr(incident, name)


def _content(name: str) -> Value:
    return lambda incident: incident.content[name]


def reference(name: str, part: str) -> Value:
    return lambda incident: (incident.content[name] or {}).get(part, "")


def names(name: str, part: str) -> Value:
    return lambda incident: "; ".join(one[part] for one in incident.content[name])


def governorate_of(record: Any, part: str) -> str:
    """The governorate that the place is or lies in, or those that a road or region crosses."""
    place = record.content["place"]
    if not place:
        return ""
    chain = [part_ for part_ in (*place["above"], place) if part_["kind"] == PlaceKind.GOVERNORATE]
    return "; ".join(governorate[part] for governorate in chain or place["crosses"])


def figure_of(incident: PublishedIncident, outcome: str) -> Figure | None:
    """The sum of the incident's lines of one outcome; None when it has none (nothing is not zero)."""
    lines = incident.content["lines"]
    return total(Figure.from_json(line["figure"]) for line in lines if line["outcome"] == outcome)


def _bound(outcome: str, bound: str) -> Value:
    def value(incident: PublishedIncident) -> Any:
        figure = figure_of(incident, outcome)
        found = getattr(figure, bound) if figure else None
        return "" if found is None else found

    return value


def _words(outcome: str, language: str) -> Value:
    def value(incident: PublishedIncident) -> str:
        figure = figure_of(incident, outcome)
        return figure.in_language(language) if figure else ""

    return value


def _outcome_columns(outcome: Outcome, words: tuple[Any, ...], hxl: str = "") -> list[Column]:
    """The figure of one outcome: best, low, high, the qualifier, and as read in both languages."""
    key = outcome.value
    low, best, high, qualifier, arabic, english = words
    return [
        Column(f"{key}_low", low, TOLL, _bound(key, "low"), f"{hxl}+min" if hxl else ""),
        Column(f"{key}_best", best, TOLL, _bound(key, "best"), hxl),
        Column(f"{key}_high", high, TOLL, _bound(key, "high"), f"{hxl}+max" if hxl else ""),
        Column(f"{key}_qualifier", qualifier, TOLL, _bound(key, "qualifier")),
        Column(f"{key}_ar", arabic, TOLL, _words(key, "ar")),
        Column(f"{key}_en", english, TOLL, _words(key, "en")),
    ]


_KILLED = (_("killed, lowest"), _("killed, best"), _("killed, highest"), _("killed, qualifier"),
           _("killed, as read in Arabic"), _("killed, as read in English"))  # fmt: skip
_WOUNDED = (_("wounded, lowest"), _("wounded, best"), _("wounded, highest"), _("wounded, qualifier"),
            _("wounded, as read in Arabic"), _("wounded, as read in English"))  # fmt: skip
_ABDUCTED = (_("abducted, lowest"), _("abducted, best"), _("abducted, highest"), _("abducted, qualifier"),
             _("abducted, as read in Arabic"), _("abducted, as read in English"))  # fmt: skip

#: What every file of records begins with.
IDENTITY = [
    Column("id", _("public id"), RECORD, attribute("public_id"), "#event+code"),
    Column("version", _("version"), RECORD, attribute("version")),
    Column("first_released", _("first released"), RECORD, attribute("first_released")),
    Column("last_released", _("last released"), RECORD, attribute("last_released"), "#date+updated"),
    Column("title_ar", _("title in Arabic"), RECORD, attribute("title_ar"), "#event+name+i_ar"),
    Column("title_en", _("title in English"), RECORD, attribute("title_en"), "#event+name+i_en"),
]

COLUMNS: list[Column] = [
    *IDENTITY,
    Column("date_precision", _("how exactly the date is known"), WHEN, attribute("precision")),
    Column("date_start", _("first day, when known to the day"), WHEN, attribute("start"), "#date+occurred"),
    Column("date_end", _("last day of an event of several days"), WHEN, attribute("end"), "#date+end"),
    Column("date_earliest", _("earliest possible day"), WHEN, attribute("earliest"), "#date+min"),
    Column("date_latest", _("latest possible day"), WHEN, attribute("latest"), "#date+max"),
    Column("counted_on", _("day on which it counts"), WHEN, attribute("counted_on"), "#date+counted"),
    Column("events", _("number of events"), WHAT, attribute("events")),
    Column("place_key", _("place, key"), WHERE, attribute("place"), "#loc+code"),
    Column("place_ar", _("place in Arabic"), WHERE, reference("place", "ar"), "#loc+name+i_ar"),
    Column("place_en", _("place in English"), WHERE, reference("place", "en"), "#loc+name+i_en"),
    Column("place_precision", _("how exactly the place is known"), WHERE, attribute("place_precision")),
    Column("governorate_pcode", _("governorate, p-code"), WHERE, lambda i: governorate_of(i, "pcode"),
           "#adm1+code+v_pcodes"),
    Column("governorate_ar", _("governorate in Arabic"), WHERE, lambda i: governorate_of(i, "ar"), "#adm1+name+i_ar"),
    Column("governorate_en", _("governorate in English"), WHERE, lambda i: governorate_of(i, "en"), "#adm1+name+i_en"),
    Column("area", _("area of control, key"), WHERE, attribute("area")),
    Column("area_ar", _("area of control in Arabic"), WHERE, reference("area", "ar")),
    Column("area_en", _("area of control in English"), WHERE, reference("area", "en")),
    Column("type", _("type"), WHAT, attribute("type"), "#event+type"),
    Column("method", _("method"), WHAT, attribute("method"), "#event+method"),
    Column("perpetrators", _("perpetrators, keys"), WHAT,
           lambda i: joined(party["key"] for party in i.content["perpetrators"])),
    Column("perpetrators_ar", _("perpetrators in Arabic"), WHAT, names("perpetrators", "ar"), "#group+name+i_ar"),
    Column("perpetrators_en", _("perpetrators in English"), WHAT, names("perpetrators", "en"), "#group+name+i_en"),
    Column("certainty", _("certainty of the attribution"), WHAT, attribute("certainty")),
    Column("grade", _("grade"), WHAT, attribute("grade"), "#meta+grade"),
    *_outcome_columns(Outcome.KILLED, _KILLED, "#affected+killed"),
    *_outcome_columns(Outcome.WOUNDED, _WOUNDED, "#affected+injured"),
    *_outcome_columns(Outcome.ABDUCTED, _ABDUCTED, "#affected+abducted"),
    Column("sources_en", _("sources that may be shown"), RECORD,
           lambda i: "; ".join(dict.fromkeys(c["source"]["en"] or c["source"]["ar"] for c in i.content["claims"]
                                             if c["source"])), "#meta+source"),
    Column("description_ar", _("what happened, in Arabic"), WHAT, _content("description_ar"), "#description+i_ar"),
    Column("description_en", _("what happened, in English"), WHAT, _content("description_en"), "#description+i_en"),
]  # fmt: skip

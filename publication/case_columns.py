"""The one registry of columns of cases, beside that of incidents (publication.columns): for CSV and the dictionary."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from publication.columns import (
    IDENTITY,
    RECORD,
    TOLL,
    WHEN,
    WHERE,
    Column,
    attribute,
    governorate_of,
    names,
    reference,
)
from publication.display.case_claims import group_counts_of
from publication.keys import joined
from publication.models import PublishedCase
from terms.choices import CountOf
from terms.figures import Figure

WHO, FATE = _("Who"), _("Fate")


def _content(name: str) -> Any:
    return lambda case: "" if case.content[name] is None else case.content[name]


def _size(part: str) -> Any:
    return lambda case: "" if case.content["figure"][part] is None else case.content["figure"][part]


def _fate(of: str, language: str) -> Any:
    """The standing count of a fate, as read; nothing where no source counts it."""

    def value(case: PublishedCase) -> str:
        figure = group_counts_of(case.content).fates.get(of)
        return figure.in_language(language) if figure else ""

    return value


def first_of_event(case: PublishedCase) -> str:
    """The first case of the event, where that is another and lists may lead to it (CaseQuerySet.with_links)."""
    first: str | None = case.first_of_event  # type: ignore[attr-defined]
    return first if first and first != case.pk and case.is_linked else ""


def incident_of(case: PublishedCase) -> str:
    """The incident in which the person was taken, where it is public (CaseQuerySet.with_links)."""
    return case.incident if case.incident_is_public else ""  # type: ignore[attr-defined]


CASE_COLUMNS: list[Column] = [
    *IDENTITY,
    Column("subject", _("person or group"), WHO, attribute("subject")),
    Column("role", _("role"), WHO, attribute("role")),
    Column("nationalities", _("nationalities, by ISO 3166 code"), WHO, attribute("nationalities")),
    Column("age_low", _("age at the time, lowest"), WHO, _content("age_low")),
    Column("age_high", _("age at the time, highest"), WHO, _content("age_high")),
    Column("size_low", _("size of the group, lowest"), WHO, _size("low"), "#affected+abducted+min"),
    Column("size_best", _("size of the group, best"), WHO, _size("best"), "#affected+abducted"),
    Column("size_high", _("size of the group, highest"), WHO, _size("high"), "#affected+abducted+max"),
    Column("size_qualifier", _("size of the group, qualifier"), WHO, _size("qualifier")),
    Column("size_ar", _("size of the group, as read in Arabic"), WHO,
           lambda case: Figure.from_json(case.content["figure"]).in_language("ar")),
    Column("size_en", _("size of the group, as read in English"), WHO,
           lambda case: Figure.from_json(case.content["figure"]).in_language("en")),
    Column("date_precision", _("how exactly the date is known"), WHEN, attribute("precision")),
    Column("date_earliest", _("earliest possible day"), WHEN, attribute("earliest"), "#date+min"),
    Column("date_latest", _("latest possible day"), WHEN, attribute("latest"), "#date+max"),
    Column("place_key", _("place, key"), WHERE, attribute("place"), "#loc+code"),
    Column("place_ar", _("place in Arabic"), WHERE, reference("place", "ar"), "#loc+name+i_ar"),
    Column("place_en", _("place in English"), WHERE, reference("place", "en"), "#loc+name+i_en"),
    Column("governorate_pcode", _("governorate, p-code"), WHERE, lambda case: governorate_of(case, "pcode"),
           "#adm1+code+v_pcodes"),
    Column("governorate_ar", _("governorate in Arabic"), WHERE, lambda case: governorate_of(case, "ar"),
           "#adm1+name+i_ar"),
    Column("holders", _("alleged holders, keys"), FATE,
           lambda case: joined(party["key"] for party in case.content["holders"])),
    Column("holders_ar", _("alleged holders in Arabic"), FATE, names("holders", "ar"), "#group+name+i_ar"),
    Column("holders_en", _("alleged holders in English"), FATE, names("holders", "en"), "#group+name+i_en"),
    Column("holder_certainty", _("certainty of the attribution"), FATE, _content("holder_certainty")),
    Column("status", _("present status"), FATE, attribute("status"), "#status"),
    Column("resolved", _("whether the case is resolved"), FATE, lambda case: "yes" if case.is_closed else "no"),
    Column("contested", _("whether sources that stand disagree on the end"), FATE,
           lambda case: "yes" if case.is_contested else "no"),
    Column("ended", _("day on which it was resolved, at the latest"), FATE, attribute("ended"), "#date+end"),
    Column("last_news", _("day of the last news"), FATE, attribute("last_news")),
    Column("held", _("still held, as read in English"), TOLL, _fate(CountOf.HELD, "en")),
    Column("freed", _("freed, as read in English"), TOLL, _fate(CountOf.FREED, "en")),
    Column("killed", _("killed, as read in English"), TOLL, _fate(CountOf.KILLED, "en"), "#affected+killed"),
    Column("incident", _("public id of the incident"), RECORD, incident_of),
    Column("same_event_as", _("public id of the first case of the event"), RECORD, first_of_event),
]  # fmt: skip

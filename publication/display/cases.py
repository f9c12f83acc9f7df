"""Cases of the abducted on pages: a card in a list, and the page of one."""

from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from publication.case_rows import present_of
from publication.display.case_claims import (
    CountRow,
    Guess,
    StatusRow,
    count_rows,
    group_counts_of,
    guesses_of,
    newest_news,
    timeline_of,
)
from publication.display.records import Fact, day_text, place_chain
from publication.models import PublishedCase
from publication.models.base import in_language
from publication.wording import STATED, Shown, joined, language, names, sentence, shown
from terms.arabic.agreement import count, count_phrase
from terms.choices import (
    CaseStatus,
    Certainty,
    ClaimGrade,
    CountOf,
    PlacePrecision,
    Role,
    Subject,
)
from terms.countries import country_name
from terms.counts import GroupCounts
from terms.dates import format_partial
from terms.durations import time_held
from terms.figures import Figure
from terms.status import AWAY, Present


class CaseCard:
    """One case in a list; all comes from its document. With `day` as it stood on that day: its status, how long by
    then, the last news by then.
    """

    def __init__(self, case: PublishedCase, day: date | None = None):
        self.record = case
        self.content: dict[str, Any] = case.content
        self.as_of = day
        self.day = day or timezone.localdate()

    @property
    def public_id(self) -> str:
        return self.record.public_id

    @property
    def title(self) -> str:
        return self.record.title

    def get_absolute_url(self) -> str:
        return self.record.get_absolute_url()

    @property
    def is_group(self) -> bool:
        return self.record.subject == Subject.GROUP

    @property
    def size(self) -> Shown | None:
        """How many a group is; a case of one person says no number."""
        return shown(Figure.from_json(self.content["figure"]), "person") if self.is_group else None

    @cached_property
    def present(self) -> Present:
        return present_of(self.content, self.as_of)

    @property
    def status_text(self) -> str:
        """The present status, and how well it is established where it closes nothing and is told by someone. A death
        that is confirmed and contradicted is a report of one: the grade of what it was told as is not its own.
        """
        label = str(CaseStatus(self.present.status).label)
        by = self.present.by
        if (
            self.present.is_closed
            or by is None
            or self.present.status in AWAY
            or by.status != self.present.status
        ):
            return label
        return _("%(status)s (%(grade)s)") % {"status": label, "grade": ClaimGrade(by.grade).label}

    @property
    def is_closed(self) -> bool:
        return self.present.is_closed

    @property
    def is_contested(self) -> bool:
        return self.present.is_contested

    @property
    def role_text(self) -> str:
        return str(Role(self.content["role"]).label) if self.content["role"] else ""

    @property
    def taken_text(self) -> str:
        """The day of the abduction with its precision; nothing where no source gives any."""
        if self.record.earliest is None and self.record.latest is None:
            return ""
        return format_partial(self.record.earliest, self.record.latest, self.record.precision, language())

    @property
    def place_text(self) -> str:
        chain = place_chain(self.content["place"])
        if chain and self.content["place_precision"] == PlacePrecision.NEAR:
            return _("near %(place)s") % {"place": chain}
        return chain

    @property
    def held_text(self) -> str:
        """How long, with “about” where a day is not exact; it stops when the case is resolved, or at the family's
        wish.
        """
        earliest, latest, end = self.record.earliest, self.record.latest, self._until
        if earliest is None and latest is None:
            return ""
        ended = self.present.ended
        if ended is not None and ended.earliest and latest and ended.latest and ended.latest <= self.day:
            # An end that is not known to the day makes the time as uncertain as a beginning would.
            latest = min(latest + (ended.latest - ended.earliest), end)
        if latest is not None and earliest is not None and latest < earliest:
            latest = earliest
        if earliest is not None and earliest > end:
            return ""
        return time_held(earliest, latest, end, language(), "nominative")

    @property
    def held_label(self) -> str:
        if self._stopped_by_family:
            return _("Time counted until the family asked to stop")
        if self._until < self.day:
            return _("Time held")
        return _("Time by the end of the month") if self.as_of else _("Time so far")

    @property
    def _stopped_by_family(self) -> bool:
        stopped = self.content["clock_stopped_on"]
        return bool(stopped and not self.is_closed and date.fromisoformat(stopped) <= self.day)

    @property
    def _until(self) -> date:
        ended = self.present.ended
        if ended is not None:
            return min(ended.day, self.day)
        if self._stopped_by_family:
            return date.fromisoformat(self.content["clock_stopped_on"])
        return self.day

    @property
    def last_news_text(self) -> str:
        """The newest day that a source speaks of, or on which it spoke; never more exact than the source."""
        return newest_news(self.content, self.as_of)

    @cached_property
    def _counts(self) -> GroupCounts:
        return group_counts_of(self.content, self.as_of)

    @property
    def counts(self) -> list[CountRow]:
        return count_rows(self.content)

    @property
    def fates(self) -> list[dict[str, Any]]:
        """What stands of a group: how many of each fate, and the rest whom no count speaks of."""
        counts = self._counts
        rows = [
            {"label": str(CountOf(of).label), "figure": shown(figure, "person")}
            for of, figure in counts.fates.items()
        ]
        if not rows:
            return []
        if counts.rest is not None and counts.rest.best:
            rows.append({"label": _("fate unknown"), "figure": shown(counts.rest, "person")})
        elif counts.rest is None:
            rows.append({"label": _("fate unknown"), "figure": shown(Figure.unknown(), "person")})
        return rows

    @property
    def photo(self) -> dict[str, Any] | None:
        """The first photo that may be shown; its address says the id of the case, its text no more than the title."""
        found = next((photo for photo in self.content["photos"] if photo["copy"]), None)
        if found is None:
            return None
        return {
            "url": reverse("publication:abductee_photo", args=[self.public_id, found["copy"][:16]]),
            "width": found["width"],
            "height": found["height"],
            "alt": _("Photo: %(title)s") % {"title": self.title},
            "credit": in_language(found, "credit"),
        }


class CasePage(CaseCard):
    """Everything released of one case."""

    @property
    def kind_text(self) -> str:
        """Person or group, and what a person did: the words for roles are of one."""
        subject = str(Subject(self.record.subject).label)
        return subject if self.is_group else sentence(subject, self.role_text)

    @property
    def about(self) -> str:
        return in_language(self.content, "about")

    @property
    def circumstances(self) -> str:
        return in_language(self.content, "circumstances")

    @property
    def other_names(self) -> list[str]:
        """The other spellings that may be shown, each once, without the title itself."""
        texts = [name["text"] for name in (self.content["person"] or {"names": []})["names"]]
        return [text for text in dict.fromkeys(texts) if text != self.title]

    @cached_property
    def timeline(self) -> list[StatusRow]:
        return timeline_of(self.content, self.present)

    @property
    def guesses(self) -> list[Guess]:
        return guesses_of(self.content)

    @property
    def holders_text(self) -> str:
        return names(self.content["holders"])

    @property
    def rival_holders_text(self) -> str:
        """Holders whom sources that stand name, where they are not all the same, or not whom we take to hold them."""
        named = {
            holder["key"]: in_language(holder)
            for claim in self.content["claims"]
            if claim["grade"] != ClaimGrade.REFUTED
            for holder in claim["holders"]
        }
        own = {holder["key"] for holder in self.content["holders"]}
        return joined(list(named.values())) if set(named) - own and len(own | set(named)) > 1 else ""

    @property
    def sign_text(self) -> str:
        sign = self.present.sign
        if sign is None:
            return ""
        precision = self.content["claims"][sign.number - 1]["precision"]
        when = format_partial(sign.earliest, sign.latest, precision, language())
        return sentence(str(CaseStatus(sign.status).label), when)

    @property
    def age_text(self) -> str:
        low, high = self.content["age_low"], self.content["age_high"]
        if low is None:
            return ""
        if low == high:
            return count(low, "year", language(), "genitive")
        return str(shown(Figure.at_least(low) if high is None else Figure.between(low, high), "year"))

    @property
    def nationality_text(self) -> str:
        codes = (self.content["nationality"], self.content["second_nationality"])
        return joined([country_name(code, language()) for code in codes if code])

    @property
    def withheld_name_text(self) -> str:
        person = self.content["person"]
        if person is None or in_language(person):
            return ""
        return _("The name is withheld where safety or the family asks for it.")

    @property
    def facts(self) -> list[Fact]:
        case = self.record
        stated = self.content["holder_certainty"] in STATED
        held_by = _("Held by") if stated else _("Alleged holder")
        certainty = Certainty(self.content["holder_certainty"]).label if self.holders_text else ""
        return [
            Fact(_("Status"), self.status_text),
            Fact(_("Last sign of life"), self.sign_text),
            Fact(_("Date of the abduction"), self.taken_text),
            Fact(_("Place of the abduction"), self.place_text, _list_url(governorate=self._governorate())),
            Fact(self.held_label, self.held_text),
            Fact(held_by, self.holders_text, self._holder_url(), str(certainty)),
            Fact(_("Sources name"), self.rival_holders_text, note=_("Sources name different holders.")),
            Fact(_("How many"), str(self.size) if self.size else ""),
            Fact(_("Where they come from"), names(self.content["origins"])),
            Fact(_("Role"), self.role_text, _list_url(role=self.content["role"])),
            Fact(_("Age at the time"), self.age_text),
            Fact(_("Nationality"), self.nationality_text),
            Fact(_("Other spellings of the name"), _isolated(self.other_names)),
            Fact(_("Last update"), self.last_news_text),
            Fact(_("First released"), day_text(case.first_released)),
            Fact(_("Version"), f"{case.version} ({day_text(case.last_released)})"),
        ]

    def _governorate(self) -> str:
        place = self.content["place"] if self.record.is_listed else None
        chain = [*place["above"], place] if place else []
        return next((part["key"] for part in chain if part["kind"] == "governorate"), "")

    def _holder_url(self) -> str:
        keys = [party["key"] for party in self.content["holders"]]
        return _list_url(holder=keys[0]) if len(keys) == 1 and self.record.is_listed else ""


def _list_url(**filters: str) -> str:
    """The list of cases that share this fact; nothing without a value."""
    return f"{reverse('publication:abductees')}?{urlencode(filters)}" if all(filters.values()) else ""


def _isolated(texts: list[str]) -> str:
    """Names in whichever script, each in its own direction."""
    return format_html_join(" · ", "<bdi>{}</bdi>", ((text,) for text in texts))


def how_many(persons: int, groups: int, unnumbered: int) -> str:
    """Cases in words, never added to each other: people are members of groups, and groups of groups."""
    if not persons and not groups:
        return _("No case")
    parts = [
        count(n, noun, language()) for n, noun in ((persons, "person_case"), (groups, "group_case")) if n
    ]
    text = joined(parts)
    if not unnumbered:
        return text
    if unnumbered == groups:
        return sentence(text, _("of unknown number") if groups == 1 else _("all of unknown number"))
    of_them = count_phrase(unnumbered, "group") if language() == "ar" else count(unnumbered, "group", "en")
    return sentence(text, _("of which %(groups)s of unknown number") % {"groups": of_them})

"""Two houses that differ in nothing but their secrets, for the strongest question: can anything public tell them apart?

`build(0)` and `build(1)` make the same records by the same steps. Every field that its table of disclosure keeps from
the public (walked by `Variant`, so that a new field takes part by itself) has another value in each; what only a draft
or someone who is not to be found by name would tell is there in one and not in the other.
tests/disclosure/test_two_worlds.py compares every public byte.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

from abductees.models import CaseCount, Identification, Membership
from incidents.models import Victim
from records import documents, outbox, workflow
from records.disclosure import (
    AGE,
    HELD,
    NEVER,
    PERSON,
    PLACE,
    PLACES,
    PUBLIC,
    RECORD,
    SIBLING,
    SOURCE,
    Content,
    Rule,
    name_is_released,
    place_limit,
)
from records.documents import SPECS, Spec
from records.models import Party, Place, Source
from records.people import with_todays_decisions
from records.release import findings_of
from reports import drafting
from reports.desk import Desk
from reports.models import Acknowledgement
from terms.choices import FINE_PLACES, PlaceLimit
from terms.figures import parse_figure
from tests.support import factories as make

#: What staff decide with; they rule what is secret, and are none themselves.
FLAGS = {"show_name", "show_role", "show_details", "show_exact_place", "show_source", "show_link", "show_quotation",
         "show"}  # fmt: skip
#: A word for each world, of different lengths, so that a length tells it as well.
WORDS = ("zqquartz", "zqobsidianlonger")
Secret = tuple[str, str]


def secrets_of(spec: Spec) -> set[Secret]:
    """Every field of a table, and of those below it, that is not simply public."""
    own = {
        (spec.model.__name__, name)
        for name, rule in spec.fields.items()
        if rule not in (PUBLIC, SIBLING) and name not in FLAGS
    }
    return own.union(*(secrets_of(child) for child in spec.children.values()))


@dataclass
class Variant:
    """Puts the secrets of one world into documents, and remembers which fields it put something into."""

    number: int
    others: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    filled: set[Secret] = field(default_factory=set)

    def of(self, content: Content, spec: Spec, limit: str) -> Content:
        """The document with a secret of this world wherever its table, its flags and the people's limits keep one."""
        changed = dict(content)
        for name, rule in spec.fields.items():
            if rule in (PUBLIC, SIBLING) or name in FLAGS:
                continue
            value = self._value(spec.model, name, rule, content, limit)
            if value is not KEPT:
                changed[name] = value
                self.filled.add((spec.model.__name__, name))
        for name, child in spec.children.items():
            changed[name] = [self.of(row, child, limit) for row in content[name]]
        return changed

    def _value(self, model: Any, name: str, rule: Rule, row: Content, limit: str) -> Any:
        column = model._meta.get_field(name)
        if rule is NEVER:
            taken_on = model is Acknowledgement and name == "key" and row["key"] != "planted"
            return KEPT if taken_on else self.plain(column, row[name])
        if rule.name.startswith("when show"):
            confidential = rule.name.endswith("confidential source") and row["source"]["is_confidential"]
            flag = rule.name.split()[1].strip(",")
            return KEPT if row[flag] and not confidential else self.plain(column, row[name])
        if rule.name not in BY_RULE:
            raise AssertionError(f"no way of attacking the rule “{rule.name}” of {name}: add one to BY_RULE")
        return BY_RULE[rule.name](self, name, row, limit)

    def plain(self, column: models.Field, value: Any) -> Any:
        """A value of this world for a column without references."""
        if column.choices:
            return [key for key, _label in column.flatchoices if key][self.number]
        if isinstance(column, models.BooleanField):
            return bool(self.number)
        if isinstance(column, models.JSONField):
            return {"planted": WORDS[self.number]}
        if isinstance(column, models.DateField):
            return f"201{self.number}-05-05"
        if isinstance(column, models.IntegerField):
            return (value or 0) + 31 * self.number + 3
        if isinstance(column, models.URLField):
            return f"https://{WORDS[self.number]}.example/"
        return f"{WORDS[self.number]} {column.name}"[: getattr(column, "max_length", None) or 99]

    def one(self, what: str) -> Content:
        return {"pk": self.others[what][self.number].pk}

    # By the rules ---------------------------------------------------------------------------------------------

    def source(self, name: str, row: Content, limit: str) -> Any:
        if row["source"]["is_confidential"]:
            return self.one("confidential")
        return KEPT if row["show_source"] else self.one("unshown")

    def place(self, name: str, row: Content, limit: str) -> Any:
        """Below what the release shows at the finest: the spot within a locality, or the locality in a governorate."""
        if row[name] is None:
            return KEPT
        if limit != PlaceLimit.LOCALITY:
            return self.one("locality" if limit == PlaceLimit.GOVERNORATE else "governorate")
        if row[name]["kind"] not in FINE_PLACES or row.get("show_exact_place"):
            return KEPT
        return self.one("spot")

    def places(self, name: str, row: Content, limit: str) -> Any:
        found = [self.place("one", {"one": place}, limit) for place in row[name]]
        return KEPT if not found or KEPT in found else found[:1]

    def governorate(self, name: str, row: Content, limit: str) -> Any:
        return self.one("locality") if row[name] is not None else KEPT

    def person(self, name: str, row: Content, limit: str) -> Any:
        person = row[name]
        if person is None or name_is_released(person, row):
            return KEPT
        if not row.get("show_role", row.get("show_details")) and row.get("outcome", "missing") in HELD:
            return self.one("held")
        return self.one("limited" if person["place_limit"] != PlaceLimit.LOCALITY else "withheld")

    def age(self, name: str, row: Content, limit: str) -> Any:
        """All of it, or where it lies within its band."""
        if not row.get("show_role", row.get("show_details")):
            return 7 + 40 * self.number
        if row[name] is None or row["person"] is None or name_is_released(row["person"], row):
            return KEPT
        return row[name] + self.number

    def record(self, name: str, row: Content, limit: str) -> Any:
        """In one world a record that nobody may hear of, in the other none."""
        if f"no {name}" not in self.others or row.get("relation") == "total":
            return KEPT
        return self.one(f"no {name}") if self.others[f"no {name}"][self.number] else None

    def title(self, name: str, row: Content, limit: str) -> Any:
        if row["subject"] == "group" or name_is_released(row["person"], row):
            return KEPT
        return f"{WORDS[self.number]} {name}"

    def status(self, name: str, row: Content, limit: str) -> Any:
        return ("ransomed", "released")[self.number] if row[name] in ("ransomed", "released") else KEPT


#: A field keeps what it has: it is public in this row.
KEPT = object()
#: The name of a rule → what is secret of a field with it.
BY_RULE: dict[str, Callable[[Variant, str, Content, str], Any]] = {
    SOURCE.name: Variant.source,
    PLACE.name: Variant.place,
    PLACES.name: Variant.places,
    PERSON.name: Variant.person,
    RECORD.name: Variant.record,
    "main names and other spellings when released for the person and here": Variant.person,
    AGE.name: Variant.age,
    "age when show_details; as a band while unnamed": Variant.age,
    "governorate at the finest": Variant.governorate,
    "freed for ransom reads as set free": Variant.status,
    "name when released, else what the person is called": Variant.title,
}


class House:
    """One of the two worlds. `drafts` are drafts in both; `quiet` cases, of someone who is not to be found by name, are
    public in the second alone.
    """

    def __init__(self, number: int) -> None:
        self.number, self.word = number, WORDS[number]
        self.variant = Variant(number)
        self.hidden_photos: list[Any] = []
        self.reference()
        self.people()
        self.hide()
        self.incidents()
        self.cases()
        self.reported()
        self.unlist()
        outbox.drain()

    def reference(self) -> None:
        hajin, dez = make.place("hajin"), make.place("deir_ez_zor")
        spots = [
            make.place(key, kind="site", parent=hajin, name_ar=f"موقع {key}") for key in ("spota", "spotb")
        ]
        towns = [make.place(key, parent=dez, name_ar=f"بلدة {key}") for key in ("towna", "townb")]
        Place.objects.filter(pk__in=[hajin.pk, *(spot.pk for spot in spots)]).update(aliases=self.word)
        make.source()
        Source.objects.update(
            independence_group=self.word, aliases=self.word, url=f"https://{self.word}.example"
        )
        self.spot = spots[0]
        self.unspoken = {"party": make.party("veiled", name_ar="جهة محجوبة")}
        Party.objects.filter(key="veiled").update(name_en=self.word)
        self.variant.others |= {
            "spot": (spots[0], spots[1]),
            "locality": (towns[0], towns[1]),
            "governorate": (dez, make.place("raqqa")),
            "unshown": (make.source("unshowna", kind="monitor"), make.source("unshownb", kind="witness")),
            "confidential": (
                make.source("secreta", is_confidential=True), make.source("secretb", is_confidential=True),
            ),
        }  # fmt: skip

    def people(self) -> None:
        names = ("ثابت الزمردي", "قحطان الياقوتي المديد")
        for what, limit in (("withheld", "locality"), ("limited", "governorate")):
            made = [make.person(name, sex="male", place_limit=limit) for name in names]
            self.variant.others[what] = (made[0], made[1])
        held = [make.person(name, sex=sex) for name, sex in zip(names, ("male", "female"), strict=True)]
        self.variant.others["held"] = (held[0], held[1])
        yes = {"name_decision": "released", "decision_reason": self.word}
        self.named = make.person("رئيفة قرقماز", "Raifa Qirqmaz", sex="female", **yes)
        self.unlisted = make.person("إلياس طرطقان", "Elias Tartaqan", is_searchable=False, **yes)

    def through(self, record: Any) -> Any:
        """With this world's secrets put into its rows, out to the public."""
        content = with_todays_decisions(documents.build(record))
        changed = self.variant.of(content, SPECS[record.kind], place_limit(content))
        documents.put_back(record, changed)
        record = type(record).objects.get(pk=record.pk)
        workflow.contributed(record, record.created_by)
        make.advance(record, "verified")
        taken = [{"key": finding.key, "reason": "a test"} for finding in findings_of(record)]
        workflow.move(record, "release", make.carol(), acknowledged=taken)
        outbox.drain()
        return record

    def hide(self) -> None:
        """What nobody may hear of. In the second world public records name it."""
        titles = {"title_ar": f"مسودة {self.word}", "title_en": self.word}
        draft = make.make_incident(**titles, place=make.place("raqqa"), perpetrators=[self.unspoken["party"]])
        tallies = [make.make_tally(**titles, figure=figure) for figure in ("77", "6161")]
        campaign = make.make_campaign(**titles)
        case = make.make_case(person=self.variant.others["withheld"][0], called_ar=self.word)
        self.drafts = [draft, tallies[0], campaign, case]
        self.quiet = [self.a_quiet_case() for _number in range(3)]
        self.variant.others |= {
            "no part_of": (None, campaign),
            "no parent": (tallies[0], tallies[1]),
            "no of_incident": (None, draft),
            "no same_event_as": (None, self.quiet[0]),
        }

    def a_quiet_case(self) -> Any:
        return make.make_case(
            person=self.unlisted, place=make.place("raqqa"), earliest=date(1998, 3, 3), role="clergy",
            nationality="FR", show_details=True, holders=[self.unspoken["party"]], status="enslaved",
            circumstances_ar=self.word,
        )  # fmt: skip

    def incidents(self) -> None:
        others, spot = self.variant.others, self.spot
        self.series = self.through(make.make_series())
        self.through(make.make_text())
        campaign = make.make_campaign()
        campaign.places.set([spot])
        self.through(self.with_claims(campaign))
        adopted = {"adopted": True, "adoption_reason_ar": "المصدر الوحيد"}
        tally = make.make_tally(places=[spot], **adopted)
        part = make.make_tally(figure="12", relation="of_which", parent=others["no parent"][0])
        for one in (tally, part):
            self.through(self.with_claims(one))
        self.incident = make.make_incident(subsets={"officers": "3"}, place=spot, title_ar="كمين عند البلدة")
        self.incident.lines.get().places.set([spot])
        for person in (others["withheld"][0], self.named, self.unlisted):
            Victim.objects.create(
                incident=self.incident, person=person, show_name=person != others["withheld"][0]
            )
        make.add_line(self.incident, "1", outcome="abducted", parties=[make.party()])
        Victim.objects.create(incident=self.incident, person=others["held"][0], outcome="abducted")
        self.through(self.with_claims(self.incident))
        town = others["locality"][0]
        coarse = make.make_incident(
            place=town, place_precision="locality", title_ar="كمين في المحافظة", killed="2"
        )
        coarse.lines.get().places.set([town])
        shown = {"show_role": True, "role": "journalist", "age": 31}
        Victim.objects.create(incident=coarse, person=others["limited"][0], **shown)
        self.through(coarse)

    def with_claims(self, record: Any) -> Any:
        """A claim by a source that is not shown and one by a confidential one, beside the first, which is shown."""
        first = record.claims.first()
        model = type(first)
        record.claims.update(show_source=True)
        columns = {column.name for column in model._meta.fields}
        for what in ("unshown", "confidential"):
            claim = model(source=self.variant.others[what][0], said_on=date(2021, 1, 2))
            setattr(claim, record.claims.field.name, record)
            if "best" in columns:
                claim.figure = parse_figure("3")
            if "status" in columns:
                claim.status, claim.earliest, claim.precision = "released", date(2016, 1, 1), "day"
                claim.place = make.place("hajin")
            claim.save()
            if hasattr(claim, "figures"):
                row = claim.figures.model(claim=claim, outcome="killed")
                row.figure = parse_figure("7")
                row.save()
        return record

    def cases(self) -> None:
        others, spot = self.variant.others, self.spot
        hidden = self.with_claims(make.make_case(person=others["withheld"][0], place=spot))
        guess = {"name_ar": "أحدهم", "said_on": date(2015, 1, 1)}
        Identification.objects.create(case=hidden, source=others["unshown"][0], **guess)
        make.add_photo(hidden, show=False)
        named = self.with_claims(make.make_case(person=self.named, place=spot))
        named.origins.set([spot])
        type(named).objects.filter(pk=named.pk).update(override_status="released", override_reason="لأنه عاد")
        shown = {"show_details": True, "role": "journalist", "age_low": 31, "age_high": 34}
        limited = make.make_case(person=others["limited"][0], place=others["locality"][0], **shown)
        named = type(named).objects.get(pk=named.pk)
        self.case = {"hidden": hidden, "named": named, "limited": limited}
        for case in self.case.values():
            self.through(case)
            # Of one alone: two who were taken with the same person were taken together, which is public.
            others.pop("no same_event_as", None)
        group = make.make_case(subject="group", size="8", of_incident=self.incident)
        for what in ("unshown", "confidential"):
            count = CaseCount(case=group, of="freed", source=others[what][0], said_on=date(2016, 1, 1))
            count.figure = parse_figure("2")
            count.save()
        for member in [hidden, named, *self.quiet[: self.number]]:
            Membership.objects.create(group=group, member=member)
        self.case["group"] = self.through(group)

    def reported(self) -> None:
        report = drafting.begin(self.series, date(2020, 12, 29), make.carol())
        for warning in Desk(report).open_warnings:
            drafting.take_on(report, warning, "سبب", make.carol())
        planted = {"key": "planted", "message": "تحذير", "reason": "سبب"}
        Acknowledgement.objects.create(report=report, taken_by=make.carol(), **planted)
        self.report = self.through(report)

    def unlist(self) -> None:
        """In the second world one quiet case is public at its own address, one was, and one is suppressed."""
        if not self.number:
            return
        for case in self.quiet:
            make.advance(case, "released")
        workflow.move(self.quiet[1], "withdraw", make.carol(), reason="safety")
        workflow.move(self.quiet[2], "suppress", make.carol(), reason="danger")


def counted_ids(patch: Any) -> None:
    """Public ids in the same order in both worlds."""
    patch.setattr("records.models.base.secrets", random.Random(7))

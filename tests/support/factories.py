"""People by role, reference data and records for tests. All of it is plainly invented.

alice is the clerk, bob the verifier, carol the editor; dora a correspondent, erin an auditor, frank an administrator.
Each is a function, so that a test makes only those it needs: ``alice()`` twice is one account.

``make_incident()`` gives a draft of alice's; ``make_incident(state="released")`` takes one the whole way through the
workflow, each step by whoever may.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import Group
from django.db import connection
from django.utils import timezone

from incidents.models import Campaign, CampaignClaim, CasualtyLine, Incident, IncidentClaim, Tally, TallyClaim
from monitor.models import AccountRequest, User
from monitor.roles import apply_roles
from records import outbox, workflow
from records.models import (
    AreaOfControl,
    ImportBatch,
    Party,
    Person,
    PersonName,
    Place,
    Record,
    Source,
    SubsetLabel,
)
from reports import drafting
from reports.desk import Desk
from reports.models import Report, Series, SeriesRule
from terms.figures import parse_figure

PASSWORD = "a password for tests only"


# People ----------------------------------------------------------------------------------------------------


def make_user(name: str, *roles: str, **fields: Any) -> User:
    """An account of staff; the one there is, where there is one."""
    user = User.objects.filter(username=name).first()
    if user is None:
        user = User.objects.create_user(name, password=PASSWORD, is_staff=True, **fields)
        if Group.objects.filter(name__in=roles).count() < len(roles):
            apply_roles()  # a test that empties the database takes the groups with it
        give_roles(user, *roles)
    return user


def give_roles(user: User, *roles: str) -> None:
    """Just these roles, as on the server itself: the database gives none without a granted request."""
    if roles:
        now = timezone.now()
        AccountRequest.objects.create(
            kind="machine",
            account=user,
            username=user.username,
            roles=sorted(roles),
            outcome="granted",
            decided_at=now,
            expires_at=now,
        )
    user.groups.set(Group.objects.filter(name__in=roles))


def alice() -> User:
    return make_user("alice", "clerk")


def bob() -> User:
    return make_user("bob", "verifier")


def carol() -> User:
    return make_user("carol", "editor")


def dora() -> User:
    return make_user("dora", "correspondent")


def erin() -> User:
    return make_user("erin", "auditor")


def frank() -> User:
    return make_user("frank", "administrator")


#: Every role with the person who has it, for tests that try them all.
PEOPLE: dict[str, Callable[[], User]] = {
    "clerk": alice,
    "verifier": bob,
    "editor": carol,
    "correspondent": dora,
    "auditor": erin,
    "administrator": frank,
}


# Reference data --------------------------------------------------------------------------------------------


def place(key: str = "deir_ez_zor", name_ar: str = "", **fields: Any) -> Place:
    known = {
        "syria": {"kind": "country", "name_ar": "سوريا", "name_en": "Syria", "pcode": "SY"},
        "deir_ez_zor": {
            "kind": "governorate",
            "name_ar": "دير الزور",
            "name_en": "Deir-ez-Zor",
            "pcode": "SY09",
        },
        "raqqa": {"kind": "governorate", "name_ar": "الرقة", "name_en": "Raqqa", "pcode": "SY11"},
        "hajin": {"kind": "locality", "name_ar": "هجين", "name_en": "Hajin"},
        "hajin_bakery": {"kind": "site", "name_ar": "فرن هجين الآلي", "name_en": "Hajin bakery"},
    }.get(key, {"kind": "locality", "name_ar": name_ar or key, "name_en": key})
    above = {"deir_ez_zor": "syria", "raqqa": "syria", "hajin": "deir_ez_zor", "hajin_bakery": "hajin"}.get(
        key
    )
    if above and "parent" not in fields:
        fields["parent"] = place(above)
    found, _made = Place.objects.get_or_create(
        key=key, defaults={**known, **fields, **({"name_ar": name_ar} if name_ar else {})}
    )
    return found


def party(key: str = "regime_forces", name_ar: str = "", **fields: Any) -> Party:
    known = {
        "regime_forces": {"name_ar": "قوات النظام", "name_en": "Regime forces", "kind": "state"},
        "is": {"name_ar": "تنظيم الدولة", "name_en": "Islamic State", "kind": "armed_group"},
        "sdf": {"name_ar": "قسد", "name_en": "SDF", "kind": "coalition"},
    }.get(key, {"name_ar": name_ar or key, "name_en": key})
    found, _made = Party.objects.get_or_create(
        key=key, defaults={**known, **fields, **({"name_ar": name_ar} if name_ar else {})}
    )
    return found


def area(key: str = "regime", **fields: Any) -> AreaOfControl:
    known = {
        "regime": {"name_ar": "مناطق النظام", "name_en": "Regime areas", "position": 1},
        "sdf": {"name_ar": "مناطق قسد", "name_en": "SDF areas", "position": 2},
    }.get(key, {"name_ar": key, "name_en": key})
    found, _made = AreaOfControl.objects.get_or_create(key=key, defaults={**known, **fields})
    return found


def source(key: str = "monitor_a", **fields: Any) -> Source:
    known = {"name_ar": "مرصد ألف للاختبار", "name_en": "Test Monitor A", "kind": "monitor"}
    if key != "monitor_a":
        known = {"name_ar": f"مصدر {key}", "name_en": f"Source {key}", "kind": "other"}
    found, _made = Source.objects.get_or_create(key=key, defaults={**known, **fields})
    return found


def label(key: str = "officers", **fields: Any) -> SubsetLabel:
    known = {
        "officers": ("force", "ضباط", "officers", "ضابط", "ضابطان", "ضابطين", "ضباط", "ضابطاً", "m"),
        "women": ("sex_age", "نساء", "women", "امرأة", "امرأتان", "امرأتين", "نساء", "امرأة", "f"),
    }.get(key, ("role", key, key, key, key, key, key, key, "m"))
    names = ["kind", "name_ar", "name_en", "singular_ar", "dual_ar", "dual_oblique_ar", "plural_ar", "accusative_ar",
             "gender"]  # fmt: skip
    found, _made = SubsetLabel.objects.get_or_create(
        key=key, defaults={**dict(zip(names, known, strict=True)), **fields}
    )
    return found


def person(name_ar: str = "سالم المخترع", name_en: str = "", **fields: Any) -> Person:
    made = Person.objects.create(**fields)
    PersonName.objects.create(person=made, text=name_ar, script="ar")
    if name_en:
        PersonName.objects.create(person=made, text=name_en, script="en")
    made.index_names()
    return made


# Records ---------------------------------------------------------------------------------------------------

STATES = ["draft", "submitted", "verified", "released"]


def advance(record: Record, state: str) -> Any:
    """Take a draft through the workflow as far as `state`: alice submits, bob verifies, carol releases."""
    if state in ("returned", "rejected"):
        workflow.move(record, "submit", record.created_by)
        name = "return" if state == "returned" else "reject"
        workflow.move(record, name, bob(), reason="الرقم يحتاج إلى مصدر ثانٍ")
    elif state == "withdrawn":
        advance(record, "released")
        workflow.move(record, "withdraw", carol(), reason="doubt")
    else:
        steps = [("submit", record.created_by), ("verify", bob()), ("release", carol())]
        for name, user in steps[: STATES.index(state)]:
            workflow.move(record, name, user)
    return record


def add_line(incident: Incident, figure: str = "39", **fields: Any) -> CasualtyLine:
    """A casualty line; `parties`, `places`, `perpetrators` are lists, `subsets` is {label key: figure in words}."""
    many = {name: fields.pop(name, []) for name in ("parties", "places", "perpetrators")}
    subsets = fields.pop("subsets", {})
    line = CasualtyLine(**{"incident": incident, "outcome": "killed", "civil_status": "combatant", **fields})
    line.figure = parse_figure(figure)
    line.full_clean()
    line.save()
    for name, values in many.items():
        getattr(line, name).set(values)
    for key, words in subsets.items():
        subset = line.subsets.model(line=line, label=label(key))
        subset.figure = parse_figure(words)
        subset.full_clean()
        subset.save()
    return line


def add_claim(incident: Incident, figure: str = "39", **fields: Any) -> IncidentClaim:
    """A claim with one figure of people killed; `figures` is {outcome: figure in words} for others."""
    figures = fields.pop("figures", {"killed": figure})
    claim = IncidentClaim.objects.create(
        **{"incident": incident, "source": source(), "said_on": date(2020, 12, 31), **fields}
    )
    for outcome, words in figures.items():
        row = claim.figures.model(claim=claim, outcome=outcome)
        row.figure = parse_figure(words)
        row.save()
    return claim


def make_incident(
    by: User | None = None,
    state: str = "draft",
    killed: str | None = "39",
    parties: Iterable[Party] | None = None,
    perpetrators: Iterable[Party] | None = None,
    subsets: dict[str, str] | None = None,
    claim: str | None = "39",
    **fields: Any,
) -> Incident:
    """An ambush near Deir ez-Zor on 30 December 2020, invented for tests; `fields` are the model's own.

    `killed` and `claim` are figures in words, or None for an incident without that child.
    """
    by = by or alice()
    values = {"title_ar": "كمين لحافلة", "title_en": "Ambush of a bus", "type": "ambush", "grade": "weak"}
    values["description_ar"] = "استهدف كمين حافلة على الطريق."
    if "start" not in fields and "earliest" not in fields and fields.get("precision") != "unknown":
        values["start"] = date(2020, 12, 30)
    if "place" not in fields:
        values["place"] = place()
    if "area" not in fields:
        values["area"] = area()
    incident = Incident(**{**values, **fields}, created_by=by)
    incident.full_clean(exclude=["kind"])
    incident.save()
    incident.perpetrators.set([party("is")] if perpetrators is None else perpetrators)
    if killed is not None:
        add_line(incident, killed, parties=[party()] if parties is None else parties, subsets=subsets or {})
    if claim is not None:
        add_claim(incident, claim)
    workflow.contributed(incident, by)
    return advance(incident, state)


def make_tally(by: User | None = None, state: str = "draft", figure: str = "153", **fields: Any) -> Tally:
    """A tally of month 78; `parties`, `perpetrators`, `places` are lists; `claim` its figure in words, or None."""
    by = by or carol()
    many = {name: fields.pop(name, default) for name, default in
            [("parties", [party()]), ("perpetrators", [party("is")]), ("places", [])]}  # fmt: skip
    claim = fields.pop("claim", figure)
    values = {
        "title_ar": "حصيلة الشهر", "title_en": "Toll of the month", "measure": "killed", "area": area(),
        "period_start": date(2020, 12, 29), "period_end": date(2021, 1, 28), "reported_for": date(2020, 12, 29),
    }  # fmt: skip
    tally = Tally(**{**values, **fields}, created_by=by)
    tally.figure = parse_figure(figure)
    tally.full_clean(exclude=["kind"])
    tally.save()
    for name, parts in many.items():
        getattr(tally, name).set(parts)
    if claim is not None:
        said = TallyClaim(tally=tally, source=source(), said_on=date(2021, 1, 29))
        said.figure = parse_figure(claim)
        said.save()
    workflow.contributed(tally, by)
    return advance(tally, state)


def make_campaign(by: User | None = None, state: str = "draft", **fields: Any) -> Campaign:
    by = by or alice()
    values = {"title_ar": "حملة تمشيط", "title_en": "Sweep", "start": date(2021, 1, 16), "area": area()}
    campaign = Campaign(**{**values, **fields}, created_by=by)
    campaign.full_clean(exclude=["kind"])
    campaign.save()
    campaign.participants.set([party()])
    campaign.targets.set([party("is")])
    CampaignClaim.objects.create(campaign=campaign, source=source(), said_on=date(2021, 1, 17))
    workflow.contributed(campaign, by)
    return advance(campaign, state)


def make_series(by: User | None = None, state: str = "draft", slug: str = "caliphate", **rule: Any) -> Series:
    """A series counted from 29 June 2014; `rule` changes its only rule."""
    by = by or alice()
    series = Series.objects.create(slug=slug, title_ar="أشهر الخلافة", title_en="Months", created_by=by)
    values = {"valid_from": date(2014, 6, 29), "epoch": date(2014, 6, 29), "ordinal_rule": "elapsed_at_start"}
    made = SeriesRule.objects.create(series=series, **{**values, **rule})
    made.involved.set([party("is")])
    workflow.contributed(series, by)
    return advance(series, state)


def make_report(by: User | None = None, state: str = "draft") -> Report:
    """The report on month 78, drafted from an adopted tally; its warnings are taken on."""
    series = Series.objects.filter(slug="caliphate").first() or make_series(state="released")
    month = {
        "period_start": date(2020, 12, 29),
        "period_end": date(2021, 1, 28),
        "reported_for": date(2020, 12, 29),
    }
    make_tally(state="released", adopted=True, adoption_reason_ar="رقم المتن", **month)
    outbox.drain()
    report = drafting.begin(series, date(2020, 12, 29), by or carol())
    for warning in Desk(report).open_warnings:
        drafting.take_on(report, warning, "سبب مخترع", by or carol())
    advance(report, state)
    return report


def make_batch(count: int = 3, by: User | None = None, state: str = "draft", **fields: Any) -> ImportBatch:
    """An import of `count` incidents."""
    by = by or alice()
    batch = ImportBatch.objects.create(
        kind="incidents", file_name="incidents.csv", digest="0" * 64, rows=count, user=by
    )
    for number in range(1, count + 1):
        titles = {"title_ar": f"كمين رقم {number}", "import_key": f"row-{number}", "batch": batch}
        make_incident(by=by, state=state, **{**titles, **fields})
    return batch


def in_sql(statement: str, *values: Any) -> None:
    """Run a statement past every model and form, as a program with the database's password could."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


# These are made with what stands above.
from tests.support.case_factories import add_photo, add_status, make_case, make_text  # noqa: E402, F401

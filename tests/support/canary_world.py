"""A house full of canaries (tests.support.canaries): every kind of record released with all that must stay behind, and
everything that is not released. Where the public reads of it is in tests.support.canary_reading.
"""

import hashlib
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.db import models
from django.utils import timezone

from abductees.models import Case, CaseCount, Identification, Membership, Photo
from incidents.models import CampaignClaim, Incident, TallyClaim, Victim
from monitor.models import AccountRequest
from records import documents, outbox, photos, vault, workflow
from records.models import (
    AreaLabel,
    AreaOfControl,
    Document,
    FormDraft,
    Grouping,
    GroupingRule,
    ImportBatch,
    OutboxEntry,
    Party,
    PartyLabel,
    Person,
    Place,
    PublicCopy,
    Record,
    Source,
    StaffText,
    SubsetLabel,
)
from reports import drafting
from reports.desk import Desk
from reports.models import Acknowledgement, Coverage, Report, Section, Series
from terms.figures import parse_figure
from tests.support import factories as make
from tests.support.canaries import HISTORY_OWN, OTHERS, Secrets, fill, flat, planted, text_fields, token
from tests.support.canary_people import GUESS, HIDDEN, KUNYA, NAMED, UNLISTED, person, picture, user
from tests.support.canary_tables import BY_VALUE, PUBLIC


class World:
    """Made once; `secrets` is what nobody may read of it."""

    def __init__(self) -> None:
        self.clerk, self.verifier, self.editor = user("clerk"), user("verifier"), user("editor")
        self.batch = fill(ImportBatch(rows=1, user=self.clerk))
        self.reference()
        self.people()
        self.released()
        self.unreleased()
        self.beside()
        outbox.drain()
        OutboxEntry.objects.filter(pk=OutboxEntry.objects.earliest("pk").pk).update(
            error=token("records.OutboxEntry", "error")
        )
        for app_model in {model for model, _name in _histories()}:
            model = _model(app_model)
            model.objects.update(**{HISTORY_OWN: token(app_model, HISTORY_OWN)})
        self.secrets = self.collected()

    # What records speak of ----------------------------------------------------------------------------------

    def reference(self) -> None:
        """Of what is spoken of, only the private fields; of what is too fine, secret or unspoken of, everything."""
        for row in (make.place("deir_ez_zor"), make.place("hajin"), make.party("is"), make.party(), make.area(),
                    make.label()):  # fmt: skip
            fill(row)
        past = {"valid_from": date(1990, 1, 1), "valid_to": date(1991, 1, 1)}
        fill(PartyLabel(party=make.party("is"), **past), everything=True)
        fill(AreaLabel(area=make.area(), **past), everything=True)
        self.spot = fill(
            Place(kind="site", parent=make.place("hajin"), latitude=34, longitude=40), everything=True
        )
        self.village = fill(Place(kind="locality", parent=make.place("raqqa")), everything=True)
        unspoken = [Party(), AreaOfControl(), SubsetLabel(gender="m"), Grouping()]
        party, area, label, grouping = (fill(row, everything=True) for row in unspoken)
        self.unspoken = {"party": party, "area": area, "label": label, "grouping": grouping}
        fill(GroupingRule(grouping=grouping), everything=True)
        self.grouping = fill(Grouping(key="canary-free", name_ar="تقسيم التقرير"))
        rule = {"group_key": "all", "label_ar": "الجميع", "label_en": "All"}
        GroupingRule.objects.create(grouping=self.grouping, **rule)
        fill(make.source(), but="key name_ar name_en")
        self.secret = fill(Source(is_confidential=True))
        self.unshown = fill(Source())

    def people(self) -> None:
        self.hidden = {key: person(names) for key, names in HIDDEN.items()}
        named = {"name_decision": "released"}
        self.unlisted = person(zip(UNLISTED, ("ar", "en"), ("main", "main"), strict=True), **named,
                               is_searchable=False)  # fmt: skip
        self.named = person(
            [(NAMED[0], "ar", "main"), (NAMED[1], "en", "main"), (KUNYA, "ar", "kunya")], **named
        )

    # What is released ---------------------------------------------------------------------------------------

    def through(self, record: Any, *steps: str, **details: Any) -> Any:
        """Steps of the workflow, each by whoever may."""
        fill(Record.objects.get(pk=record.pk))
        by = {"submit": self.clerk, "verify": self.verifier, "return": self.verifier, "reject": self.verifier,
              "propose": self.verifier, "release": self.editor, "withdraw": self.editor}  # fmt: skip
        for step in steps or ("submit", "verify", "release"):
            workflow.move(record, step, by[step], **details)
        return record

    def claims_of(self, model: Any, everything: bool = False, **values: Any) -> None:
        """A claim by a confidential source and one by a source that is not shown; beside the factories' own, shown."""
        for source, flags in ((self.secret, {"show_quotation": False}), (self.unshown, {})):
            row = model(**values, source=source, said_on=date(2021, 1, 2), **flags)
            if "best" in {column.name for column in model._meta.fields}:
                row.figure = parse_figure("3")
            fill(row, everything)

    def released(self) -> None:
        campaign = make.make_campaign(self.clerk)
        self.claims_of(CampaignClaim, campaign=campaign)
        tally = make.make_tally(self.clerk, adopted=True, adoption_reason_ar="المصدر الوحيد")
        self.claims_of(TallyClaim, tally=tally)
        series = make.make_series(self.clerk, grouping=self.grouping)
        self.incident = self.an_incident(part_of=campaign, batch=self.batch)
        text = StaffText(slot="contact", title_ar="هل تعرف شيئاً؟", body_ar="راسلنا.", created_by=self.clerk)
        text.save()
        workflow.contributed(text, self.clerk)
        for record in (campaign, tally, series, text):
            self.through(record)
        acknowledged = [{"key": "none", "reason": token("records.Release", "acknowledged")}]
        self.through(self.incident, acknowledged=acknowledged)
        self.text = text
        self.cases()
        self.report = self.a_report(series)
        self.spoken()
        for record in [
            self.incident,
            self.telling,
            self.aiming,
            *self.case.values(),
            campaign,
            tally,
            series,
            text,
            self.report,
        ]:
            assert record.state == "released", record

    def a_report(self, series: Series) -> Report:
        """The report on the month of the incident, with warnings taken on for reasons that stay in the house."""
        outbox.drain()
        report = drafting.begin(series, date(2020, 12, 29), self.editor)
        for warning in Desk(report).open_warnings:
            drafting.take_on(report, warning, token("reports.Acknowledgement", "reason"), self.editor)
        fill(Acknowledgement(report=report, taken_by=self.editor))
        return self.through(report)

    def an_incident(self, **fields: Any) -> Incident:
        """With a line and a subset, victims not to be named here, claims that are not shown, at a place too fine."""
        subsets = fields.pop("subsets", {"officers": "3"})
        made = make.make_incident(self.clerk, place=self.spot, subsets=subsets, **fields)
        fill(Victim(incident=made, person=self.hidden["victim"], show_name=True))
        fill(Victim(incident=made, person=self.unlisted, show_name=True))
        Victim.objects.create(incident=made, person=self.named, show_name=True)
        for source in (self.secret, self.unshown):
            fill(make.add_claim(made, "7", source=source))
        return made

    def spoken(self) -> None:
        """Records whose own words, and a note on a correction, name someone who may be named so far."""
        self.telling = make.make_incident(self.clerk, description_ar=f"كانت {NAMED[0]} في الحافلة.")
        self.through(self.telling)
        workflow.contributed(self.telling, self.clerk)
        self.through(self.telling, "submit", "verify")
        self.through(self.telling, "release", note_en=f"{NAMED[1]} was on the bus.")
        self.aiming = self.through(make.make_campaign(self.clerk, aim_en=f"To find {NAMED[1]}"))

    def cases(self) -> None:
        hidden = self.a_case(
            self.hidden["case"], place=self.spot, called_ar="حارس مستودع", called_en="a guard"
        )
        fill(Identification(case=hidden, source=self.unshown))
        Identification.objects.create(case=hidden, source=self.secret, name_ar=GUESS[0], name_en=GUESS[1],
                                      show_name=True)  # fmt: skip
        shown = {"show": True, "consent": token("abductees.Photo", "consent")}
        unlisted, named = self.a_case(self.unlisted), self.a_case(self.named)
        self.hidden_photos = [self.a_photo(hidden, 1), self.a_photo(hidden, 2, **shown)]
        for copy in PublicCopy.objects.filter(pk__in=[photo.copy for photo in self.hidden_photos]):
            copy.content = bytes(copy.content) + token("records.PublicCopy", "content").encode()
            copy.save()
        self.shown_photos = [self.a_photo(unlisted, 3, **shown), self.a_photo(named, 4, **shown)]
        Case.objects.filter(pk=named.pk).update(same_event_as=unlisted.pk)
        group = make.make_case(self.clerk, subject="group", size="8", of_incident=self.incident)
        self.claims_of(CaseCount, case=group, of="freed")
        for member in (hidden, unlisted, named):
            Membership.objects.create(group=group, member=member)
        self.case = {"hidden": hidden, "unlisted": unlisted, "named": named, "group": group}
        for case in self.case.values():
            self.through(case)

    def a_case(self, who: Person, **fields: Any) -> Case:
        case = make.make_case(self.clerk, person=who, **fields)
        fill(case)
        make.add_status(case, "sighted", place=self.village, day=date(2015, 1, 1))
        for source in (self.secret, self.unshown):
            fill(make.add_status(case, "proof_of_life", source=source, day=date(2016, 1, 1)))
        return case

    def a_photo(self, case: Case, shade: int, **fields: Any) -> Photo:
        """A photo as the form keeps it; the credit of a shown one is public."""
        data = picture(shade)
        copy, width, height = photos.public_copy(data)
        found = photos.inspect(data, f"{token('abductees.Photo', 'original_name')}.jpg")
        digest = hashlib.sha256(copy).hexdigest()
        PublicCopy.objects.create(digest=digest, content=copy)
        photo = Photo(
            case=case, original=photos.keep_original(data), original_name=found.name, media_type=found.media_type,
            size=found.size, has_location=found.has_location, copy=digest, width=width, height=height,
            uploaded_by=self.clerk, **fields,
        )  # fmt: skip
        public = case.person == self.hidden["case"]
        return fill(photo, but="original_name" if public else "original_name credit_ar credit_en")

    # What is not --------------------------------------------------------------------------------------------

    def unreleased(self) -> None:
        """A draft of every kind, everything in it a canary; what is in review, returned, withdrawn, edited since."""
        self.drafts = [*self.draft_cases(), *self.draft_incidents()]
        for made in (make.make_campaign(self.clerk), make.make_tally(self.clerk),
                     make.make_series(self.clerk, slug="draft", epoch=date(2014, 6, 29))):  # fmt: skip
            self.drafts.append(_filled(made))
        fill(Coverage(series=made, start=date(2015, 1, 1), end=date(2016, 1, 1)), everything=True)
        other = Report(of_series=self.report.of_series, month_start=date(2021, 1, 29), created_by=self.editor)
        other.save()
        workflow.contributed(other, self.editor)
        fill(Section(report=_filled(other)), everything=True)
        self.drafts.append(other)
        submitted, returned = make.make_incident(self.clerk), make.make_incident(self.clerk)
        for record in (submitted, returned):
            _filled(record)
        self.through(submitted, "submit")
        proposal = {**documents.build(submitted), "notes": token("records.Proposal", "content")}
        reasons = [token(f"records.{model}", "reason") for model in ("Proposal", "Transition", "ReviewRound")]
        self.through(submitted, "propose", content=proposal, reason=" ".join(reasons))
        self.through(returned, "submit")
        self.through(returned, "return", reason=" ".join(reasons))
        self.drafts += [submitted, returned]
        self.withdrawn = self.gone(make.make_incident(self.clerk))
        self.withdrawn_case = self.gone(
            make.make_case(self.clerk, person=person([], name_decision="released"))
        )
        self.edited = self.through(make.make_incident(self.clerk))
        _filled(self.edited, but="public_id")
        workflow.contributed(self.edited, self.clerk)
        _filled(self.text)
        workflow.contributed(self.text, self.clerk)

    def gone(self, record: Any) -> Any:
        """Released twice, the second time full of canaries and with a note; withdrawn."""
        self.through(record)
        _filled(record, but="wording_ar wording_en")
        workflow.contributed(record, self.clerk)
        notes = {name: token("records.Release", name) for name in ("note_ar", "note_en")}
        self.through(record, "submit", "verify")
        self.through(record, "release", **notes)
        return self.through(record, "withdraw", reason="doubt")

    def draft_cases(self) -> list[Any]:
        case = make.make_case(self.clerk, person=self.hidden["draft"])
        group = make.make_case(self.clerk, subject="group")
        self.claims_of(CaseCount, everything=True, case=group, of="held")
        fill(make.add_status(case, "sighted"), everything=True)
        return [_filled(case), _filled(group)]

    def draft_incidents(self) -> list[Any]:
        made = self.an_incident()
        line = made.lines.get()
        line.counted_on = date(2020, 12, 31)
        return [_filled(made)]

    def beside(self) -> None:
        """What no record is: the vault, forms that are not saved, the log of the desk, who is signed in."""
        kept = vault.write(self.hidden["case"], "ransom", token("records.SealedEntry", "sealed"), self.clerk)
        vault.read(kept, self.editor, f"{token('records.Reading', 'purpose')} for a test")
        self.sealed = kept
        for owner in (self.secret, self.clerk):
            vault.write(owner, "identity", token("records.SealedEntry", "sealed"), self.clerk)
        other = vault.write(self.hidden["victim"], "other", "nothing", self.clerk)
        vault.destroy(
            other.file, self.editor, f"{token('records.SealedFile', 'destroyed_reason')} for a test"
        )
        fill(FormDraft(user=self.clerk))
        in_a_week = timezone.now() + timedelta(days=7)
        fill(AccountRequest(kind="access", account=self.clerk, asked_by=make.frank(), expires_at=in_a_week))
        Document.objects.create(
            record_id=self.drafts[0].pk, number=99, digest="f" * 64, made_by=self.clerk,
            content={"planted": token("records.Document", "content")},
        )  # fmt: skip
        LogEntry.objects.create(
            user=self.clerk, content_type=ContentType.objects.get_for_model(Incident), object_id="1", action_flag=2,
            object_repr=token("admin.LogEntry", "object_repr"),
            change_message=token("admin.LogEntry", "change_message"),
        )  # fmt: skip
        session = SessionStore()
        session["planted"] = token("sessions.Session", "data")
        session.save()
        self.session = session.session_key

    # What nobody may read of it -----------------------------------------------------------------------------

    def collected(self) -> Secrets:
        origins = [*planted(), *flat(PUBLIC), *OTHERS, *_histories()]
        tokens = {token(*where): ".".join(where) for where in origins}
        values = {self.session: "the key of a session"}
        for label, name in sorted(BY_VALUE):
            found = _model(label).objects.exclude(**{name: ""}).values_list(name, flat=True)
            values |= dict.fromkeys(found, f"{label}.{name} by its value")
        values |= dict.fromkeys(Document.objects.values_list("digest", flat=True), "the digest of a document")
        values |= {photo.copy[:16]: "the digest of a hidden photo" for photo in self.hidden_photos}
        values |= {record.public_id: "the id of an unreleased record" for record in self.drafts}
        names = [name for spellings in HIDDEN.values() for name, _script, _kind in spellings]
        names += [*GUESS, KUNYA, *UNLISTED]
        unlisted = self.case["unlisted"].public_id
        values[unlisted] = "the id of a case that nothing may lead to"
        own = {f"{start}/abductees/{unlisted}/" for start in ("", "/en")}
        return Secrets(tokens, values, names, dict.fromkeys(UNLISTED, own))


def _filled(record: Any, but: str = "") -> Any:
    """A record with all its children, every text of theirs a canary."""
    fresh = type(record).objects.get(pk=record.pk)
    fill(fresh, everything=True, but=but)
    spec = documents.SPECS[fresh.kind]
    _fill_children(fresh, spec)
    record.refresh_from_db()
    return record


def _fill_children(row: models.Model, spec: documents.Spec) -> None:
    for name, child in spec.children.items():
        for one in getattr(row, name).all():
            fill(one, everything=True)
            _fill_children(one, child)


def _histories() -> list[tuple[str, str]]:
    return [where for where, _owner in text_fields() if where[1] == HISTORY_OWN]


def _model(label: str) -> Any:
    return apps.get_model(label)


def held() -> dict[tuple[str, str], str]:
    """What the private database holds in every field of text, as one text each."""
    found = {}
    for (label, name), _owner in text_fields():
        values = _model(label)._base_manager.values_list(name, flat=True)
        found[label, name] = "\n".join(
            bytes(value).decode("latin-1") if isinstance(value, (bytes, memoryview)) else str(value)
            for value in values
        )
    return found

"""Review: records, the documents they were judged by, and who had a hand in them.

A record has a working state and, apart from it, a verified document and a live release: version 3 can be public
while version 4 is in review. Nothing but `records.workflow.move` assigns a state. Four eyes are held by the
constraints here and by the triggers in `records.triggers`.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from records.models.base import new_public_id


class ImportBatch(models.Model):
    """One imported file, so that its records can be verified and released together."""

    kind = models.CharField(_("kind"), max_length=20)
    file_name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(_("SHA-256"), max_length=64)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("account")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.at:%Y-%m-%d %H:%M})"


class State(models.TextChoices):
    """The working state of a record."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    REJECTED = "rejected", _("rejected")
    VERIFIED = "verified", _("verified")
    RELEASED = "released", pgettext_lazy("state", "released")
    WITHDRAWN = "withdrawn", _("withdrawn")


def _open_rounds() -> models.QuerySet:
    """The open round of the record of an outer query."""
    return ReviewRound.objects.filter(record=models.OuterRef("pk"), decision=None)


def _has_open_proposal() -> Exists:
    return Exists(Proposal.objects.filter(round=models.OuterRef("pk"), answer=None))


class RecordQuerySet(models.QuerySet):
    """The queue's own words."""

    def live(self) -> "RecordQuerySet":
        return self.exclude(live_release=None)

    def visible_to(self, user) -> "RecordQuerySet":
        """What a member of staff may see: a correspondent only own drafts, and nothing once it is submitted: not what
        was verified and is a draft again, nor what others wrote into a draft.
        """
        if user.has_perm("records.view_all_records"):
            return self
        if user.has_perm("records.write_own_drafts"):
            others = Contribution.objects.filter(record=models.OuterRef("pk")).exclude(user=user)
            own = self.filter(created_by=user, state__in=[State.DRAFT, State.RETURNED], verified_round=None)
            return own.filter(~Exists(others))
        return self.none()

    def mine(self, user) -> "RecordQuerySet":
        """Drafts that the user began, or is the last to have worked on."""
        return self.filter(created_by=user, state=State.DRAFT)

    def returned_to(self, user) -> "RecordQuerySet":
        """Returned records that the user began or had submitted."""
        submitted = ReviewRound.objects.filter(
            record=models.OuterRef("pk"), submitted_by=user, decision=ReviewRound.Decision.RETURNED
        )
        return self.filter(Q(created_by=user) | Exists(submitted), state=State.RETURNED)

    def proposed_to(self, user) -> "RecordQuerySet":
        """Records with a proposed correction that waits for the user's answer."""
        return self.filter(Exists(_open_rounds().filter(_has_open_proposal(), submitted_by=user)))

    def waiting_for(self, user) -> "RecordQuerySet":
        """Submitted records that the user may verify: none that the user submitted or had a hand in since the last
        verified version, and none with a correction that the submitter has still to answer.
        """
        settled = (
            ReviewRound.objects.filter(
                record=models.OuterRef("record"), decision=ReviewRound.Decision.VERIFIED
            )
            .order_by("-contributions_up_to")
            .values("contributions_up_to")[:1]
        )
        own = Contribution.objects.filter(
            record=models.OuterRef("pk"), user=user, pk__gt=Coalesce(models.Subquery(settled), 0)
        )
        taken = _open_rounds().filter(Q(submitted_by=user) | _has_open_proposal())
        return self.filter(~Exists(own), ~Exists(taken), state=State.SUBMITTED)

    def ready_to_release(self) -> "RecordQuerySet":
        return self.filter(state=State.VERIFIED)


class Record(models.Model):
    """What every reviewed record is: an incident, a tally, a campaign, a series, a case."""

    class Kind(models.TextChoices):
        INCIDENT = "incident", _("incident")
        TALLY = "tally", _("tally")
        CAMPAIGN = "campaign", _("campaign")
        SERIES = "series", _("series")
        CASE = "case", _("abduction case")
        TEXT = "text", _("text of the site")
        REPORT = "report", _("monthly report")

    #: Set by each concrete record.
    KIND: ClassVar[str] = ""

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, editable=False)
    public_id = models.CharField(
        _("public id"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    title_ar = models.CharField(_("headline"), max_length=250)
    title_en = models.CharField(_("headline in English"), max_length=250, blank=True)
    notes = models.TextField(_("internal notes"), blank=True, help_text=_("For staff; never published."))

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    verified_round = models.ForeignKey(
        "records.ReviewRound", models.PROTECT, null=True, editable=False, related_name="+"
    )
    live_release = models.ForeignKey(
        "records.Release", models.PROTECT, null=True, editable=False, related_name="+"
    )
    batch = models.ForeignKey(
        ImportBatch,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="records",
        verbose_name=_("import"),
    )
    import_key = models.CharField(_("key in the imported file"), max_length=80, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("entered by"),
    )
    created_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        permissions = [
            ("view_all_records", _("Sees all records")),
            ("write_own_drafts", _("Writes own drafts")),
            ("submit_record", _("Submits records")),
            ("verify_record", _("Verifies records")),
            ("release_record", _("Releases and withdraws records")),
            ("suppress_record", _("Suppresses records for good")),
            ("adopt_tally", _("Adopts tallies")),
            ("import_records", _("Imports records")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="records_record_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["verified", "released"]) | Q(verified_round__isnull=False),
                name="records_record_verified_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state="released") | Q(live_release__isnull=False),
                name="records_record_released_is_live",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(live_release__isnull=True),
                name="records_record_withdrawn_is_not_live",
            ),
        ]
        indexes = [
            # The queue: newest first within a state.
            models.Index(fields=["state", "-updated_at"], name="records_record_queue"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        if (get_language() or "ar").startswith("ar"):
            return self.title_ar
        return self.title_en or self.title_ar

    def save(self, *args, **kwargs) -> None:
        self.kind = self.kind or self.KIND
        super().save(*args, **kwargs)

    def concrete(self) -> "Record":
        """The record as its own kind, with that kind's fields."""
        if type(self) is not Record:
            return self
        model = next(model for model in Record.__subclasses__() if self.kind == model.KIND)
        return getattr(self, str(model._meta.model_name))

    def problems(self) -> list[str]:
        """What keeps the record from being submitted, in sentences; each kind adds its own."""
        return []

    def children_changed(self) -> None:
        """Bring in step what the record keeps of its children; called after they were written. Most keep nothing."""


class Document(models.Model):
    """A record with its children as they stood, in canonical JSON. Written once; a trigger keeps it so."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="documents")
    number = models.PositiveIntegerField(_("version"))
    content = models.JSONField()
    people = models.ManyToManyField(
        "records.Person", related_name="documents", editable=False, help_text=_("Those whom it names.")
    )
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of the canonical JSON."))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["record", "number"]
        constraints = [
            models.UniqueConstraint(fields=["record", "number"], name="records_document_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.record} · {self.number}"


class Contribution(models.Model):
    """Someone changed the content of a record. Append-only: nobody can undo having had a hand in it."""

    class How(models.TextChoices):
        EDIT = "edit", _("edited")
        IMPORT = "import", _("imported")
        ACCEPT = "accept", _("accepted a correction")
        ADOPT = "adopt", _("adopted a tally")

    record = models.ForeignKey(Record, models.PROTECT, related_name="contributions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=How)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.get_how_display()}"


class ReviewRound(models.Model):
    """One submission and its decision; the verifier is none of those who contributed since the last verified one."""

    class Decision(models.TextChoices):
        VERIFIED = "verified", _("verified")
        RETURNED = "returned", _("returned")
        REJECTED = "rejected", _("rejected")
        RECALLED = "recalled", _("taken back by the submitter")

    record = models.ForeignKey(Record, models.PROTECT, related_name="rounds")
    document = models.ForeignKey(Document, models.PROTECT, related_name="rounds")
    contributions_up_to = models.BigIntegerField(
        help_text=_("The last contribution that the document holds.")
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("submitted by")
    )
    submitted_at = models.DateTimeField(_("submitted at"), auto_now_add=True)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("review round")
        verbose_name_plural = _("review rounds")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision=None, decided_by=None, decided_at=None)
                | Q(decision__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="records_round_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(decision="verified") | ~Q(decided_by=F("submitted_by")),
                name="records_round_four_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(decision="recalled") | Q(decided_by=F("submitted_by")),
                name="records_round_recalled_by_its_submitter",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["returned", "rejected"]) | ~Q(reason=""),
                name="records_round_refused_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(decision=None) | Q(decision__in=["verified", "returned", "rejected", "recalled"]),
                name="records_round_decision_is_known",
            ),
            models.UniqueConstraint(
                fields=["record"], condition=Q(decision=None), name="records_one_open_round_per_record"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record}: {self.get_decision_display() if self.decision else _('open')}"


class Proposal(models.Model):
    """A verifier's correction, kept as a document until the submitter accepts it. The verifier stays a verifier."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    round = models.ForeignKey(ReviewRound, models.PROTECT, related_name="proposals")
    content = models.JSONField()
    reason = models.TextField(_("reason"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=10, choices=Answer, null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("proposed correction")
        verbose_name_plural = _("proposed corrections")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(answer=None), name="records_one_open_proposal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposed_by}: {self.reason}"


class Transition(models.Model):
    """One move of one record, for the record's own history. Append-only."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="transitions")
    move = models.CharField(_("step"), max_length=20)
    before = models.CharField(_("before"), max_length=10, choices=State)
    after = models.CharField(_("after"), max_length=10, choices=State)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("account")
    )
    at = models.DateTimeField(_("at"), auto_now_add=True)
    reason = models.TextField(_("reason"), blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


def describe(record: Record) -> dict[str, Any]:
    """The few facts by which lists and messages name a record."""
    return {"kind": record.kind, "public_id": record.public_id, "title": record.title, "state": record.state}

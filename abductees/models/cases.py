"""A case: someone, or a group, who was abducted, detained or is missing. Members of groups nest and never add."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.models import FigureFields, Party, Person, Place, Record
from records.models.dates import KnownBetween
from terms.choices import (
    CaseStatus,
    Certainty,
    ConsentBasis,
    PlacePrecision,
    Precision,
    Role,
    Subject,
)
from terms.countries import country_choices
from terms.figures import Figure


class Case(KnownBetween, FigureFields, Record):
    """One abduction of a person or of a group; who was taken twice has two cases.

    `earliest` and `latest` bound the day of the abduction. The figure is the size of a group, and exactly 1 for a
    person. What became of them is no field but follows from the claims (terms.status); `present_status`, `is_closed`
    and `last_news` are kept in step with them for the lists of staff.
    """

    KIND: ClassVar[str] = Record.Kind.CASE

    subject = models.CharField(_("case of"), max_length=6, choices=Subject, default=Subject.PERSON)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("person")
    )
    show_name = models.BooleanField(_("the name may be shown"), default=False)
    called_ar = models.CharField(
        _("called, without the name"),
        max_length=120,
        blank=True,
        help_text=_(
            "How pages speak of the person while the name is withheld: a driver, a woman from Raqqa."
        ),
    )
    called_en = models.CharField(_("called, in English"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=Role, blank=True)
    nationality = models.CharField(_("nationality"), max_length=2, blank=True, choices=country_choices)
    second_nationality = models.CharField(
        _("second nationality"), max_length=2, blank=True, choices=country_choices
    )
    age_low = models.PositiveSmallIntegerField(
        _("age at the time, or the lowest"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    age_high = models.PositiveSmallIntegerField(
        _("the highest age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    about_ar = models.TextField(_("who they are"), blank=True)
    about_en = models.TextField(_("who they are, in English"), blank=True)
    show_details = models.BooleanField(
        _("role, age, nationality and description may be shown"), default=False
    )
    origins = models.ManyToManyField(
        Place, blank=True, related_name="+", verbose_name=_("where they come from")
    )

    place = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place of the abduction"),
    )
    place_precision = models.CharField(
        _("place known"), max_length=15, choices=PlacePrecision, default=PlacePrecision.LOCALITY
    )
    show_exact_place = models.BooleanField(
        _("the exact place may be shown"),
        default=False,
        help_text=_("Otherwise the public sees the locality."),
    )
    circumstances_ar = models.TextField(_("circumstances"), blank=True)
    circumstances_en = models.TextField(_("circumstances, in English"), blank=True)
    holders = models.ManyToManyField(
        Party,
        blank=True,
        related_name="+",
        verbose_name=_("alleged holders"),
        help_text=_("Whom we take to hold them. What each source says stands with its claim."),
    )
    holder_certainty = models.CharField(
        _("attribution"), max_length=10, choices=Certainty, default=Certainty.UNKNOWN
    )
    of_incident = models.ForeignKey(
        Record,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="abduction_cases",
        limit_choices_to={"kind": "incident"},
        verbose_name=_("incident"),
    )
    same_event_as = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="taken_with",
        verbose_name=_("taken together with"),
        help_text=_("The case of another who was taken in the same event."),
    )

    override_status = models.CharField(
        _("status, by an editor"),
        max_length=20,
        blank=True,
        choices=CaseStatus,
        help_text=_(
            "Only where the timeline does not say what is so; one of the statuses that a source gave."
        ),
    )
    override_reason = models.TextField(_("why"), blank=True, help_text=_("For staff; never published."))
    clock_stopped_on = models.DateField(
        _("time held counted until"),
        null=True,
        blank=True,
        help_text=_("If the family believes the person dead and asked that it be counted no further."),
    )

    basis = models.CharField(_("published because"), max_length=10, choices=ConsentBasis, blank=True)
    basis_on = models.DateField(_("decided on"), null=True, blank=True)
    basis_note = models.TextField(
        _("who agreed, or how the risk was weighed"),
        blank=True,
        help_text=_("Without telephone numbers or addresses: those belong into the confidential file."),
    )
    basis_by = models.CharField(_("decided by"), max_length=150, blank=True, editable=False)

    present_status = models.CharField(
        _("present status"),
        max_length=20,
        choices=CaseStatus,
        default=CaseStatus.FATE_UNKNOWN,
        editable=False,
    )
    is_closed = models.BooleanField(_("resolved"), default=False, editable=False)
    last_news = models.DateField(_("last news"), null=True, editable=False)

    history = HistoricalRecords(excluded_fields=["basis_note"], m2m_fields=[holders])

    class Meta:
        verbose_name = _("abduction case")
        verbose_name_plural = _("abduction cases")
        permissions = [("override_status", _("Overrides the status of a case"))]
        constraints = [
            *KnownBetween.Meta.constraints,
            *FigureFields.Meta.constraints,
            models.CheckConstraint(
                condition=Q(subject="person", person__isnull=False, qualifier="exact", best=1)
                | Q(subject="group", person=None),
                name="abductees_case_is_of_one_person_or_of_a_group",
                violation_error_message=_("A case is about one person, or about a group without a name."),
            ),
            models.CheckConstraint(
                condition=Q(age_low=None, age_high=None)
                | Q(age_low__isnull=False, age_high__isnull=False, age_high__gte=F("age_low")),
                name="abductees_case_age_is_one_or_a_band",
                violation_error_message=_("The highest age must not be below the lowest."),
            ),
            models.CheckConstraint(
                condition=Q(override_status="") | ~Q(override_reason=""),
                name="abductees_case_override_has_a_reason",
                violation_error_message=_("A status that an editor sets needs a reason."),
            ),
            models.CheckConstraint(
                condition=Q(basis="") | (~Q(basis_by="") & ~Q(basis_note="")),
                name="abductees_case_basis_has_its_decider",
                violation_error_message=_("Write who agreed, or how the risk was weighed."),
            ),
        ]
        indexes = [
            # Reminders: open cases without news, the longest first.
            models.Index(
                fields=["last_news"], condition=Q(is_closed=False), name="abductees_case_awaiting_news"
            ),
        ]

    @property
    def is_of_a_person(self) -> bool:
        return self.subject == Subject.PERSON

    def settle(self) -> None:
        """Fill what follows from the rest: of a person the size is 1, an age without an upper end is exact."""
        self.settle_dates()
        if self.is_of_a_person:
            self.figure = Figure.exact(1)
        if self.age_high is None:
            self.age_high = self.age_low
        elif self.age_low is None:
            self.age_low = self.age_high
        if self.precision == Precision.DAY and self.earliest is None:
            self.precision = Precision.UNKNOWN

    def clean(self) -> None:
        self.settle()
        errors: dict[str, Any] = self.date_errors()
        for name in ("basis_on", "clock_stopped_on"):
            day = getattr(self, name)
            if day is not None and day > timezone.localdate():
                errors[name] = _("This date is in the future.")
        if self.clock_stopped_on and self.earliest and self.clock_stopped_on < self.earliest:
            errors["clock_stopped_on"] = _("This is before the abduction.")
        if self.age_low is not None and self.age_high is not None and self.age_high < self.age_low:
            errors["age_high"] = _("The highest age must not be below the lowest.")
        if errors:
            raise ValidationError(errors)
        FigureFields.clean(self)

    def save(self, *args, **kwargs) -> None:
        self.settle()
        self.title_ar = self.title_ar or self.called_ar
        super().save(*args, **kwargs)

    def keep_title(self) -> None:
        """For staff a person's case bears the name; what the public reads is decided in abductees.documents."""
        if self.person is not None:
            self.title_ar = self.person.full_name("ar") or self.person.full_name("en") or self.called_ar
            self.title_en = self.person.full_name("en") or self.called_en

    def children_changed(self) -> None:
        """Bring the kept status and the day of the last news in step with the claims; call after changing them."""
        from abductees.timeline import last_news, present_of

        present = present_of(self)
        kept = {
            "present_status": present.status,
            "is_closed": present.is_closed,
            "last_news": last_news(self),
        }
        for name, value in kept.items():
            setattr(self, name, value)
        type(self).objects.filter(pk=self.pk).update(**kept)

    def root(self) -> "Case":
        """The first case of the event in which several were taken."""
        return self.same_event_as if self.same_event_as is not None else self

    def problems(self) -> list[str]:
        """What is missing before someone else can judge the case."""
        from abductees.rules import case_problems

        return case_problems(self)


class Membership(models.Model):
    """A case belongs to a group: a person of it, or a smaller group. Sizes are never added up."""

    group = models.ForeignKey(Case, models.CASCADE, related_name="members", verbose_name=_("group"))
    member = models.ForeignKey(Case, models.PROTECT, related_name="member_of", verbose_name=_("member"))

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["group", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "member"], name="abductees_member_once_per_group"),
            models.CheckConstraint(
                condition=~Q(group=F("member")),
                name="abductees_no_member_of_itself",
                violation_error_message=_("A group is no member of itself."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.member)

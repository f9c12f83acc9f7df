"""What sources say of a case: the timeline of its status, counts of a group, and who someone may be."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from abductees.models.cases import Case
from records.models import Claim, FigureFields, Party, Place
from records.models.dates import KnownBetween
from terms.choices import CaseStatus, ClaimGrade, CountOf


class CaseClaim(KnownBetween, Claim):
    """A dated status by one source. Contradicting claims stand side by side; terms.status derives the present one."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="claims", verbose_name=_("case"))
    status = models.CharField(_("status"), max_length=20, choices=CaseStatus)
    grade = models.CharField(
        pgettext_lazy("of a claim", "grade"), max_length=12, choices=ClaimGrade, default=ClaimGrade.REPORTED,
        help_text=_("A death closes the case only when it is confirmed; freedom when a second source says so."),
    )  # fmt: skip
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("where"),
        help_text=_("The public sees the governorate. An exact one belongs into the confidential file."),
    )  # fmt: skip
    holders = models.ManyToManyField(
        Party, blank=True, related_name="+", verbose_name=_("held by, in the words of the source")
    )
    note_ar = models.CharField(_("what the source says"), max_length=300, blank=True)
    note_en = models.CharField(_("what the source says, in English"), max_length=300, blank=True)

    class Meta(Claim.Meta):
        verbose_name = _("status claim")
        verbose_name_plural = _("timeline")
        constraints = [
            *KnownBetween.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status__in=CaseStatus.values), name="abductees_claim_has_a_status"
            ),
            models.CheckConstraint(
                condition=Q(grade__in=ClaimGrade.values), name="abductees_claim_has_a_grade"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} ({self.source})"


class CaseCount(FigureFields, Claim):
    """How many of a group one source counts: all who were taken, or those of one fate by a day. Counts of one fate run
    on: 46 freed by Tuesday hold the 20 of Monday.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="counts", verbose_name=_("case"))
    of = models.CharField(_("counts"), max_length=10, choices=CountOf)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    grade = models.CharField(
        pgettext_lazy("of a claim", "grade"), max_length=12, choices=ClaimGrade, default=ClaimGrade.REPORTED
    )

    class Meta(Claim.Meta):
        verbose_name = _("count of a group")
        verbose_name_plural = _("counts of the group")
        constraints = [
            *FigureFields.Meta.constraints,
            models.CheckConstraint(
                condition=Q(of__in=CountOf.values), name="abductees_count_counts_something"
            ),
            models.CheckConstraint(
                condition=Q(grade__in=ClaimGrade.values), name="abductees_count_has_a_grade"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_of_display()}: {self.figure.in_language('ar')}"

    def clean(self) -> None:
        super().clean()
        if self.as_of is not None and self.as_of > timezone.localdate():
            raise ValidationError({"as_of": _("This date is in the future.")})


class Identification(Claim):
    """A source says who an unnamed person is, tentatively. The name stays with staff until someone releases it here."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="identifications", verbose_name=_("case"))
    name_ar = models.CharField(_("said to be"), max_length=200, blank=True)
    name_en = models.CharField(_("said to be, in Latin letters"), max_length=200, blank=True)
    grade = models.CharField(
        pgettext_lazy("of a claim", "grade"), max_length=12, choices=ClaimGrade, default=ClaimGrade.REPORTED
    )
    show_name = models.BooleanField(_("the name may be shown"), default=False)

    class Meta(Claim.Meta):
        verbose_name = _("tentative identification")
        verbose_name_plural = _("tentative identifications")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name_ar="") | ~Q(name_en=""),
                name="abductees_identification_names_someone",
                violation_error_message=_("Give a name in Arabic or in Latin letters."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_ar or self.name_en

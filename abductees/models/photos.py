"""A photo of someone missing: the original is kept as it came, the public gets a copy drawn anew, with consent only."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from abductees.models.cases import Case


class Photo(models.Model):
    """`original` and `copy` are digests: of the file as it arrived (records.photos), and of its public copy."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="photos", verbose_name=_("case"))
    original = models.CharField(max_length=64, editable=False)
    original_name = models.CharField(_("file"), max_length=200, editable=False)
    media_type = models.CharField(max_length=30, editable=False)
    size = models.PositiveIntegerField(editable=False, help_text=_("In bytes."))
    has_location = models.BooleanField(
        _("the original tells where it was taken"), default=False, editable=False
    )
    copy = models.CharField(max_length=64, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    credit_ar = models.CharField(_("credit"), max_length=120, blank=True)
    credit_en = models.CharField(_("credit, in English"), max_length=120, blank=True)
    consent = models.CharField(
        _("who agreed that the photo be shown"), max_length=300, blank=True,
        help_text=_("Without this the photo stays with staff."),
    )  # fmt: skip
    show = models.BooleanField(_("the photo may be shown"), default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("uploaded by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["case", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(show=False) | ~Q(consent=""),
                name="abductees_photo_shown_with_consent",
                violation_error_message=_("Write who agreed, for a photo that may be shown."),
            )
        ]

    def __str__(self) -> str:
        return self.original_name

"""Published reports: the editions of a month, each as it was, with the bytes of its PDF and images."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publication.models.base import PublishedRecord, in_language


class PublishedReport(PublishedRecord):
    """The report on a month; its columns and document are those of the latest edition."""

    series = models.SlugField(max_length=40)
    month_start = models.DateField()

    class Meta:
        verbose_name = _("monthly report")
        verbose_name_plural = _("monthly reports")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "month_start"], name="publication_report_of_a_month_once"
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("publication:summary", args=[self.series, self.content["figures"]["month"]["address"]])


class PublishedEdition(models.Model):
    """One edition, frozen: text and figures in `content`, what the public was told of it in the note."""

    report = models.ForeignKey(PublishedReport, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    position = models.BigIntegerField(default=0)
    day = models.DateField()
    content = models.JSONField()
    note_ar = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="publication_edition_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.number}"

    @property
    def title(self) -> str:
        return in_language(self.content, "title")

    @property
    def note(self) -> str:
        return in_language({"ar": self.note_ar, "en": self.note_en})

    def get_absolute_url(self) -> str:
        month = self.content["figures"]["month"]["address"]
        return reverse("publication:edition", args=[self.report.series, month, self.number])


class PublishedEditionFile(models.Model):
    """The bytes of a file of an edition, by the name that the document gives it (report-ar.pdf)."""

    edition = models.ForeignKey(PublishedEdition, models.CASCADE, related_name="files")
    name = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("file of an edition")
        verbose_name_plural = _("files of editions")
        constraints = [
            models.UniqueConstraint(fields=["edition", "name"], name="publication_edition_file_once")
        ]

    def __str__(self) -> str:
        return self.name

"""What someone is typing, kept on the server until it is saved."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FormDraft(models.Model):
    """The unsaved content of one form of one person; gone once the form is saved or discarded."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    form = models.CharField(max_length=120, help_text=_("The address of the form."))
    data = models.TextField(help_text=_("The form as it would be posted."))
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("unsaved form")
        verbose_name_plural = _("unsaved forms")
        constraints = [models.UniqueConstraint(fields=["user", "form"], name="records_one_draft_per_form")]

    def __str__(self) -> str:
        return self.form

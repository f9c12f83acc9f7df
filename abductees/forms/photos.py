"""A photo as it is handed in: judged, kept as it came, and drawn anew for the public."""

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from abductees.models import Photo
from records import photos
from records.forms.autocomplete import RemembersRelated
from records.forms.fields import never_remembered
from records.models import PublicCopy


class PhotoWidget(forms.FileInput):
    """A file to choose; of a photo that is kept already, its public copy and what its original gives away."""

    photo: Photo | None = None

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        lost, context["widget"]["value"] = context["widget"]["value"], None
        field = "" if self.photo is not None else super()._render(template_name, context, renderer)
        parts = {"photo": self.photo, "field": field, "lost": lost}
        return mark_safe(render_to_string("admin/abductees/photo_widget.html", parts))  # noqa: S308 -- it escapes

    def format_value(self, value: Any) -> str:
        """The name of a file that was chosen for a form that is shown again: browsers do not keep it."""
        return (value.name or "") if isinstance(value, UploadedFile) else ""


class PhotoField(forms.FileField):
    """Tells its widget of a file that was sent, so that the page can ask for it again."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data or initial


class PhotoForm(RemembersRelated):
    """The file of a kept photo does not change: another photo is another row."""

    file = PhotoField(
        label=gettext_lazy("photo"),
        required=False,
        widget=PhotoWidget({"accept": "image/jpeg,image/png,image/webp"}),
        help_text=gettext_lazy(
            "JPEG, PNG or WebP. Choose it last: a file is kept in no draft, and not when the form is shown again."
        ),
    )

    class Meta:
        model = Photo
        fields: list[str] = []  # the admin class says which

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            never_remembered(field)
        self.data_of_file = b""
        if self.instance.pk is not None:
            self.fields["file"].disabled = True
            self.fields["file"].help_text = ""
            self.fields["file"].widget.photo = self.instance

    def clean_file(self) -> Any:
        """Sets what is known of the file; the message of a refusal is for the one who chose it."""
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            if self.instance.pk is None:
                raise ValidationError(_("Choose the photo."))
            return file
        if file.size is None or file.size > photos.MAX_BYTES:
            limit = photos.MAX_BYTES // 1024**2
            raise ValidationError(_("The photo is larger than %(limit)d MB.") % {"limit": limit})
        file.seek(0)
        self.data_of_file = file.read()
        try:
            self.original = photos.inspect(self.data_of_file, file.name or "")
            self.copy = photos.public_copy(self.data_of_file)
        except photos.PhotoRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("show") and not cleaned.get("consent"):
            self.add_error("consent", _("Write who agreed, for a photo that may be shown."))
        return cleaned

    def settle(self, user: Any, trial: bool) -> None:
        """Fill a new photo's row before it is saved. A form that is only tried leaves no file behind."""
        if not self.data_of_file:
            return
        photo, found, (copy, width, height) = self.instance, self.original, self.copy
        photo.original = found.sha256 if trial else photos.keep_original(self.data_of_file)
        photo.original_name, photo.media_type, photo.size = found.name, found.media_type, found.size
        photo.has_location, photo.width, photo.height = found.has_location, width, height
        photo.copy = hashlib.sha256(copy).hexdigest()
        photo.uploaded_by = user
        PublicCopy.objects.get_or_create(digest=photo.copy, defaults={"content": copy})

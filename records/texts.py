"""What the document of a text of the site holds."""

from records.disclosure import NEVER, PUBLIC
from records.documents import Spec, register
from records.models import Record, StaffText

TEXT = Spec(
    StaffText,
    {"notes": NEVER, **dict.fromkeys(["title_ar", "title_en", "slot", "body_ar", "body_en"], PUBLIC)},
)

register(Record.Kind.TEXT, TEXT)

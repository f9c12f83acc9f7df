"""Cases of the abducted and texts of the site for tests, by way of tests.support.factories. All of it is invented."""

import hashlib
import io
from datetime import date
from typing import Any

from PIL import Image

from abductees.models import Case, CaseClaim, Photo
from monitor.models import User
from records import photos, workflow
from records.models import PublicCopy, StaffText
from terms.figures import parse_figure
from tests.support import factories as make


def add_status(case: Case, status: str = "abducted", **fields: Any) -> CaseClaim:
    """A claim of the timeline on the day of the abduction; `holders` is a list, `day` its date."""
    holders, day = fields.pop("holders", []), fields.pop("day", case.earliest)
    values: dict[str, Any] = {"case": case, "status": status, "source": make.source(), "said_on": day}
    if "precision" not in fields:
        values |= {"precision": "day" if day else "unknown", "earliest": day}
    claim = CaseClaim(**{**values, **fields})
    claim.full_clean()
    claim.save()
    claim.holders.set(holders)
    case.children_changed()
    return claim


def make_case(
    by: User | None = None,
    state: str = "draft",
    subject: str = "person",
    status: str | None = "abducted",
    size: str = "8",
    **fields: Any,
) -> Case:
    """A case of 3 March 2014, invented for tests, with one claim (`status` None: without); `fields` are the model's.

    Of a person: «سالم المخترع» unless `person` is given, the name released and shown. Of a group: `size` in words.
    """
    by = by or make.alice()
    values: dict[str, Any] = {
        "subject": subject, "earliest": date(2014, 3, 3), "circumstances_ar": "أوقفه مسلحون على الطريق.",
        "basis": "known", "basis_note": "نُشرت القصة مراراً", "basis_by": by.username, "basis_on": date(2020, 1, 1),
        "holder_certainty": "known",
    }  # fmt: skip
    if "place" not in fields:
        values["place"] = make.place("hajin")
    holders = fields.pop("holders", [make.party("is")])
    if subject == "group":
        values["title_ar"] = "مجموعة عمال مخترعة"
    else:
        values |= {"called_ar": "سائق", "called_en": "a driver", "show_name": True}
        if "person" not in fields:
            values["person"] = make.person(name_decision="released", decision_reason="أخوه")
    case = Case(**{**values, **fields}, created_by=by)
    if subject == "group":
        case.figure = parse_figure(size)
    case.keep_title()
    case.full_clean(exclude=["kind"])
    case.save()
    case.holders.set(holders)
    if status is not None:
        add_status(case, status)
    workflow.contributed(case, by)
    return make.advance(case, state)


def add_photo(case: Case, **fields: Any) -> Photo:
    """A grey photo that may be shown, by someone's consent."""
    picture = io.BytesIO()
    Image.new("RGB", (120, 160), (120, 120, 120)).save(picture, "JPEG")
    data = fields.pop("data", picture.getvalue())
    found = photos.inspect(data, "photo.jpg")
    photos.keep_original(data)
    content, width, height = photos.public_copy(data)
    copy, _made = PublicCopy.objects.get_or_create(
        pk=hashlib.sha256(content).hexdigest(),
        defaults={"content": content},
    )
    values = {
        "original": found.sha256, "original_name": found.name, "media_type": found.media_type, "size": found.size,
        "has_location": found.has_location, "copy": copy.pk, "width": width, "height": height,
        "consent": "أخوه", "show": True, "uploaded_by": case.created_by,
    }  # fmt: skip
    return Photo.objects.create(case=case, **{**values, **fields})


def make_text(
    by: User | None = None, state: str = "draft", slot: str = "contact", **fields: Any
) -> StaffText:
    by = by or make.carol()
    values = {
        "title_ar": "كيف تصل إلينا",
        "title_en": "How to reach us",
        "body_ar": "من جهاز آمن.",
        "body_en": "Safely.",
    }
    text = StaffText(slot=slot, **{**values, **fields}, created_by=by)
    text.full_clean(exclude=["kind"])
    text.save()
    workflow.contributed(text, by)
    return make.advance(text, state)

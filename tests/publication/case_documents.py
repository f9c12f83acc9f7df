"""Released cases made for tests, as the projector is given them. Plainly invented."""

from typing import Any

from tests.publication.documents import IS, MONITOR, figure, place

PHOTO = "ab" * 32


def status(name: str, day: str | None = "2013-07-29", grade: str = "reported", **more: Any) -> dict[str, Any]:
    """A status claim of one day; `latest` makes it a span."""
    latest = more.pop("latest", day)
    precision = "day" if day and latest == day else "month" if day else "unknown"
    return {
        "source": MONITOR, "said_on": day, "url": "", "locator": "", "quotation": "", "supersedes": None,
        "status": name, "grade": grade, "precision": precision, "earliest": day, "latest": latest, "place": None,
        "holders": [], "note_ar": "", "note_en": "", **more,
    }  # fmt: skip


def counted(of: str, words: str, as_of: str | None = "2021-04-08", **more: Any) -> dict[str, Any]:
    return {"source": MONITOR, "said_on": as_of, "url": "", "locator": "", "quotation": "", "supersedes": None,
            "of": of, "as_of": as_of, "grade": "reported", "figure": figure(words), **more}  # fmt: skip


def named(ar: str = "سالم المخترع", en: str = "Salem Invented", **more: Any) -> dict[str, Any]:
    """A person who may be named."""
    names = [{"text": text, "script": script, "given": "", "family": ""}
             for text, script in ((ar, "ar"), (en, "en")) if text]  # fmt: skip
    return {"ar": ar, "en": en, "sex": "male", "names": names, "is_listed": True, **more}


UNNAMED = {"ar": "", "en": "", "sex": "unknown", "names": [], "is_listed": True}


def case(public_id: str = "caseaaaa", *claims: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A person taken on 29 July 2013 in Deir ez-Zor, by whom it is suspected."""
    person = more.get("person", named())
    content = {
        "kind": "case", "id": public_id, "subject": "person", "person": person,
        "title_ar": person["ar"] or "سائق" if person else "مجموعة",
        "title_en": person["en"] or "a driver" if person else "",
        "called_ar": "سائق", "called_en": "a driver", "role": "journalist", "nationality": "SY",
        "second_nationality": "", "age_low": 30, "age_high": 30, "about_ar": "", "about_en": "", "origins": [],
        "precision": "day", "earliest": "2013-07-29", "latest": "2013-07-29", "place": place(),
        "place_precision": "governorate", "circumstances_ar": "", "circumstances_en": "", "holders": [IS],
        "holder_certainty": "suspected", "of_incident": None, "same_event_as": None, "override_status": "",
        "clock_stopped_on": None, "figure": figure("1"), "claims": list(claims) or [status("abducted")],
        "counts": [], "identifications": [], "members": [], "photos": [],
    }  # fmt: skip
    return {**content, **more}


def group(
    public_id: str = "groupaaa", words: str = "59", *claims: dict[str, Any], **more: Any
) -> dict[str, Any]:
    values = {"subject": "group", "person": None, "figure": figure(words), "title_ar": "مجموعة من القرية",
              "title_en": "People of the village", "called_ar": "", "called_en": "", "role": "", "nationality": "",
              "age_low": None, "age_high": None}  # fmt: skip
    return case(public_id, *claims, **{**values, **more})


def photo(**more: Any) -> dict[str, Any]:
    return {"copy": PHOTO, "width": 4, "height": 5, "credit_ar": "", "credit_en": "", **more}

"""Where someone was seen is public by governorate, no case goes out on nobody's word, and no time of day is public."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import DateTimeField

from abductees.models import Photo
from records import outbox, workflow
from records.conditions import Refused
from records.models import Release
from records.models.base import PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH, new_public_id
from tests.support import factories as make
from tests.support.case_factories import add_photo, add_status

pytestmark = pytest.mark.django_db


def test_where_someone_was_seen_is_public_by_governorate_alone() -> None:
    case = make.make_case(place=make.place("deir_ez_zor"))
    add_status(case, "detained", day=date(2014, 5, 1), place=make.place("hajin_bakery"))
    make.advance(case, "released")
    outbox.drain()
    document = Release.objects.get(record=case).content
    assert [claim["place"]["key"] for claim in document["claims"] if claim["place"]] == ["deir_ez_zor"]
    assert "هجين" not in str(document)
    assert "hajin" not in str(document).lower()


@pytest.mark.parametrize("reason", [[], [{"key": "consent", "reason": "سنسأل الأهل لاحقاً"}]])
def test_a_case_on_nobodys_word_is_not_released_whatever_reason_is_given(
    reason: list[dict[str, str]],
) -> None:
    case = make.make_case(state="verified", basis="", basis_note="", basis_by="", basis_on=None)
    with pytest.raises(Refused):
        workflow.move(case, "release", make.carol(), acknowledged=reason)
    assert not Release.objects.filter(record=case).exists()


def test_with_a_decision_it_goes_out_and_who_took_it_is_kept() -> None:
    case = make.make_case(state="released", basis="risk", basis_note="قدّرت المحررة الخطر")
    assert case.documents.get().content["basis"] == "risk"
    assert case.basis_by == "alice"
    assert "risk" not in str(Release.objects.get(record=case).content)


def test_no_public_document_and_no_public_table_holds_a_time_of_day() -> None:
    make.make_incident(state="released")
    make.make_case(state="released")
    make.make_tally(state="released")
    documents = Release.objects.values_list("content", flat=True)
    assert len(documents) == 3
    assert [found for one in documents for found in re.findall(r"\d\d:\d\d(?::\d\d)?", str(one))] == []
    models = apps.get_app_config("publication").get_models()
    public = [
        model for model in models if model.__name__.startswith(("Published", "Tombstone", "Correction"))
    ]
    assert len(public) > 5
    timed = [
        model.__name__ for model in public if any(isinstance(f, DateTimeField) for f in model._meta.fields)
    ]
    assert timed == []


def test_public_ids_follow_from_nothing() -> None:
    ids = {new_public_id() for _time in range(2000)}
    assert len(ids) == 2000
    assert all(re.fullmatch(f"[{PUBLIC_ID_ALPHABET}]{{{PUBLIC_ID_LENGTH}}}", one) for one in ids)
    for place in range(PUBLIC_ID_LENGTH):
        assert {one[place] for one in ids} == set(PUBLIC_ID_ALPHABET)


def test_the_database_shows_no_photo_without_consent() -> None:
    photo = add_photo(make.make_case(), show=False, consent="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(show=True)

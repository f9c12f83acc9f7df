"""A photo handed in with a case's form: kept as it came, shown as a copy, and to the public with consent only."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from abductees.models import Photo
from records import workflow
from records.models import PublicCopy
from tests.entry.conftest import errors_of, posted
from tests.support import factories
from tests.support.forms import read_form

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _originals(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def change(case):
    return f"/admin/abductees/case/{case.pk}/change/"


def picture(name="صورة.jpg", gps=False):
    image, exif, data = Image.new("RGB", (120, 90), "teal"), Image.Exif(), io.BytesIO()
    if gps:
        exif.get_ifd(0x8825).update({1: "N", 2: (35.0, 20.0, 0.0), 3: "E", 4: (40.0, 8.0, 0.0)})
    image.save(data, "JPEG", exif=exif)
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


def with_photo(client, case, file=None, **values):
    given = {f"photos-0-{name}": value for name, value in values.items()}
    return posted(client, change(case), "case_form", **{"photos-0-file": file or picture(), **given})


def test_the_original_is_kept_and_a_copy_drawn(clerk):
    case, file = factories.make_case(), picture(gps=True)
    data = file.read()
    file.seek(0)
    assert 'enctype="multipart/form-data"' in clerk.get(change(case)).content.decode()
    assert with_photo(clerk, case, file, credit_ar="العائلة").status_code == 302
    photo = case.photos.get()
    assert (Path(photo.original).name, photo.has_location, photo.show) == (photo.original, True, False)
    assert (photo.uploaded_by, photo.size, photo.media_type) == (factories.alice(), len(data), "image/jpeg")
    from records import photos

    assert photos.original(photo.original) == data
    copy = bytes(PublicCopy.objects.get(digest=photo.copy).content)
    assert not Image.open(io.BytesIO(copy)).getexif()
    page = clerk.get(change(case)).content.decode()
    assert (
        f"/admin/abductees/case/photo/{photo.pk}/" in page
        and 'type="file"' not in page.partition("photos-__prefix__")[0]
    )


def test_what_is_no_photo_is_refused_at_its_field(clerk):
    case = factories.make_case()
    response = with_photo(clerk, case, SimpleUploadedFile("photo.jpg", b"<html>", "image/jpeg"))
    assert list(errors_of(response)) == ["photos-0-file"]
    assert "photo.jpg" in response.content.decode()  # to be chosen once more
    assert list(errors_of(posted(clerk, change(case), "case_form", **{"photos-0-credit_ar": "العائلة"}))) == [
        "photos-0-file"
    ]
    assert not Photo.objects.exists()


def test_a_photo_is_shown_with_consent_only(clerk):
    case = factories.make_case()
    assert list(errors_of(with_photo(clerk, case, show="on"))) == ["photos-0-consent"]
    assert with_photo(clerk, case, show="on", consent="أخته").status_code == 302
    assert case.photos.get().show


def test_the_thumbnail_is_for_those_who_may_see_the_case(client, clerk):
    case = factories.make_case()
    with_photo(clerk, case)
    url = f"/admin/abductees/case/photo/{case.photos.get().pk}/"
    shown = clerk.get(url)
    assert (shown["Content-Type"], "no-store" in shown["Cache-Control"]) == ("image/jpeg", True)
    assert Image.open(io.BytesIO(shown.content)).format == "JPEG"
    for user, status in [(factories.dora(), 404), (factories.frank(), 403), (factories.erin(), 200)]:
        client.force_login(user)
        assert client.get(url).status_code == status
    client.logout()
    assert client.get(url).status_code == 302


def test_a_photo_stays_while_the_rest_is_changed_and_goes_when_removed(clerk):
    case = factories.make_case()
    with_photo(clerk, case)
    before = case.photos.values().get()
    assert posted(clerk, change(case), "case_form", **{"photos-0-credit_ar": "العائلة"}).status_code == 302
    assert case.photos.values().get() == {**before, "credit_ar": "العائلة"}
    assert posted(clerk, change(case), "case_form", **{"photos-0-DELETE": "on"}).status_code == 302
    assert not case.photos.exists()


def test_a_form_that_is_not_saved_leaves_no_file(clerk, tmp_path):
    case = factories.make_case()
    form = read_form(clerk.get(change(case)).content, "case_form")
    workflow.claim_revision(case, 0)
    answer = clerk.post(
        change(case), {**form, "photos-0-file": picture("sea.jpg"), "photos-0-consent": "أخته"}
    )
    assert answer.status_code == 200 and "sea.jpg" in answer.content.decode()
    assert read_form(answer.content, "case_form")["photos-0-consent"] == ["أخته"]
    assert not list(tmp_path.rglob("originals/*")) and not Photo.objects.exists()


def test_a_correction_adds_no_photo(client, tmp_path):
    case = factories.make_case(state="submitted")
    client.force_login(factories.bob())
    url = f"/admin/abductees/case/{case.pk}/propose/"
    answer = posted(client, url, "case_form", proposal_reason="خطأ", **{"photos-0-file": picture()})
    assert answer.status_code == 200
    assert not workflow.open_round(case).proposals.exists() and not list(tmp_path.rglob("originals/*"))


def test_a_draft_of_the_form_is_kept_without_its_file(clerk):
    case = factories.make_case()
    form = {**read_form(clerk.get(change(case)).content, "case_form"), "photos-0-consent": "أخته"}
    from urllib.parse import urlencode

    body = {"object": case.pk, "user": factories.alice().pk, "token": "abcdef123456"}
    kept = clerk.post("/admin/abductees/case/draft/", {**body, "data": urlencode(form, doseq=True)})
    assert kept.status_code == 200
    again = clerk.get(change(case), {"draft": "abcdef123456"})
    assert read_form(again.content, "case_form")["photos-0-consent"] == ["أخته"]

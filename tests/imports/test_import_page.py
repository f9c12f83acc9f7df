"""The staff site's import: what is wrong by row and column, then confirm; the file is kept by no one else."""

import os
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from incidents.models import Incident, Tally
from records.imports import admin, uploads
from tests.support import factories as make
from tests.support.imports import INCIDENT, TALLY, csv_of, reference

pytestmark = pytest.mark.django_db

PAGE = "/admin/incidents/incident/import/"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    reference()
    return tmp_path / "imports"


@pytest.fixture
def client() -> Client:
    return signed_in("clerk")


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(make.PEOPLE[role]())
    return client


def upload(client: Client, data: bytes, name: str = "week.csv", page: str = PAGE) -> str:
    return client.post(page, {"file": SimpleUploadedFile(name, data)}).content.decode()


def test_problems_are_shown_by_row_and_column_and_nothing_is_kept(client, folder):
    page = upload(client, csv_of({**INCIDENT, "place": "hajjin"}))
    assert "<td>2</td>" in page
    assert '<bdi dir="ltr">place</bdi>' in page
    assert "(hajin)" in page
    assert 'name="confirm"' not in page
    assert not Incident.objects.exists()
    assert list(folder.glob("*")) == []


def test_a_preview_writes_nothing_and_a_confirmation_imports(client, folder):
    page = upload(client, csv_of(INCIDENT))
    assert INCIDENT["headline_ar"] in page
    assert not Incident.objects.exists()
    (kept,) = folder.iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    response = client.post(PAGE, {"confirm": "yes"})
    incident = Incident.objects.get()
    assert response["Location"] == f"/admin/incidents/incident/?batch__id__exact={incident.batch_id}"
    assert incident.created_by == make.alice()
    assert list(folder.iterdir()) == []
    assert str(incident) in client.get(response["Location"]).content.decode()


def test_a_second_confirmation_imports_nothing(client):
    upload(client, csv_of(INCIDENT))
    client.post(PAGE, {"confirm": "yes"})
    assert client.post(PAGE, {"confirm": "yes"})["Location"] == PAGE
    assert Incident.objects.count() == 1


def test_what_changed_between_preview_and_confirmation_is_said(client):
    upload(client, csv_of(INCIDENT))
    make.source("monitor_a").delete()
    page = client.post(PAGE, {"confirm": "yes"}).content.decode()
    assert '<bdi dir="ltr">source</bdi>' in page
    assert not Incident.objects.exists()


def test_an_expired_file_is_deleted_and_has_to_be_chosen_again(client, folder):
    upload(client, csv_of(INCIDENT))
    (kept,) = folder.iterdir()
    long_ago = time.time() - uploads.LIFETIME - 1
    os.utime(kept, (long_ago, long_ago))
    assert client.post(PAGE, {"confirm": "yes"})["Location"] == PAGE
    assert not kept.exists()
    assert not Incident.objects.exists()


def test_an_expired_file_goes_even_when_nobody_imports_again(client, folder):
    upload(client, csv_of(INCIDENT))
    (kept,) = folder.iterdir()
    call_command("project_outbox", verbosity=0)
    assert kept.exists()
    long_ago = time.time() - uploads.LIFETIME - 1
    os.utime(kept, (long_ago, long_ago))
    call_command("project_outbox", verbosity=0)
    assert list(folder.iterdir()) == []


def test_a_waiting_file_and_its_folder_are_for_the_sites_user_alone(client, folder):
    folder.mkdir(mode=0o755)
    before = os.umask(0)
    try:
        upload(client, csv_of(INCIDENT))
    finally:
        os.umask(before)
    (kept,) = folder.iterdir()
    assert [path.stat().st_mode & 0o777 for path in (folder, kept)] == [0o700, 0o600]


def test_a_file_that_is_given_up_goes(client, folder):
    upload(client, csv_of(INCIDENT))
    client.get(PAGE)
    assert list(folder.iterdir()) == []


def test_nothing_that_lies_there_is_written_into(folder, monkeypatch, tmp_path):
    monkeypatch.setattr(uploads.secrets, "token_hex", lambda size: "0" * 32)
    folder.mkdir()
    (folder / ("0" * 32)).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FileExistsError):
        uploads.keep(b"x")
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_of_one_page_cannot_be_confirmed_on_another_or_by_another(client):
    upload(client, csv_of(INCIDENT))
    other = signed_in("editor")
    assert other.post(PAGE, {"confirm": "yes"})["Location"] == PAGE
    client.post("/admin/incidents/tally/import/", {"confirm": "yes"})
    assert not Incident.objects.exists()


def test_a_file_that_is_not_what_it_says_is_refused_on_the_form(client):
    assert "XLSX" in upload(client, csv_of(INCIDENT), name="week.xlsx")


def test_a_file_with_more_rows_than_a_request_can_check_goes_to_the_command(client):
    rows = [{**INCIDENT, "key": f"t-{number}"} for number in range(admin.MAX_ROWS + 1)]
    assert str(admin.MAX_ROWS) in upload(client, csv_of(*rows))


def test_tallies_have_the_same_page(client):
    page = "/admin/incidents/tally/import/"
    upload(client, csv_of(TALLY), page=page)
    client.post(page, {"confirm": "yes"})
    assert Tally.objects.get().best == 153


@pytest.mark.parametrize("role", sorted(make.PEOPLE))
def test_only_those_who_may_import_see_the_page_and_its_link(role):
    client = signed_in(role)
    allowed = role in ("clerk", "editor")
    assert client.get(PAGE).status_code == (200 if allowed else 403)
    listing = client.get("/admin/incidents/incident/")
    assert listing.status_code == (403 if role == "administrator" else 200)
    assert (PAGE in listing.content.decode()) == allowed


def test_a_visitor_is_sent_to_sign_in():
    assert "/admin/login/" in Client().get(PAGE)["Location"]

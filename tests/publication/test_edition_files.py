"""PDF and images of editions: the stored bytes, of the latest or of one, with what browsers need to keep them."""

import pytest
from django.test import Client

from publication.models import PublishedEditionFile
from tests.publication.documents import FILES, publish, release, report, series, sha256

pytestmark = pytest.mark.django_db

MONTH = "/summaries/caliphate/78/"
TYPES = {"report.pdf": "application/pdf", "infographic.png": "image/png", "infographic.svg": "image/svg+xml"}
NEWER = {name: data + b" second" for name, data in FILES.items()}


@pytest.fixture(autouse=True)
def two_editions() -> None:
    release(series())
    publish(report())
    names = {name: sha256(data) for name, data in NEWER.items()}
    publish(report(edition=2, files=names), NEWER)


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize(("prefix", "lang"), [("", "ar"), ("/en", "en")])
def test_each_address_gives_the_stored_bytes_in_its_language(
    client: Client, name: str, prefix: str, lang: str
) -> None:
    stem, suffix = name.split(".")
    stored = f"{stem}-{lang}.{suffix}"
    for tail, files in ((name, NEWER), (f"editions/2/{name}", NEWER), (f"editions/1/{name}", FILES)):
        response = client.get(f"{prefix}{MONTH}{tail}")
        assert response.status_code == 200, tail
        assert response.content == files[stored], tail
        assert response["Content-Type"] == TYPES[name]
        assert response["Content-Language"] == lang
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["ETag"] == f'"{sha256(files[stored])}"'


def test_a_numbered_edition_may_be_kept_longer_than_the_latest(client: Client) -> None:
    assert client.get(f"{MONTH}report.pdf")["Cache-Control"] == "public, max-age=60"
    assert client.get(f"{MONTH}editions/2/report.pdf")["Cache-Control"] == "public, max-age=60"


def test_a_file_is_shown_and_kept_under_a_name_that_says_what_it_is(client: Client) -> None:
    kept = {
        f"{MONTH}report.pdf": "marsad-caliphate-78-report-edition-2-ar.pdf",
        f"/en{MONTH}editions/1/infographic.png": "marsad-caliphate-78-infographic-edition-1-en.png",
    }
    for address, name in kept.items():
        assert client.get(address)["Content-Disposition"] == f'inline; filename="{name}"'


def test_a_drawing_may_run_nothing_and_load_nothing(client: Client) -> None:
    policy = client.get(f"{MONTH}infographic.svg")["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; sandbox; ")
    assert "script-src" not in client.get(f"{MONTH}report.pdf")["Content-Security-Policy"]


@pytest.mark.parametrize("tail", ["report.pdf", "editions/1/report.pdf"])
def test_a_browser_that_has_the_bytes_gets_none(client: Client, tail: str) -> None:
    etag = client.get(MONTH + tail)["ETag"]
    for known in (etag, f'"other", {etag}', "*"):
        response = client.get(MONTH + tail, headers={"if-none-match": known})
        assert response.status_code == 304
        assert response.content == b""
        assert response["ETag"] == etag
        assert "max-age" in response["Cache-Control"]
    changed = client.get(MONTH + tail, headers={"if-none-match": '"0123"'})
    assert changed.status_code == 200
    assert client.head(MONTH + tail)["ETag"] == etag


def test_the_bytes_of_another_edition_are_not_those_that_a_browser_has(client: Client) -> None:
    old = client.get(f"{MONTH}editions/1/report.pdf")["ETag"]
    assert client.get(f"{MONTH}report.pdf", headers={"if-none-match": old}).status_code == 200


def test_a_file_that_was_not_drawn_in_the_language_is_given_in_the_other(client: Client) -> None:
    PublishedEditionFile.objects.filter(edition__number=2, name="report-en.pdf").delete()
    response = client.get(f"/en{MONTH}report.pdf")
    assert response.content == NEWER["report-ar.pdf"]
    assert response["Content-Language"] == "ar"
    assert response["Content-Disposition"].endswith('-ar.pdf"')


@pytest.mark.parametrize(
    "tail",
    ["report.svg", "report-ar.pdf", "infographic.PNG", "editions/9/report.pdf", "editions/1/report.txt"],
)
def test_what_is_no_file_gets_the_page_that_helps(client: Client, tail: str) -> None:
    for prefix in ("", "/en"):
        response = client.get(f"{prefix}{MONTH}{tail}")
        assert response.status_code == 404
        assert f'href="{prefix}/summaries/"' in response.text


def test_a_month_without_a_report_has_no_files(client: Client) -> None:
    for tail in (*TYPES, "editions/1/report.pdf"):
        response = client.get(f"/summaries/caliphate/77/{tail}")
        assert response.status_code == 404
        assert "<title>" in response.text


def test_bytes_that_were_lost_are_not_found(client: Client) -> None:
    PublishedEditionFile.objects.filter(name__startswith="report").delete()
    assert client.get(f"{MONTH}report.pdf").status_code == 404
    assert "report.pdf" not in client.get(MONTH).text


def test_the_address_by_the_first_day_gives_the_same_bytes(client: Client) -> None:
    assert client.get("/summaries/caliphate/2020-12-29/report.pdf").content == NEWER["report-ar.pdf"]

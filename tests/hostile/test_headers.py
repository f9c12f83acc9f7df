"""Every address that the URL configuration knows, and every kind of error, answers with the headers that it should."""

import re
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.hostile.conftest import HOST, visitor
from tests.support.addresses import Examples, patterns
from tests.support.factories import carol

pytestmark = pytest.mark.django_db

NOTHING = {
    "default-src": "'none'", "style-src": "'self'", "font-src": "'self'", "form-action": "'self'",
    "base-uri": "'none'", "frame-ancestors": "'none'", "upgrade-insecure-requests": "",
}  # fmt: skip
PUBLIC = {**NOTHING, "img-src": "'self'", "script-src": "'none'", "connect-src": "'none'"}
SCRIPTED = {**NOTHING, "img-src": "'self' data:", "script-src": "'self'", "connect-src": "'self'"}
#: Of files: opened by themselves they run nothing, in no frame. Their styles are their own.
SVG = {
    "default-src": "'none'", "style-src": "'unsafe-inline'", "sandbox": "", "base-uri": "'none'",
    "form-action": "'none'", "frame-ancestors": "'none'",
}  # fmt: skip
PDF = {name: value for name, value in SVG.items() if name != "sandbox"} | {"object-src": "'self'"}

ALWAYS = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: Where a file is saved instead of shown.
DOWNLOADS = ("text/csv", "application/xml", "text/xml")


def policy_of(response: HttpResponse) -> dict[str, str]:
    parts = [part.strip() for part in response["Content-Security-Policy"].split(";") if part.strip()]
    return {name: value for name, _space, value in (part.partition(" ") for part in parts)}


def faults(address: str, response: HttpResponse) -> Iterator[str]:
    """What is wrong with the headers of an answer."""
    staff = re.match(r"(?:/en)?/admin/", address) is not None
    shown_within = response.status_code == 200 and address.endswith("/preview/")
    for name, value in {**ALWAYS, **({"X-Frame-Options": "SAMEORIGIN"} if shown_within else {})}.items():
        if response.headers.get(name) != value:
            yield f"{name}: {response.headers.get(name)}"
    if "camera=(), " not in response.headers.get("Permissions-Policy", ""):
        yield "no Permissions-Policy"
    if response.headers.get("Referrer-Policy") != ("same-origin" if staff else "no-referrer"):
        yield f"Referrer-Policy: {response.headers.get('Referrer-Policy')}"
    yield from (f"says {name}" for name in ("Server", "X-Powered-By") if name in response.headers)
    yield from _faults_of_kind(address, response, staff)
    yield from _faults_of_keeping(response, staff)
    yield from _faults_of_cookies(response, staff)


def _faults_of_kind(address: str, response: HttpResponse, staff: bool) -> Iterator[str]:
    kind = response.headers.get("Content-Type", "")
    due = SCRIPTED if staff or "/api/v1/docs/" in address else PUBLIC
    # The page of a release shows the preview within itself.
    let_in = staff and response.status_code < 400 and "/login/" not in response.headers.get("Location", "")
    if let_in and address.endswith("/release/"):
        due = {**due, "frame-src": "'self'"}
    if let_in and address.endswith("/preview/"):
        due = {**due, "frame-ancestors": "'self'"}
    if response.status_code < 300 and kind in ("image/svg+xml", "application/pdf"):
        due = SVG if kind == "image/svg+xml" else PDF
    if policy_of(response) != due:
        yield f"policy: {policy_of(response)}"
    if kind.startswith("text/") and "charset=utf-8" not in kind.lower().replace('"', ""):
        yield f"no charset: {kind}"
    saved = response.headers.get("Content-Disposition", "").startswith("attachment")
    if response.status_code == 200 and kind.startswith(DOWNLOADS) and not saved:
        yield f"not an attachment: {kind}"


def _faults_of_cookies(response: HttpResponse, staff: bool) -> Iterator[str]:
    if not staff and response.cookies:
        yield f"a cookie: {response.cookies}"
    for cookie in response.cookies.values():
        if not (cookie["secure"] and cookie["samesite"] == "Strict" and cookie["path"] == "/"):
            yield f"cookie {cookie.key} is open"
        if not cookie.key.startswith("__Host-") or cookie["domain"]:
            yield f"cookie {cookie.key} may be of another host"
        if "session" in cookie.key and not cookie["httponly"]:
            yield "scripts can read the session"


def _faults_of_keeping(response: HttpResponse, staff: bool) -> Iterator[str]:
    keeping = response.headers.get("Cache-Control", "")
    if staff or response.status_code >= 400:
        if "no-store" not in keeping:
            yield f"may be kept: {keeping}"
    elif keeping not in ("no-cache", "public, max-age=60", "no-store"):
        yield f"Cache-Control: {keeping}"


def addresses(examples: Examples, staff: bool) -> list[str]:
    found = [examples.address(pattern) for pattern in patterns()]
    found += [f"/en{address}" for address in found if not address.startswith("/api/")]
    return [address for address in found if ("/admin/" in address) == staff]


def assert_all_right(client: Client, asked: list[str], method: str = "get", **options: Any) -> set[int]:
    wrong, statuses = {}, set()
    for address in asked:
        response = getattr(client, method)(address, **options)
        statuses.add(response.status_code)
        if found := list(faults(address, response)):
            wrong[f"{method} {address} {response.status_code}"] = found
    assert wrong == {}
    return statuses


def files_of(examples: Examples) -> list[str]:
    stem = "/summaries/caliphate/78/"
    return [f"{stem}{name}" for name in ("report.pdf", "infographic.png", "infographic.svg")]


def test_every_public_page(production: Any) -> None:
    examples = Examples()
    asked = [*addresses(examples, staff=False), *files_of(examples)]
    assert assert_all_right(visitor(), asked) >= {200, 404}
    # The same to someone of staff: no page is theirs.
    client = visitor()
    client.force_login(carol())
    assert_all_right(client, asked[:40])


def test_every_page_of_the_public_site_alone(public_alone: Any) -> None:
    examples = Examples()
    asked = [one for one in addresses(examples, staff=False) if not one.startswith("/en/")]
    assert assert_all_right(visitor(), asked) >= {200, 404}
    # There is no staff site: its address is an unknown one, with the headers of any other.
    response = visitor().get("/admin/")
    assert response.status_code == 404
    assert response["Referrer-Policy"] == "no-referrer"
    assert policy_of(response) == PUBLIC


@pytest.mark.slow
def test_every_page_of_staff(production: Any) -> None:
    examples = Examples()
    asked = addresses(examples, staff=True)
    assert assert_all_right(visitor(), asked) == {200, 302}
    client = visitor()
    client.force_login(carol())
    # Headers do not depend on what is drawn, and drawing takes most of the time.
    with mock.patch("django.template.backends.django.Template.render", return_value=""):
        for method in ("get", "post"):
            rest = [one for one in asked if "logout" not in one and not one.startswith("/en/")]
            statuses = assert_all_right(client, rest, method)
            assert statuses >= {200, 302, 403, 404}


def test_every_kind_of_error(production: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = visitor()
    asked = {
        400: ("get", "/incidents/?month=x", {}),
        404: ("get", "/nothing/", {}),
        405: ("post", "/incidents/", {}),
        413: ("post", "/admin/login/", {"CONTENT_LENGTH": str(10**9)}),
    }
    for status, (method, address, options) in asked.items():
        response = getattr(client, method)(address, **options)
        assert response.status_code == status
        assert list(faults(address, response)) == [], status
    response = visitor(enforce_csrf_checks=True).post("/admin/login/")
    assert (response.status_code, list(faults("/admin/login/", response))) == (403, [])
    response = Client(headers={"host": "evil.example"}).get("/")
    assert (response.status_code, list(faults("/", response))[1:]) == (400, [])
    monkeypatch.setattr("publication.views.health.connections", None)
    response = client.get("/healthz")
    assert (response.status_code, list(faults("/healthz", response))) == (500, [])
    production.MISSES_A_MINUTE = 1
    known = visitor(REMOTE_ADDR="127.0.0.1")
    reader = {"HTTP_X_FORWARDED_FOR": "192.0.2.1"}
    assert known.get("/incidents/aaaaaaaa/", **reader).status_code == 404
    response = known.get("/incidents/bbbbbbbb/", **reader)
    assert (response.status_code, list(faults("/incidents/", response))) == (429, [])


def test_plain_http_is_sent_to_https_without_a_cookie(production: Any) -> None:
    response = Client(headers={"host": HOST, "x-forwarded-proto": "http"}).get("/incidents/?q=x")
    assert response.status_code == 301
    assert response["Location"].startswith(f"https://{HOST}/")
    assert not response.cookies


def test_signing_in_sets_cookies_that_no_other_host_can_set_or_read(production: Any) -> None:
    response = visitor().get("/admin/login/")
    assert set(response.cookies) == {"__Host-csrftoken"}
    assert list(faults("/admin/login/", response)) == []


def test_messages_to_staff_are_in_no_cookie(production: Any) -> None:
    assert production.MESSAGE_STORAGE == "django.contrib.messages.storage.session.SessionStorage"

"""Forged hosts, forged proxies, methods in disguise, and addresses that would lead out of the site."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.hostile.conftest import HOST, visitor
from tests.publication.documents import incident, release
from tests.support.factories import PASSWORD, alice, erin

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("host", [
    "evil.example", "marsad.example.evil.example", "evil.example:443", "marsad.example@evil.example", "", "..", "[::1]",
    "marsad.example\r\nX: 1", "evilmarsad.example", "мarsad.example", "localhost", "127.0.0.1",
])  # fmt: skip
def test_a_host_that_is_not_ours_is_refused_and_not_repeated(production: Any, host: str) -> None:
    for path in ("/", "/incidents/", "/admin/", "/admin/login/", "/nothing"):
        response = Client(headers={"host": host, "x-forwarded-proto": "https"}).get(path)
        assert response.status_code == 400, path
        assert "evil" not in response.text
        assert "Location" not in response.headers


def test_what_only_a_proxy_may_say_is_not_believed(production: Any) -> None:
    release(incident("standing"))
    forged = {"x-forwarded-host": "evil.example", "x-forwarded-port": "8443", "forwarded": "host=evil.example",
              "x-original-url": "/admin/", "x-rewrite-url": "/admin/", "x-host": "evil.example",
              "x-script-name": "/evil", "x-forwarded-prefix": "/evil"}  # fmt: skip
    for path in ("/incidents/standing/", "/api/v1/incidents/", "/en/incidents/", "/data/abductees.pfif"):
        plain, other = visitor().get(path), visitor().get(path, headers=forged)
        bodies = [b"".join(a) if a.streaming else a.content for a in (plain, other)]
        assert bodies[0] == bodies[1], path
        assert b"evil" not in bodies[1]
        assert dict(plain.headers) == dict(other.headers)


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "DEBUG"]
)
def test_public_pages_are_only_read(production: Any, method: str) -> None:
    for path in (
        "/",
        "/incidents/",
        "/en/abductees/",
        "/incidents.csv",
        "/healthz",
        "/nothing/",
        "/api/v1/incidents/",
    ):
        response = visitor(enforce_csrf_checks=True).generic(method, path, "x=1")
        assert response.status_code == 405, path
        assert response["Allow"].startswith("GET, HEAD")
        assert response.get("Content-Type", "").startswith(("text/html", "application/json"))


def test_public_pages_of_the_site_alone_are_only_read(public_alone: Any) -> None:
    assert visitor().post("/incidents/").status_code == 405


def test_a_method_in_disguise_is_the_method_that_came(production: Any) -> None:
    client = visitor()
    client.force_login(erin())
    disguised = {"x-http-method-override": "POST", "x-method-override": "DELETE", "x-http-method": "PUT"}
    assert client.get("/admin/logout/", headers=disguised).status_code == 405
    assert client.get("/admin/").status_code == 200, "still signed in"
    assert client.get("/api/v1/incidents/?_method=DELETE", headers=disguised).status_code == 200
    for method in ("TRACE", "PUT", "DELETE", "PATCH", "OPTIONS"):
        assert client.generic(method, "/admin/").status_code == 405


@pytest.mark.parametrize("there", [
    "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "javascript:alert(1)", "https:evil.example", "http:///evil.example", " //evil.example", "data:text/html,x",
    "https://marsad.example@evil.example/", "https://marsad.example.evil.example/", "/\t/evil.example",
])  # fmt: skip
def test_signing_in_leads_nowhere_else(production: Any, there: str) -> None:
    alice()
    client = visitor()
    response = client.post("/admin/login/", {"username": "alice", "password": PASSWORD, "next": there})
    assert response.status_code == 302
    assert response["Location"] == "/admin/"
    # And who is signed in already.
    assert client.get("/admin/login/", {"next": there})["Location"] == "/admin/"


def test_the_switch_of_language_and_the_pages_of_a_list_stay_on_the_site(production: Any) -> None:
    for path in ("/incidents/?next=//evil.example", "/incidents/?page=2&q=//evil.example", "/?@evil.example"):
        text = visitor().get(path).text
        targets = re.findall(r'(?:href|action|src)="([^"]*)"', text)
        assert targets
        for target in targets:
            assert not re.match(r"(?:[a-z]+:)?[/\\]{2}(?!" + re.escape(HOST) + ")", target), target


def test_an_address_without_its_slash_leads_to_this_host_alone(production: Any) -> None:
    response = visitor().get("/incidents?q=//evil.example")
    assert (response.status_code, response["Location"]) == (301, "/incidents/?q=//evil.example")

"""No line of a log repeats what a request brought: address, query, body, cookie, header, name of a file."""

import io
import json
import logging
import logging.config
import re
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from publication.protection import probing
from tests.hostile.conftest import HOST, visitor
from tests.support.addresses import Examples, patterns
from tests.support.factories import carol

pytestmark = pytest.mark.django_db

MARK = "canarymark"
HEADERS = {"host": HOST, "x-forwarded-proto": "https", "user-agent": MARK, "referer": f"https://{HOST}/{MARK}",
           "accept-language": MARK, "x-forwarded-for": "192.0.2.77", "x-request-id": MARK}  # fmt: skip


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """Everything at INFO and above, through the handler that the settings make."""
    stream = io.StringIO()
    made = logging.config.DictConfigurator(json.loads(json.dumps(site.LOGGING)))
    made.config["handlers"]["console"]["stream"] = stream
    filters = {name: made.configure_filter(config) for name, config in made.config["filters"].items()}
    formatters = {
        name: made.configure_formatter(config) for name, config in made.config["formatters"].items()
    }
    handler = logging.StreamHandler(stream)
    console = site.LOGGING["handlers"]["console"]
    for name in console["filters"]:
        handler.addFilter(filters[name])
    handler.setFormatter(formatters[console["formatter"]])
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def odd_requests(client: Client) -> None:
    """What is refused, each in its own place."""
    client.get(f"/{MARK}/")
    client.get(f"/incidents/?month={MARK}")
    client.get(f"/incidents/?q=%00{MARK}")
    client.post(f"/incidents/{MARK}/", {"x": MARK})
    client.get(f"//{MARK}/")
    client.get(f"/api/v1/incidents/?page={MARK}")
    client.post("/admin/login/", {"username": MARK, "password": MARK})
    client.get("/", headers={"host": f"{MARK}.example"})
    client.get("/", headers={"host": f"{MARK} .example"})
    client.post(
        "/admin/incidents/incident/import/", {"file": SimpleUploadedFile(f"{MARK}.csv", MARK.encode())}
    )
    client.post("/admin/incidents/incident/import/", {f"{MARK}{number}": "x" for number in range(5001)})
    Client(enforce_csrf_checks=True, headers={"host": HOST, "x-forwarded-proto": "https"}).post(
        f"/admin/login/?next={MARK}", {"x": MARK}, headers={"origin": f"https://{MARK}"}
    )


@pytest.mark.slow
def test_no_line_repeats_what_a_request_brought(production: Any, said: io.StringIO) -> None:
    examples = Examples()
    client = visitor()
    client.force_login(carol())
    client.cookies["other"] = MARK
    client.cookies["messages"] = MARK
    odd_requests(client)
    # Drawing logs nothing and takes most of the time.
    with mock.patch("django.template.backends.django.Template.render", return_value=""):
        for pattern in patterns():
            if "logout" in pattern or "(?P<url>" in pattern:
                continue
            address = examples.address(pattern)
            if pattern.startswith("admin/"):
                client.post(f"{address}?q={MARK}", {"x": MARK, "reason": MARK, "q": MARK}, headers=HEADERS)
            else:
                client.get(f"{address}?q={MARK}&{MARK}=1&page={MARK}", headers=HEADERS)
    now = probing.ledger._clock()
    probing.ledger._clock = lambda: now + 60
    client.get("/")
    text = said.getvalue()
    assert "Misses within a minute" in text
    assert "Answered 400 to a DisallowedHost" in text
    assert "Answered 403 to a csrf at /admin/login/" in text
    assert MARK not in text, [line for line in text.splitlines() if MARK in line][:3]
    assert "192.0.2.77" not in text
    assert "Traceback" not in text


def test_a_fault_of_ours_is_told_with_its_place_and_without_the_address(
    production: Any, said: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("publication.views.health.connections", None)
    assert visitor().get(f"/healthz?q={MARK}").status_code == 500
    text = said.getvalue()
    assert "Answered 500 to a request at /healthz" in text
    assert "publication/views/health.py" in text, "a fault needs its traceback"
    assert MARK not in text


def test_the_line_of_a_development_server_keeps_no_query(said: io.StringIO) -> None:
    logging.getLogger("django.server").propagate = True
    try:
        logging.getLogger("django.server").info('"%s" %s', f"GET /incidents/?q={MARK} HTTP/1.1", "200")
    finally:
        logging.getLogger("django.server").propagate = False
    assert '"GET /incidents/ HTTP/1.1" 200' in said.getvalue()
    assert MARK not in said.getvalue()


def test_the_access_log_that_the_manual_gives_has_no_query_and_no_client() -> None:
    manual = (site.BASE_DIR / "docs" / "operations.md").read_text()
    (given,) = [part.split("'")[1] for part in manual.split("--access-logformat ")[1:]]
    # gunicorn's letters for the whole line, the query, the referer, the agent, the client and any header are others.
    assert set(re.findall(r"%\((.)", given)) <= set("tmUsTbLp")


def test_a_flood_of_misses_is_a_line_a_minute_and_a_step_that_staff_may_not_take_a_line(
    production: Any, said: io.StringIO
) -> None:
    client = visitor()
    for path in ("/nothing/", "/incidents/aaaaaaaa/", "/incidents/?month=x", "/incidents/?q=%00"):
        client.get(path)
    client.post("/incidents/")
    assert said.getvalue() == ""
    client.force_login(carol())
    client.get("/admin/monitor/user/")
    assert said.getvalue().strip().endswith("Answered 403 to a request at /admin/monitor/user/")

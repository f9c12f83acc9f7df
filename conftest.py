"""What every test shares: fast settings, the browser, markers, and how much Hypothesis tries."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management.commands import flush
from django.db import connection
from django.utils import translation

from tests.support import snapshot

ROOT = Path(__file__).resolve().parent
#: Debian's. PLAYWRIGHT_CHROMIUM names another.
CHROMIUM = Path(os.environ.get("PLAYWRIGHT_CHROMIUM", "/usr/bin/chromium"))
BROWSER_FIXTURES = {"page", "context", "new_context", "browser"}
DATABASE_FIXTURES = {"db", "transactional_db"}

hypothesis.settings.register_profile(
    "ci",
    deadline=None,
    max_examples=60,
    # The suite's result depends on the code alone; `thorough` looks for what nobody thought of.
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.register_profile(
    "thorough", hypothesis.settings.get_profile("ci"), max_examples=2000, derandomize=False
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_configure(config: pytest.Config) -> None:
    # Playwright's own event loop runs in the thread of the tests; Django would refuse the database there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_USE_FINDERS = False
    # Forms and documents make many objects that live long, which the collector would look through again and again.
    gc.set_threshold(200_000, 50, 100)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: Any, log: Any) -> Any:
    """A module's tests stay with one worker, as with --dist loadscope, and those of the sample together: it is loaded
    once."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            folder = "tests/sample/"
            return folder if nodeid.startswith(folder) else super()._split_scope(nodeid)

    return Together(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    slow = {ROOT / line for line in (ROOT / "tests/slow.txt").read_text().splitlines() if line[0] != "#"}
    for item in items:
        if item.path in slow:
            item.add_marker(pytest.mark.slow)
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & BROWSER_FIXTURES:
            item.add_marker(pytest.mark.browser)
        database = item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES
        if database and hypothesis.is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session", autouse=True)
def _what_widgets_are_drawn_from_is_not_kept() -> Iterator[None]:
    """The test client copies the context of every template that a page draws; a form has a thousand for its widgets."""
    from django.test import client

    store = client.store_rendered_templates

    def sparing(kept: Any, signal: Any, sender: Any, template: Any, context: Any, **others: Any) -> None:
        if not str(template.name).startswith("django/forms/"):
            store(kept, signal, sender, template, context, **others)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "store_rendered_templates", sparing)
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """No test begins in the language in which the page of another one was read."""
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, pytestconfig: pytest.Config
) -> Iterator[None]:
    """Where pytest-django is about to make the database: SQLite's begins as a copy of the migrated one."""
    if connection.vendor != "sqlite":
        yield
        return
    with snapshot.kept_in(pytestconfig.cache.mkdir("migrated")):
        yield


@pytest.fixture(scope="session", autouse=True)
def _append_only_tables_can_be_emptied_between_tests() -> Iterator[None]:
    """Emptying the database after a test that committed is no one's edit: the triggers stand aside for it."""
    from django.db import connections

    from records import triggers

    empty = flush.Command.handle

    def handle(self: flush.Command, **options: Any) -> None:
        with triggers.suspended(connections[options["database"]]):
            empty(self, **options)
        cache.clear()  # its table is of no model: failed attempts of one test would count in the next

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", handle)
        yield


@pytest.fixture(autouse=True)
def _files_go_to_a_folder_of_the_test(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if not CHROMIUM.exists():
        pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium, or set PLAYWRIGHT_CHROMIUM.")
    return {
        **browser_type_launch_args,
        "executable_path": str(CHROMIUM),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], live_server: Any) -> dict[str, Any]:
    """An Arabic reader in Damascus; addresses in tests are paths: ``page.goto("/admin/")``."""
    return {
        **browser_context_args,
        "base_url": live_server.url,
        "locale": "ar-SY",
        "timezone_id": "Asia/Damascus",
    }


@pytest.fixture
def new_context(new_context: Any, live_server: Any) -> Iterator[Any]:
    """Every page of every browser test is watched: it asks no other host for anything, breaks no rule of the content
    security policy, and none of its scripts fails."""
    faults: list[str] = []

    def ours(url: str) -> bool:
        return url.startswith((live_server.url, "data:", "blob:", "about:", "chrome-error:"))

    def watched(**arguments: Any) -> Any:
        context = new_context(**arguments)
        context.on(
            "request", lambda request: None if ours(request.url) else faults.append(f"asked {request.url}")
        )
        context.on("weberror", lambda error: faults.append(f"script error: {error.error}"))
        context.on(
            "console",
            lambda message: (
                faults.append(message.text) if "Content Security Policy" in message.text else None
            ),
        )
        return context

    yield watched
    assert not faults, "\n".join(faults)

"""A plugin of pytest: tests of the public part, with SITE=public and requests that may only select. PostgreSQL only.

A test writes its rows through the projector, as the owner; each of its requests then runs as the role of the public
server, in a transaction that is read-only. tests/publication/test_public_part.py starts it.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

ROLE = "marsad_public_of_the_suite"


def pytest_configure(config: pytest.Config) -> None:
    assert settings.SITE == "public", "this plugin is for SITE=public"
    # What the server sets for itself, each request sets below: the tests have to write their rows first.
    settings.DATABASES["default"]["OPTIONS"].pop("options")


@pytest.fixture(scope="session", autouse=True)
def _role(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Rights as docs/operations.md gives them."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"DROP ROLE IF EXISTS {ROLE}")
        cursor.execute(f"CREATE ROLE {ROLE}")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {ROLE}")
        for table in connection.introspection.table_names(cursor):
            if table.startswith("publication_"):
                cursor.execute(f"GRANT SELECT ON {connection.ops.quote_name(table)} TO {ROLE}")
    connection.close()
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"DROP OWNED BY {ROLE}")
        cursor.execute(f"DROP ROLE {ROLE}")
    connection.close()


@pytest.fixture(autouse=True)
def _requests_may_only_select(monkeypatch: pytest.MonkeyPatch) -> None:
    request = Client.request

    def selecting(client: Client, **asked: Any) -> Any:
        if not connection.in_atomic_block:
            return request(client, **asked)  # a test that asks no database
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT request_of_the_public")
            cursor.execute(f"SET LOCAL ROLE {ROLE}")
            cursor.execute("SET LOCAL transaction_read_only = on")
        try:
            response = request(client, **asked)
            if response.streaming:
                response.streaming_content = list(response.streaming_content)
            return response
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK TO SAVEPOINT request_of_the_public")

    monkeypatch.setattr(Client, "request", selecting)

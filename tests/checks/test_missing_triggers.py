"""A database that lost its triggers is named by a check and serves nothing, and `migrate` puts them back."""

import importlib
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection

from records import triggers


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_migrate_runs_on_a_database_without_its_triggers_and_puts_them_back() -> None:
    triggers.remove(connection)
    said = StringIO()
    call_command("check", databases=["default"], stderr=said)
    assert "records.W001" in said.getvalue()
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []


@pytest.mark.django_db
def test_nothing_is_said_of_a_database_that_has_them() -> None:
    assert triggers.triggers_are_there(None, databases=["default"]) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_a_server_does_not_start_without_them() -> None:
    wsgi = importlib.import_module("monitor.wsgi")
    triggers.remove(connection)
    try:
        with pytest.raises(ImproperlyConfigured, match="manage.py migrate"):
            importlib.reload(wsgi)
    finally:
        triggers.install(connection)

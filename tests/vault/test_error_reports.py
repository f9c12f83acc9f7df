"""When something breaks while a text is at hand, the report of the error does not hold it; in debug mode neither."""

import sys
from functools import partial

import pytest
from django.urls import reverse
from django.utils.translation import override
from django.views.debug import ExceptionReporter

from records import vault
from records.admin import vault as admin_vault
from records.admin import vault_owners
from tests.support.factories import alice, carol, make_incident, person

pytestmark = pytest.mark.django_db


class Broken(Exception):
    pass


def broken(*arguments, **fields):
    raise Broken


class Quietly:
    """A call whose own frame shows no argument."""

    def __init__(self, function, *arguments):
        self.call = partial(function, *arguments)

    def __call__(self):
        return self.call()


def report_of(call) -> str:
    """The technical page of what the call raises, as Django makes it in production for those who get it."""
    try:
        call()
    except Broken:
        reporter = ExceptionReporter(None, *sys.exc_info())
        return reporter.get_traceback_html() + reporter.get_traceback_text()
    raise AssertionError("nothing was raised")


@pytest.mark.parametrize("where", ["_sealable", "_envelope", "_locked_file_of"])
def test_breaking_while_sealing_hides_the_text(monkeypatch, secret, found_in, where):
    monkeypatch.setattr(vault, where, broken)
    assert found_in(report_of(Quietly(vault.write, person(), "ransom", secret, carol()))) == []
    shown = report_of(Quietly(vault.write.__wrapped__, person(), "ransom", secret, carol()))
    assert found_in(shown) != []  # the report would hold it


@pytest.fixture
def breaks_when_unsealed(monkeypatch):
    unsealed = vault._unsealed

    def unsealed_and_broken(entry):
        text = unsealed(entry)
        assert text
        raise Broken

    monkeypatch.setattr(vault, "_unsealed", unsealed_and_broken)


def test_breaking_while_reading_hides_the_text(breaks_when_unsealed, secret, purpose, found_in):
    entry = vault.write(person(), "ransom", secret, carol())
    assert found_in(report_of(Quietly(vault.read, entry, carol(), purpose))) == []
    assert found_in(report_of(Quietly(vault.read.__wrapped__, entry, carol(), purpose))) != []


@pytest.mark.parametrize("function", ["rotate", "outer_keys"])
def test_functions_that_have_keys_at_hand_hide_them_too(function):
    assert getattr(vault, function).__code__.co_name == "sensitive_variables_wrapper"


# The page, where Django shows everything --------------------------------------------------------------------


@pytest.fixture
def debug_page_of(client, settings):
    """What the browser gets in debug mode when a posted form breaks."""
    settings.DEBUG = True
    client.raise_request_exception = False

    def send(user, record, **posted):
        client.force_login(user)
        with override("ar"):  # the page that staff use
            address = reverse("admin:records_record_confidential", args=[record.pk])
        answer = client.post(address, posted)
        assert answer.status_code == 500
        text = answer.content.decode()
        assert "Broken" in text
        return text

    return send


@pytest.mark.parametrize(
    ("module", "where"), [(vault, "_envelope"), (admin_vault, "_shelves"), (vault_owners, "visible_record")]
)
def test_a_page_that_breaks_while_writing_hides_the_text(
    debug_page_of, monkeypatch, secret, found_in, module, where
):
    monkeypatch.setattr(module, where, broken)
    assert found_in(debug_page_of(alice(), make_incident(), action="write", kind="ransom", text=secret)) == []


@pytest.mark.parametrize("where", ["_context", "render"])
def test_a_page_that_breaks_after_reading_hides_the_text(
    debug_page_of, monkeypatch, secret, purpose, found_in, where
):
    incident = make_incident()
    entry = vault.write(incident, "ransom", secret, alice())
    monkeypatch.setattr(admin_vault, where, broken)
    posted = {"action": "read", "entry": entry.pk, "purpose": purpose}
    assert found_in(debug_page_of(carol(), incident, **posted)) == []


def test_the_debug_page_would_hold_it(debug_page_of, monkeypatch, secret, found_in):
    monkeypatch.setattr(vault, "_envelope", broken)
    monkeypatch.setattr(admin_vault.AlwaysHiding, "is_active", lambda self, request: False)
    shown = debug_page_of(alice(), make_incident(), action="write", kind="ransom", text=secret)
    assert found_in(shown) != []


def test_what_was_read_shows_in_no_repr(secret, found_in):
    assert found_in(repr(admin_vault.Answer("read", 1, text=secret))) == []

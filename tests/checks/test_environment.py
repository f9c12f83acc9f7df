"""Settings from the environment: a bad value is refused by the name of its variable, a missing one said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from monitor import env
from monitor.databases import databases

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("read", "bad"),
    [
        (lambda: env.flag("X", True), "maybe"),
        (lambda: env.number("X", 10, at_least=1), "0"),
        (lambda: env.number("X", 10), "ten"),
        (lambda: env.choice("X", "full", ["full", "public"]), "both"),
        (lambda: env.zone("X", "Asia/Damascus"), "Mars/Base"),
        (lambda: env.zone("X", "Asia/Damascus"), "Asia"),
        (lambda: env.zone("X", "Asia/Damascus"), "../etc/passwd"),
        (lambda: env.database("X"), "mysql://user@host/name"),
        (lambda: env.keys("X"), "not-a-key"),
        (lambda: env.keys("X"), f"{'A' * 43}=,not-a-key"),
        (lambda: env.local_hosts("X"), "localhost,marsad.example"),
        (lambda: env.local_hosts("X"), "*"),
        (lambda: env.required("X", "set it."), " "),
    ],
)
def test_it_refuses_a_bad_value_by_the_name_of_the_variable(monkeypatch, read, bad):
    monkeypatch.setenv("X", bad)
    with pytest.raises(ImproperlyConfigured, match=r"^X "):
        read()


def test_a_refused_database_address_is_not_repeated(monkeypatch):
    monkeypatch.setenv("X", "mysql://user:password@host/name")
    with pytest.raises(ImproperlyConfigured) as refused:
        env.database("X")
    assert "password" not in str(refused.value)


def test_keys_come_in_their_order(monkeypatch):
    first, second = f"{'A' * 43}=", f"{'B' * 42}A="
    monkeypatch.setenv("X", f" {first}, {second} ")
    assert env.keys("X") == [first, second]
    monkeypatch.delenv("X")
    assert env.keys("X") == []


@pytest.mark.parametrize("bad", ["half-of-a-key", "مفتاح", "A" * 43])
def test_a_refused_key_is_not_repeated(monkeypatch, bad):
    monkeypatch.setenv("X", f"{'A' * 43}=,{bad}")
    with pytest.raises(ImproperlyConfigured, match="number 2") as refused:
        env.keys("X")
    assert bad not in str(refused.value)
    assert refused.value.__suppress_context__


PRODUCTION = {
    "DEBUG": "no",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "marsad.example",
    "DATABASE_URL": "postgresql://user@host/name",
    "VAULT_KEYS": f"{'A' * 43}=",
}


def _settings_with(variables: dict[str, str]) -> str:
    """What reading the settings under these variables alone says when it stops; empty when it does not."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **variables}
    done = subprocess.run(
        [sys.executable, "-c", "import monitor.settings"], env=environment, capture_output=True, text=True
    )
    return done.stderr.strip().splitlines()[-1] if done.returncode else ""


def test_production_starts_with_keys_hosts_and_database():
    assert _settings_with(PRODUCTION) == ""


def test_production_asks_for_a_second_factor_and_nothing_turns_that_off():
    variables = {**PRODUCTION, "SECOND_FACTOR_REQUIRED": "no"}
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **variables}
    ask = "import monitor.settings as s; print(s.SECOND_FACTOR_REQUIRED, 'Second' in str(s.MIDDLEWARE))"
    done = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True)
    assert done.stdout.strip() == "True True", done.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "VAULT_KEYS"])
def test_production_says_what_is_missing(missing):
    said = _settings_with({name: value for name, value in PRODUCTION.items() if name != missing})
    assert f"{missing} is not set: set it to" in said


def test_a_real_site_does_not_start_in_debug_mode_because_somebody_forgot():
    said = _settings_with({name: value for name, value in PRODUCTION.items() if name != "DEBUG"})
    assert "ALLOWED_HOSTS names 'marsad.example', not this machine: set DEBUG=no" in said


def test_the_public_site_alone_neither_needs_nor_reads_the_keys_of_the_vault():
    public = {**PRODUCTION, "SITE": "public"}
    assert _settings_with({name: value for name, value in public.items() if name != "VAULT_KEYS"}) == ""
    assert _settings_with({**public, "VAULT_KEYS": "not-a-key"}) == ""
    assert "VAULT_KEYS must be Fernet keys" in _settings_with({**PRODUCTION, "VAULT_KEYS": "not-a-key"})


def test_the_public_database_is_another_one_and_no_business_of_the_public_site():
    address = {"PUBLIC_DATABASE_URL": "postgresql://projector@public.example/public"}
    assert _settings_with({**PRODUCTION, **address}) == ""
    for same in ("postgresql://user@host/name", "postgresql://projector:word@host/name?sslmode=require"):
        said = _settings_with({**PRODUCTION, "PUBLIC_DATABASE_URL": same})
        assert "PUBLIC_DATABASE_URL must name another database" in said
        assert "word" not in said
    public = {**PRODUCTION, "SITE": "public"}
    assert "PUBLIC_DATABASE_URL is for the full site" in _settings_with({**public, **address})


def test_options_of_an_address_win_over_those_of_the_site(tmp_path):
    address = (
        "postgresql://p@public/p?connect_timeout=9&options=-c%20statement_timeout%3D0&sslmode=verify-full"
    )
    given = databases("postgresql://u@host/name", address, tmp_path / "x", reads_only=False)["public"][
        "OPTIONS"
    ]
    assert int(given["connect_timeout"]) == 9 and given["sslmode"] == "verify-full"
    assert given["options"].split("-c ")[-2:] == ["statement_timeout=60s ", "statement_timeout=0"]


def test_the_public_site_alone_asks_for_transactions_that_only_read(tmp_path):
    address = "postgresql://p@public/p?options=-c%20default_transaction_read_only%3Doff"
    given = databases(address, "", tmp_path / "x", reads_only=True)["default"]["OPTIONS"]["options"]
    assert given.endswith("-c default_transaction_read_only=on")
    assert (
        "options" not in databases(address[:24], "", tmp_path / "x", reads_only=False)["default"]["OPTIONS"]
    )

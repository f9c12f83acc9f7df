"""A database on another machine is reached under TLS by its verified name, or `check --deploy` fails."""

from types import SimpleNamespace

import dj_database_url
import pytest
from django.core.checks.registry import registry

from monitor import checks

SAFE = "?sslmode=verify-full&sslrootcert=/etc/marsad/public-ca.pem"


def errors(monkeypatch: pytest.MonkeyPatch, address: str) -> list[str | None]:
    site = SimpleNamespace(DATABASES={"public": dj_database_url.parse(address)})
    monkeypatch.setattr(checks, "settings", site)
    return [found.id for found in checks.databases_elsewhere_are_reached_safely(None)]


def test_it_is_asked_before_the_site_goes_out() -> None:
    assert checks.databases_elsewhere_are_reached_safely in registry.get_checks(
        include_deployment_checks=True
    )
    assert checks.databases_elsewhere_are_reached_safely not in registry.get_checks()


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://u:p@db.example/marsad",
        "postgresql://u:p@10.0.0.7:5432/marsad?sslmode=require",
        "postgresql://u:p@db.example/marsad?sslmode=verify-ca",
        "postgresql://u:p@db.example/marsad?sslmode=prefer",
        "postgresql://u:p@127.0.0.1.example/marsad",
    ],
)
def test_without_the_name_verified_it_fails(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    assert errors(monkeypatch, address) == ["monitor.E002"]


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql://u:p@db.example/marsad{SAFE}",
        "postgresql://u:p@127.0.0.1:5432/marsad",
        "postgresql://u:p@localhost/marsad",
        "postgresql://u:p@%2Fvar%2Frun%2Fpostgresql/marsad",
        "sqlite:////var/lib/marsad/x.sqlite3",
    ],
)
def test_verified_or_on_this_machine_it_is_content(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    assert errors(monkeypatch, address) == []

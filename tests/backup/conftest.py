"""One backup of a small house for all tests; what a test restores goes with its transaction."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import translation

from records.backup import making
from tests.support import backups
from tests.support.backups import KEY, VAULT_KEY, House

SETTINGS = {"BACKUP_KEYS": [KEY], "VAULT_KEYS": [VAULT_KEY], "VAULT_KEY_FILE": None}


@pytest.fixture(scope="session")
def house(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> House:
    """The backup; the database is empty again afterwards."""
    folder = tmp_path_factory.mktemp("house")
    made = House(folder / "house.backup")
    undone: Any = transaction.atomic()
    undone._from_testcase = True  # as pytest's own, in which a reading of the vault may be durable
    with django_db_blocker.unblock(), override_settings(**SETTINGS, VAR_DIR=folder), undone:
        with translation.override("en"):
            backups.furnish()
            made.tables, made.public = backups.contents_of_tables(), backups.public_rows()
            made.pages, made.originals = backups.public_pages(), backups.originals(folder)
            making.make(made.file)
        transaction.set_rollback(True)
    return made


@pytest.fixture(autouse=True)
def _site(settings: Any, tmp_path: Path) -> Iterator[None]:
    """An empty site with the same keys; messages in the language of the code."""
    for name, value in SETTINGS.items():
        setattr(settings, name, value)
    settings.VAR_DIR = tmp_path / "var"
    with translation.override("en"):
        yield


@pytest.fixture
def var(settings: Any) -> Path:
    return settings.VAR_DIR


@pytest.fixture
def file(house: House, tmp_path: Path) -> Path:
    """A copy of the backup, to spoil."""
    return Path(shutil.copy(house.file, tmp_path / "copy.backup"))


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: Any) -> Path:
    """An empty SQLite site, to copy."""
    folder = tmp_path_factory.mktemp("migrated")
    done = backups.manage(folder, "migrate", "--verbosity", "0")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def other(migrated: Path, tmp_path: Path) -> Path:
    """The folder of an empty site on an SQLite file of its own."""
    return Path(shutil.copytree(migrated, tmp_path / "other"))

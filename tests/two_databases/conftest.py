"""The full site with its public side in a database of its own: a second pass, in a process with other settings.

tests/publication/test_public_database.py starts it. Alone: PUBLIC_DATABASE_URL=… pytest tests/two_databases; the
database itself is not touched, its test_… is made beside it. Everything is committed, as it is on a server, and both
databases are emptied after each file.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test.utils import setup_databases, teardown_databases

collect_ignore_glob = [] if "public" in settings.DATABASES else ["test_*.py"]


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[None]:
    """Both databases, for tests without the marker that would wrap each in a transaction. The public one is migrated
    as docs/operations.md says.
    """
    public = connections["public"]
    before = public.settings_dict["NAME"]
    if public.vendor == "sqlite":  # a file, because another process reads it
        public.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("public") / "public.sqlite3")
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
        name = public.creation._create_test_db(0, autoclobber=True)
        public.close()
        public.settings_dict["NAME"] = settings.DATABASES["public"]["NAME"] = name
        call_command("migrate", "publication", database="public", verbosity=0)
        yield
        public.creation.destroy_test_db(before, verbosity=0)
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="module", autouse=True)
def _committed(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(settings, "VAR_DIR", tmp_path_factory.mktemp("var"))
        patch.setattr(settings, "VAULT_KEYS", [Fernet.generate_key().decode()])
        yield
        for alias in ("default", "public"):
            call_command("flush", database=alias, interactive=False, verbosity=0)

"""What the tests of the vault share: outer keys of their own, a fact that nobody ever wrote, a search of everything."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.db import connection
from django.utils import translation

#: Plainly invented; distinct signs, so that a part of it is found too.
SECRET = "هاتف العائلة المخترع ٥٥٥-٠١٠٠ zanzibar-quetzal"
MARKS = ["المخترع ٥٥٥", "zanzibar", "quetzal"]
PURPOSE = "تجربة القراءة في الاختبار"


@pytest.fixture(autouse=True)
def outer_key(settings: Any) -> str:
    """The only outer key, of this test alone."""
    key = Fernet.generate_key().decode()
    settings.VAULT_KEYS, settings.VAULT_KEY_FILE = [key], None
    return key


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Messages are compared in the language of the code. A page has the language of its address all the same."""
    with translation.override("en"):
        yield


@pytest.fixture
def secret() -> str:
    return SECRET


@pytest.fixture
def purpose() -> str:
    return PURPOSE


@pytest.fixture
def found_in() -> Callable[[Any], list[str]]:
    """The marks of the secret that stand in a text."""
    return lambda text: [mark for mark in MARKS if mark in str(text)]


@pytest.fixture
def everything_in_the_database() -> Callable[[], str]:
    """Every column of every row of every table, ours or not, as one text."""

    def read() -> str:
        rows: list[str] = []
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                for row in cursor.fetchall():
                    rows += [_text(value) for value in row]
        assert len(rows) > 100
        return "\n".join(rows)

    return read


def _text(value: Any) -> str:
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode("utf-8", "replace")
    return str(value)

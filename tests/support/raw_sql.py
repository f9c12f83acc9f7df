"""Attacks on the database's own rules."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.support.factories import in_sql


def refused(statement: str, *values: Any) -> str:
    """The database's own message; the test fails when it lets the statement through."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        in_sql(statement, *values)
    message = str(caught.value)
    assert "not null" not in message.lower().replace("-", " "), f"a column that the test forgot: {message}"
    return message

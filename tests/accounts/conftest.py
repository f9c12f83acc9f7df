from typing import Any

import pytest
from cryptography.fernet import Fernet

from tests.accounts.steps import stop_the_clock


@pytest.fixture(autouse=True)
def _keys_and_clock(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Second factors are sealed under a key of the test's own, and codes are all of one half minute."""
    settings.VAULT_KEYS = [Fernet.generate_key().decode()]
    stop_the_clock(monkeypatch)

from typing import Any

import pytest
from cryptography.fernet import Fernet


@pytest.fixture(autouse=True)
def _keys(settings: Any) -> None:
    """Second factors are sealed under a key of the test's own."""
    settings.VAULT_KEYS = [Fernet.generate_key().decode()]

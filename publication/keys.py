"""Sets of keys as one sortable text: what totals are keyed by and scopes are matched against."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

SEPARATOR = "|"


def joined(keys: Iterable[str]) -> str:
    """The keys sorted and joined; a set has one spelling."""
    return SEPARATOR.join(sorted(set(keys)))


def split(text: str) -> list[str]:
    return text.split(SEPARATOR) if text else []


def digest(*values: Any) -> str:
    """SHA-256 of values as JSON; dates as ISO text."""
    return hashlib.sha256(json.dumps(values, default=str, ensure_ascii=False).encode()).hexdigest()

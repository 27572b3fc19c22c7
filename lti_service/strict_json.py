"""JSON as RFC 8259 has it: Python's reader also takes NaN and Infinity, which are none."""

from __future__ import annotations

import json
from typing import Any


def loads(text: str | bytes | bytearray) -> Any:
    """The value. Raises ValueError for no JSON, RecursionError for too many levels."""
    return json.loads(text, parse_constant=_refuse)


def _refuse(word: str) -> Any:
    raise ValueError(f"{word} is not JSON")

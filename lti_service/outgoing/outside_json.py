"""Reading JSON from outside, with limits on size, depth and characters, in one place."""

from __future__ import annotations

import re
from typing import Any

from lti_service import strict_json
from lti_service.errors import LtiServiceError

DEEPEST = 32
"""Levels of lists and objects.

The deepest message we take (a JWKS, a roster) has fewer than ten.
"""
MOST_BYTES = 8 * 1024 * 1024
"""Bytes. A roster of 50,000 people has about this size."""
TOKEN = re.compile(r"[\x21-\x7e]{1,8000}")
"""A token that can stand in a header as it is.

RFC 6750 (2.1) allows less, but platforms have given more.
"""
REPLACEMENT = "\ufffd"

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""NUL, which PostgreSQL refuses, and lone surrogates, which are no UTF-8."""


class OutsideError(LtiServiceError):
    """What came cannot be read. The text says why and holds nothing of what came."""

    def __init__(self, message: str) -> None:
        super().__init__("outgoing-answer", message)


def parse(body: bytes, longest: int = MOST_BYTES) -> Any:
    """The value in `body`. Characters that nobody can store become U+FFFD.

    Raises OutsideError for more than `longest` bytes, for no JSON, and for more than DEEPEST
    levels.
    """
    if len(body) > longest:
        raise OutsideError(f"more than {longest} bytes")
    try:
        value = strict_json.loads(body)
    except (ValueError, RecursionError) as error:
        raise OutsideError("not JSON, or too deep") from error
    return _cleaned(value, DEEPEST)


def is_clean(text: str) -> bool:
    """Whether a text of a parsed value came as it was sent.

    An id or an address that did not is of no use.
    """
    if REPLACEMENT in text:
        return False
    return _UNSTORABLE.search(text) is None


def _cleaned(value: Any, levels: int) -> Any:
    if isinstance(value, str):
        return _UNSTORABLE.sub(REPLACEMENT, value)
    if not isinstance(value, list | dict):
        return value
    if levels == 0:
        raise OutsideError(f"more than {DEEPEST} levels deep")
    if isinstance(value, list):
        return [_cleaned(one, levels - 1) for one in value]
    cleaned = {}
    for name, one in value.items():
        cleaned[_cleaned(name, 1)] = _cleaned(one, levels - 1)
    return cleaned

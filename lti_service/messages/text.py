"""Checks of single values from outside.

Type, length, characters that no database takes, and addresses.
"""

from __future__ import annotations

import functools
from typing import Any
from urllib.parse import SplitResult, urlsplit

from lti_service.errors import RefusedError

ID_LENGTH = 255
URL_LENGTH = 2000
TITLE_LENGTH = 1000
ADDRESSES_AT_HAND = 256
"""Each launch asks for the origins of the same few, several times."""
USUAL_PORTS = {"http": 80, "https": 443}


def is_storable(text: str) -> bool:
    """False for NUL (PostgreSQL refuses it) and lone surrogates (no UTF-8)."""
    if "\0" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def checked(name: str, value: Any, limit: int) -> str:
    """`value` as a storable text of 1 to `limit` characters.

    Raises RefusedError naming the claim.
    """
    if not isinstance(value, str):
        told = f"{name} is {type(value).__name__}, not a string"
        raise RefusedError("claim-type", told)
    if not value:
        raise RefusedError("claim-missing", f"{name} is empty")
    if len(value) > limit:
        told = f"{name} has {len(value)} characters, at most {limit} are allowed"
        raise RefusedError("claim-too-long", told)
    if not is_storable(value):
        told = f"{name} has characters that cannot be stored"
        raise RefusedError("claim-bad-characters", told)
    return value


@functools.lru_cache(maxsize=ADDRESSES_AT_HAND)
def origin(url: str) -> str:
    """Scheme, host and port of a web address; "" if it is none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in USUAL_PORTS or parts.username is not None:
        return ""
    if not parts.hostname:
        return ""
    begin = f"{parts.scheme}://{_host(parts)}"
    if not port or port == USUAL_PORTS[parts.scheme]:
        return begin
    return f"{begin}:{port}"


def _host(parts: SplitResult) -> str:
    """As it stands in an address: IPv6 in brackets (RFC 3986, 3.2.2)."""
    host = parts.hostname or ""
    return f"[{host}]" if ":" in host else host

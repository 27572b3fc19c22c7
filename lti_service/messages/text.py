"""Checks of single values from outside: type, length, characters that no database takes, and addresses."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from lti_service.errors import RefusedError

ID_LENGTH = 255
URL_LENGTH = 2000
TITLE_LENGTH = 1000


def is_storable(text: str) -> bool:
    """False for NUL (PostgreSQL refuses it) and lone surrogates (no UTF-8)."""
    return "\0" not in text and not any(
        "\ud800" <= character <= "\udfff" for character in text
    )


def checked(name: str, value: Any, limit: int) -> str:
    """`value` as a storable text of 1 to `limit` characters. Raises RefusedError naming the claim."""
    if not isinstance(value, str):
        raise RefusedError(
            "claim-type", f"{name} is {type(value).__name__}, not a string"
        )
    if not value:
        raise RefusedError("claim-missing", f"{name} is empty")
    if len(value) > limit:
        raise RefusedError(
            "claim-too-long",
            f"{name} has {len(value)} characters, at most {limit} are allowed",
        )
    if not is_storable(value):
        raise RefusedError(
            "claim-bad-characters", f"{name} has characters that cannot be stored"
        )
    return value


def origin(url: str) -> str:
    """Scheme, host and port of a web address; "" if it is none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.username is not None
    ):
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    default = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port and port != default else "")

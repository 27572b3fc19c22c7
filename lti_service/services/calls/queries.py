"""What a service of a platform is asked for, in the address of the call."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


def with_query(url: str, wanted: Mapping[str, str]) -> str:
    """The address with these parameters behind those that it has."""
    parts = urlsplit(url)
    given = parse_qsl(parts.query, keep_blank_values=True)
    pairs = [*given, *wanted.items()]
    return urlunsplit(parts._replace(query=urlencode(pairs)))

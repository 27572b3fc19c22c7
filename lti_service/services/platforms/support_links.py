"""Links for support, as an administrator types them in: words=address."""

from __future__ import annotations

from lti_service.errors import CommandError
from olw_core.trust import (
    MAX_LABEL,
    MAX_LINKS,
    MAX_URL,
    as_address,
    as_meant,
    is_line,
    is_link,
)

REMEDY = (
    f"give words=address: up to {MAX_LABEL} characters of words, and an address of up to "
    f"{MAX_URL} that begins https://, http://, mailto: or tel:."
)


def read(line: str) -> dict[str, str]:
    """{"label": words, "url": address}; either is empty where it is missing."""
    words, _, address = line.partition("=")
    return {"label": as_meant(words), "url": as_address(address)}


def typed(link: dict[str, str]) -> str:
    """As `read` takes it."""
    return f"{link.get('label', '')}={link.get('url', '')}"


def check(links: list[dict[str, str]]) -> None:
    """Raises CommandError (platform-support)."""
    if len(links) > MAX_LINKS:
        told = f"{len(links)} support links: a page has room for {MAX_LINKS}. Leave some out."
        raise CommandError("platform-support", told)
    for link in links:
        _check(link)


def _check(link: dict[str, str]) -> None:
    has_words = is_line(link["label"], MAX_LABEL)
    if has_words and is_link(link["url"], intranet=True):
        return
    given = typed(link)
    raise CommandError("platform-support", f"support link {given!r}: {REMEDY}")

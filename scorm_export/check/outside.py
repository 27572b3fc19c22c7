"""Requests to other sites that a package's pages and styles make: blocked in many trusts, and a privacy question.

Reads HTML and CSS only; what a script fetches cannot be told from its text, so an empty list is no proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scorm_export.check.archive import Archive
from scorm_export.check.findings import Finding, found

_PAGE = re.compile(
    rb"<(?:script|img|iframe|audio|video|source|embed|link|object)\b[^>]*?\s(?:src|href|data)\s*=\s*"
    rb"[\"']?((?:https?:)?//[^\"'\s>]+)",
    re.IGNORECASE,
)
_STYLE = re.compile(rb"(?:url\(\s*[\"']?|@import\s+[\"'])((?:https?:)?//[^\"')\s]+)", re.IGNORECASE)
_PATTERNS = {"html": (_PAGE, _STYLE), "htm": (_PAGE, _STYLE), "css": (_STYLE,)}


def outside(archive: Archive) -> Iterator[Finding]:
    """One warning for each file that loads something from another site."""
    for name in sorted(archive.names):
        patterns = _PATTERNS.get(name.rsplit(".", 1)[-1].lower(), ())
        data = archive.read(name) if patterns else None
        urls = sorted(match for pattern in patterns for match in pattern.findall(data or b""))
        if urls:
            yield found("outside-request", name, url=urls[0].decode("utf-8", "replace"))

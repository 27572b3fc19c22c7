"""A platform's answer in our own words: status, headers and body.

Whatever HTTP library brought it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from lti_service.errors import LtiServiceError, OutgoingError
from lti_service.outgoing import outside_json
from lti_service.outgoing.outside_json import OutsideError

LONGEST_RETRY_AFTER = 86_400
"""Seconds: no platform makes us wait for longer than a day."""
GZIP_OR_ZLIB = 47
"""zlib's `wbits` for both wrappings at their largest window (32 + 15)."""

TOO_MANY = 429
FORBIDDEN = 403

_LINK = re.compile(r"<([^<>]*)>([^<]*)")
_REL = re.compile(
    r""";\s*rel\s*=\s*(?:["\u201c]([^"\u201d]*)["\u201d]|([^\s",;]+))""", re.IGNORECASE
)
_ADDRESS = re.compile(r"<[^<>]*>")
_NEXT = re.compile(r"\brel\s*=[^,;]*\bnext\b", re.IGNORECASE)


class TooLargeError(LtiServiceError):
    """The answer is larger than we take, as sent or unpacked."""

    def __init__(self, message: str) -> None:
        super().__init__("outgoing-too-large", message)


@dataclass(frozen=True)
class Answer:
    """`headers` have lower-case names. `url` is the address that was asked."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def json(self) -> Any:
        """The body as JSON. Raises outside_json.OutsideError."""
        return outside_json.parse(self.body)

    def json_for(self, code: str, problem: str) -> Any:
        """As `json`. Raises OutgoingError with this code, and `problem` before what is wrong."""
        try:
            return self.json()
        except OutsideError as error:
            raise OutgoingError(code, f"{problem}: {error}") from error

    @property
    def meant(self) -> int:
        """The status, and 429 for what says in another way that we asked too often.

        Canvas then answers 403 and that nothing remains of its measure (canvas-lms,
        app/middleware/request_throttle.rb, rate_limit_exceeded). It says what remains in every
        answer: a 403 with something left is a refusal.
        """
        remains = self.headers.get("x-rate-limit-remaining", "").strip()
        is_used_up = re.fullmatch(r"-[0-9.]+|0+(\.0*)?", remains) is not None
        return TOO_MANY if self.status == FORBIDDEN and is_used_up else self.status

    def next_page(self) -> str:
        """The address of the next page in the Link header (RFC 8288), "" when there is none that
        can be used.

        The relation's name has any case; the address keeps its own.
        """
        for target, parameters in _LINK.findall(self.headers.get("link", "")):
            if "next" in _relations(parameters):
                return _joined(self.url, target)
        return ""

    @property
    def says_next(self) -> bool:
        """Whether the Link header has a relation "next", also where its address cannot be read.

        What stands in an address or a title says nothing of that.
        """
        parameters = _ADDRESS.sub("", self.headers.get("link", ""))
        return _NEXT.search(parameters) is not None

    def wait(self, now: datetime) -> int | None:
        """Seconds that the platform asks us to wait:

        Retry-After as seconds or as a date (RFC 9110, 10.2.3).
        """
        text = self.headers.get("retry-after", "").strip()
        if re.fullmatch(r"[0-9]{1,9}", text):
            return min(int(text), LONGEST_RETRY_AFTER)
        until = _date(text)
        if until is None:
            return None
        seconds = int((until - now).total_seconds())
        return min(max(seconds, 0), LONGEST_RETRY_AFTER)


def unpacked(body: bytes, encoding: str, longest: int) -> bytes:
    """The body as it was before it was compressed; nothing larger than `longest` is ever made.

    Raises TooLargeError, and OutsideError for a coding that we did not ask for or for damaged data.
    """
    if encoding in ("", "identity"):
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise OutsideError("the answer is compressed in a way that we did not ask for")
    unpacker = zlib.decompressobj(GZIP_OR_ZLIB)
    try:
        plain = unpacker.decompress(body, longest + 1)
    except zlib.error as error:
        raise OutsideError("the compressed answer is damaged") from error
    if len(plain) > longest:
        raise TooLargeError(f"more than {longest} bytes once unpacked")
    if not unpacker.eof:
        raise OutsideError("the compressed answer ends too early")
    return plain


def _relations(parameters: str) -> list[str]:
    """The relations of one link, in small letters."""
    found = _REL.search(parameters)
    if found is None:
        return []
    quoted, bare = found.groups(default="")
    told = quoted or bare
    return told.lower().split()


def _joined(base: str, target: str) -> str:
    """The address that a link leads to; "" for one that cannot be read."""
    try:
        return urljoin(base, target.strip())
    except ValueError:
        return ""


def _date(text: str) -> datetime | None:
    """A date of HTTP, in UTC where it names no zone; None for anything else."""
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found

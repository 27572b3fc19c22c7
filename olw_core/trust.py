"""What a trust may write of itself: its name, its colour, the links for support.

One rule set for every door. The numbers and patterns stand in player/trust-limits.json, which
the player reads too: what is taken here is taken there.
"""

from __future__ import annotations

import math
import re
import unicodedata

from olw_core import player

_LIMITS = player.limits()
MAX_NAME = int(_LIMITS["name"])
"""Characters of a trust's name."""
MAX_LABEL = int(_LIMITS["label"])
"""Characters of the words of a link."""
MAX_URL = int(_LIMITS["url"])
"""Characters of an address."""
MAX_LINKS = int(_LIMITS["links"])
"""How many links for support a page has room for."""
MIN_CONTRAST = float(_LIMITS["contrast"])
"""WCAG 2.2 SC 1.4.3; `colour.contrast` measures it."""

_LINK = re.compile(str(_LIMITS["link"]), re.IGNORECASE)
_COLOUR = re.compile(str(_LIMITS["colour"]))
_HTTP = "http://"
_UNSEEN = dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF])
"""Soft hyphen, zero-width characters, direction marks, byte order mark: word processors
add them, nobody sees them."""
_QUOTES = "\"'\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb"


def as_meant(text: str) -> str:
    """Text as it was meant, whatever the program it was copied from.

    One kind of space and none at the ends, nothing unseen, in Unicode's form NFC.
    """
    seen = unicodedata.normalize("NFC", text).translate(_UNSEEN)
    return "".join(map(_spaced, seen)).strip()


def _spaced(character: str) -> str:
    """A plain space for any character of Unicode's category "space separator"."""
    return " " if unicodedata.category(character) == "Zs" else character


def is_line(text: str, most: int) -> bool:
    """Whether it is words that can stand in a line: some, at most so many characters, all shown."""
    return 0 < len(text) <= most and text.isprintable()


def unquoted(text: str) -> str:
    """`as_meant`, without the quotation marks copied with a colour or an address."""
    return as_meant(text).strip(_QUOTES).strip()


def as_address(text: str) -> str:
    """`unquoted`; a number to call without the spaces that people write in it."""
    read = unquoted(text)
    return read.replace(" ", "") if read.lower().startswith("tel:") else read


def is_link(text: str, *, intranet: bool = False) -> bool:
    """Whether learners may be sent there: https, mailto or tel, at most MAX_URL long.

    `intranet`: http too. Packages never take it, since some platforms refuse a zip that
    names such an address (CrossKnowledge, Peritus); a server door does, because many
    trusts' intranets have nothing else.
    """
    if len(text) > MAX_URL or not text.isprintable():
        return False
    address = text
    if intranet and text.lower().startswith(_HTTP):
        address = "https://" + text[len(_HTTP) :]
    return _LINK.fullmatch(address) is not None


def is_colour(text: str) -> bool:
    """True for #rrggbb, the only form a trust may write."""
    return _COLOUR.fullmatch(text) is not None


def ratio_words(ratio: float) -> str:
    """A contrast ratio for people, cut to two places.

    4.499 reads 4.49 and never as the 4.5 that it misses.
    """
    hundredths = math.floor(ratio * 100)
    return f"{hundredths / 100:.2f}"

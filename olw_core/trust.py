"""What a trust may write of itself, one rule set for every door: its name, its colour, the links for support.

The numbers and patterns stand in player/limits.json, which the player reads too: what is taken here is taken there.
"""

from __future__ import annotations

import math
import re
import unicodedata

from olw_core import player

_LIMITS = player.limits()
MAX_NAME = int(_LIMITS["name"])
MAX_LABEL = int(_LIMITS["label"])
MAX_URL = int(_LIMITS["url"])
MAX_LINKS = int(_LIMITS["links"])
MIN_CONTRAST = float(_LIMITS["contrast"])  # WCAG 2.2 SC 1.4.3
_LINK = re.compile(str(_LIMITS["link"]), re.IGNORECASE)
_COLOUR = re.compile(str(_LIMITS["colour"]))
# Soft hyphen, zero-width characters, direction marks, byte order mark: word processors add them, nobody sees them.
_UNSEEN = dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF])
_QUOTES = "\"'\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb"


def plain(text: str) -> str:
    """Text as it was meant: one kind of space, nothing unseen, no space at the ends, in Unicode's form NFC."""
    seen = unicodedata.normalize("NFC", text).translate(_UNSEEN)
    spaced = "".join(" " if unicodedata.category(one) == "Zs" else one for one in seen)
    return spaced.strip()


def unquoted(text: str) -> str:
    """`plain`, without the quotation marks, straight or curly, that were copied with a colour or an address."""
    return plain(text).strip(_QUOTES).strip()


def is_link(text: str, *, intranet: bool = False) -> bool:
    """Whether learners may be sent there: https, mailto or tel, no longer than MAX_URL.

    `intranet`: http too. Packages never take it, since some platforms refuse a zip that names such an address
    (CrossKnowledge, Peritus); a server door does, because many trusts' intranets have nothing else.
    """
    address = text
    if intranet and text.lower().startswith("http://"):
        address = "https" + text[len("http") :]
    return (
        len(text) <= MAX_URL and text.isprintable() and bool(_LINK.fullmatch(address))
    )


def is_colour(text: str) -> bool:
    """True for #rrggbb, the only form a trust may write."""
    return bool(_COLOUR.fullmatch(text))


def ratio_words(ratio: float) -> str:
    """A contrast ratio for people, cut to two places: 4.499 reads 4.49 and never as the 4.5 that it misses."""
    return f"{math.floor(ratio * 100) / 100:.2f}"

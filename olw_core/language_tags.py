"""Language tags (BCP 47): which of several serves a reader, and what a language is called."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Literal

from babel import Locale, UnknownLocaleError

LONGEST_TAG = 35
"""Characters of a tag that everybody must be able to keep (RFC 5646, 4.4.1)."""
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_MORE = re.compile(r"[.@]")
"""Begins what POSIX locales add to a language: an encoding, a variant."""


def tag_of(locale: str) -> str:
    """The tag that a platform's name for a locale means, such as `cy_GB.UTF-8`; "" for none."""
    named = _MORE.split(locale.strip(), maxsplit=1)[0]
    tag = named.replace("_", "-")
    if len(tag) > LONGEST_TAG or not _TAG.fullmatch(tag):
        return ""
    return tag


def primary(tag: str) -> str:
    """The language alone: "en" of "en-GB"."""
    return tag.partition("-")[0].lower()


def nearest(wanted: str, offered: Iterable[str]) -> str:
    """The offered tag that serves: the same, else the first of the same language; "" for none."""
    known = list(offered)
    same = [tag for tag in known if tag.lower() == wanted.lower()]
    related = [tag for tag in known if primary(tag) == primary(wanted)]
    found = [*same, *related]
    return found[0] if found else ""


@functools.lru_cache(maxsize=256)
def direction(tag: str) -> Literal["ltr", "rtl"]:
    """How a language is written: "rtl" from right to left (Unicode CLDR, as Babel has it)."""
    for one in (tag, primary(tag)):
        try:
            locale = Locale.parse(one, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
        return "rtl" if locale.text_direction == "rtl" else "ltr"
    return "ltr"


@functools.lru_cache(maxsize=256)
def name(tag: str, reader: str = "") -> str:
    """What a language is called by those who speak it, or in the language of a reader.

    The tag itself where nobody knows (Unicode CLDR, as Babel has it).
    """
    try:
        language = Locale.parse(primary(tag))
        told: str | None = language.get_language_name(primary(reader) or None)
    except (UnknownLocaleError, ValueError):
        return tag
    return told or tag

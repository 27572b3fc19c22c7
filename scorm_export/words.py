"""What packages of several stories are called, in the language of the stories.

`olw text words` lists it, too (entry-point group `olw.words`).
"""

from __future__ import annotations

from pathlib import Path

from olw_core.page.catalogues import catalogue, pairs

LOCALE = Path(__file__).resolve().parent / "locale"
NAME = "packages"
CARDS = (
    "{count} short decisions, about a minute each, to come back to after the stories."
)
CARDS_TITLE = "{author}: return cards"
COURSE = "Short workplace stories in which you decide what happens: {stories}."
COURSE_TITLE = "{author}: {number} stories"
PRINCIPLES = "{number} principles"
TEXTS = (CARDS, CARDS_TITLE, COURSE, COURSE_TITLE, PRINCIPLES)
"""`{count}` may stand in the place of `{number}`, which is English."""
NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
)


def said(text: str, lang: str, count: int, **more: str) -> str:
    """One of TEXTS, filled in."""
    words = catalogue(LOCALE, NAME, lang).gettext(text)
    number = str(count)
    if count < len(NUMBERS):
        number = NUMBERS[count]
    return words.format(
        count=count,
        number=number,
        **more,
    )


def words(lang: str) -> list[tuple[str, str]]:
    """(English, translation) of every text, in order."""
    return list(pairs(LOCALE, NAME, lang))

"""What a page says of what others see, in its own language.

A translation that no speaker has read yet is shown all the same; what counts until then is the
English, and the page has both. Half a translation is none: then every sentence is English.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from olw_core.page.catalogues import catalogue
from olw_core.player import unreviewed
from olw_core.report import LANG, Say

LOCALE = Path(__file__).resolve().parent / "locale"
NAME = "promises"


@dataclass(frozen=True)
class Promised:
    """`lang`: of the lines; "" for the page's. `english`: what counts, where nobody has read the
    lines yet; else none.
    """

    lines: list[str]
    lang: str
    english: list[str]


def promised(
    made: Callable[[Say], list[str]],
    lang: str,
    own: Say = str,
) -> Promised:
    """`made`: gives the sentences as somebody says them (`olw_core.report.disclosure`).

    `lang`: of the page. `own`: a platform's translations, which come before ours.
    """
    lacking = False

    def say(line: str) -> str:
        nonlocal lacking
        said = own(line)
        if said == line:
            said = catalogue(LOCALE, NAME, lang).gettext(line)
        lacking = lacking or said == line
        return said

    lines = made(say)
    english = made(str)
    if lacking:
        return Promised(english, LANG, [])
    counts = english if unreviewed(lang) else []
    return Promised(lines, "", counts)

"""What a page says of itself where no speaker has read the words around the story yet.

Once on each page, in that language and in English: learners may not read the one, and who bought
the courses not the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from olw_core import player
from olw_core.language_tags import name
from olw_core.page.fragments import template
from olw_core.report import LANG

IN_ENGLISH = (
    "The {language} of the buttons and notes on this page has not been checked by a translator"
    " yet."
)
COUNTS = "Until then, what counts is the English. What others can see:"


def note(lang: str, english: Sequence[str] = ()) -> str:
    """HTML for above the story; "" for a language that a speaker has read.

    `english`: the sentences of `olw_core.report` that count, where the page has them in `lang`.
    """
    if not player.unreviewed(lang):
        return ""
    return template("unreviewed.html").render(
        lang=player.nearest(lang),
        own=player.unreviewed_note(lang),
        english_lang=LANG,
        in_english=IN_ENGLISH.replace("{language}", name(lang, LANG)),
        counts=COUNTS,
        english=english,
    )

"""Every word of the block's own can be translated: in a pseudo-locale each stands in brackets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.translated import CLOSE, OPEN
from tests.support.unmarked import unmarked
from tests.unit.olw_xblock.support import Platform
from tests.unit.olw_xblock.test_problem_responses import states


class Brackets:
    """A service that translates everything."""

    def gettext(self, text: str) -> str:
        return f"{OPEN}{text}{CLOSE}"


def platform(**settings: Any) -> Platform:
    made = Platform(i18n=Brackets())
    return made.settings(module="desk", **settings)


PAGES: dict[str, Callable[[Platform], str]] = {
    "form": lambda it: it.block().studio_view().content,
    "author": lambda it: it.block().author_view().content,
    "visitor": lambda it: it.block().public_view().content,
    "learner": lambda it: it.block().student_view().content,
}


ENGLISH = "Saesneg"
"""What Welsh calls the story's language (Unicode CLDR)."""
OF_THE_STORY = [
    "At the desk",
    "Clinic office",
    "Booking clerk",
    "We aim for the highest standards and seek to continually improve"
    " harnessing our ingenuity",
]
"""Title, place, role and principle: plain words of a View, in which no language can be said."""


@pytest.mark.parametrize("show", ["story", "cards", "map"])
@pytest.mark.parametrize("name", PAGES)
def test_every_word_of_a_page(
    monkeypatch: pytest.MonkeyPatch, name: str, show: str
) -> None:
    monkeypatch.setattr("olw_xblock.platform.language", lambda: "cy")
    page = PAGES[name](platform(show=show))
    seen = {("learner", "story"): OF_THE_STORY, ("learner", "cards"): OF_THE_STORY[:1]}
    allowed = seen.get((name, show), [])
    assert [one for one in unmarked(page) if one != ENGLISH] == allowed


def test_every_heading_and_status_of_a_report() -> None:
    """A platform's download has the headings of every row that it was given."""
    played = platform(report="answers")
    rows = list(played.block().generate_report_data(states(played)))
    heads = [head for _user, row in rows for head in row]
    assert [head for head in heads if OPEN not in head] == []
    assert len(set(heads)) > 10
    status = f"{OPEN}Status{CLOSE}"
    told = [row[status] for _user, row in rows if status in row]
    assert [one for one in told if OPEN not in one] == []

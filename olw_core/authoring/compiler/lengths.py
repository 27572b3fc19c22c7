"""How long each kind of text may be, and the rules that they share."""

from __future__ import annotations

from typing import NamedTuple

from olw_core.authoring.compiler.places import FieldPath
from olw_core.authoring.compiler.problems import Problems


class Aim(NamedTuple):
    """Words of a text: what to aim for, and what may not be passed."""

    good: int
    """Above it, a warning."""
    most: int
    """Above it, an error."""


SCENE_WORDS = Aim(90, 130)
"""Of a scene in its longest state."""
FIRST_SCENE_WORDS = 60
"""Who opens a module meets its first decision at once."""
RECAP_WORDS = 20
"""One line above the scene for who comes back."""
SENTENCE_WORDS = 20
"""Outside speech."""
OPTION_WORDS = Aim(25, 40)
FEEDBACK_WORDS = Aim(50, 80)
"""Of what is seen at once: the consequence; on cards, and in the first edition, the why too."""
CARD_WORDS = Aim(90, 130)
"""As a scene: a card takes 60 to 90 seconds with its feedback."""
ECHO_WORDS = 25
"""One line, as somebody would say it in passing."""
CHAIR_WORDS = (100, 130)
"""Of the other chair, on any walk: the fewest, the most."""
PRICE_CHARACTERS = 60
"""Of what an option protects, and of what it costs."""


def limit(count: int, aim: Aim, path: FieldPath, what: str, problems: Problems) -> None:
    """Warn above the aim, fail above the limit. `what` names the text to authors."""
    if count > aim.most:
        too_long(path, what, f"{count} words", aim.most, problems)
    elif count > aim.good:
        problems.warning(
            "text-long",
            path,
            f"{what} has {count} words; aim for {aim.good}.",
            "Cut it if you can.",
        )


def too_long(
    path: FieldPath,
    what: str,
    length: str,
    most: int,
    problems: Problems,
) -> None:
    """Fail. `what` names the text to authors, `length` says how long it is."""
    problems.error(
        "text-too-long",
        path,
        f"{what} has {length}; the limit is {most}.",
        "Cut it.",
    )

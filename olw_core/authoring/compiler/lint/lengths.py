"""How long a text may be: the rule that every kind of text shares."""

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


def limit(
    count: int,
    aim: Aim,
    path: FieldPath,
    what: str,
    problems: Problems,
) -> None:
    """Warn above the aim, fail above the limit. `what` names the text to authors."""
    if count > aim.most:
        problems.error(
            "text-too-long",
            path,
            f"{what} has {count} words; the limit is {aim.most}.",
            "Cut it.",
        )
    elif count > aim.good:
        problems.warning(
            "text-long",
            path,
            f"{what} has {count} words; aim for {aim.good}.",
            "Cut it if you can.",
        )

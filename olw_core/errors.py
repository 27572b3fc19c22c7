"""The one exception base of the core, and its kinds by what a caller can do about them.

Every error has a stable `code`; its message names the place, the problem and the remedy
in words that may be shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


class OlwError(Exception):
    """Base of every error that the core and the doors raise of themselves.

    `code` is stable; `str(error)` is a sentence for people.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class ResponseError(OlwError):
    """A learner's action that cannot be taken; the state is unchanged. Doors answer 4xx."""


class Conflict(ResponseError):
    """The action was made on an older state (two tabs, a retry).

    Doors answer 409 with the current View.
    """


class AuthoringError(OlwError):
    """What a part of the compiler cannot use, told to the part that knows where it stands.

    It makes a Problem of it, so no author ever reads the code.
    """

    def __init__(self, told: str) -> None:
        super().__init__("content-invalid", told)


class ContentMissing(OlwError):
    """A module, principle or framework file that is not there or cannot be read."""


Level = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """One fault of authored content: where it is, what is wrong, what to do."""

    level: Level
    code: str
    file: str
    """The name of a file in the module's folder."""
    line: int
    """From 1."""
    path: str
    """The names that lead to the value, joined by points; "(top)" for the whole."""
    problem: str
    remedy: str
    """What the author can do."""

    def __str__(self) -> str:
        """One line, as compilers write them: editors find the place by it."""
        place = f"{self.file}:{self.line}"
        told = f"{self.problem} {self.remedy}"
        return f"{place}: {self.level} {self.code} at {self.path}: {told}"


class ContentError(OlwError):
    """An authored module that cannot be compiled.

    `problems` holds everything found, at once. `story`: what is told first, where it is known
    which story it is.
    """

    def __init__(self, problems: Sequence[Problem], story: str = "") -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in self.problems]
        if story:
            lines.insert(0, f"The story '{story}' cannot be used:")
        super().__init__("content-invalid", "\n".join(lines))

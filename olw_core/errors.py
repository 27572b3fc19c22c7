"""The one exception base of the core, and its kinds by what a caller can do about them.

Every error has a stable `code`; its message names the place, the problem and the remedy in words that may be shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


class OlwError(Exception):
    """Base of every error the core raises. `code` is stable; `str(error)` is a sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class ResponseError(OlwError):
    """A learner's action that cannot be taken as it is; the state is unchanged. Doors answer 4xx."""


class Conflict(ResponseError):
    """The action was made on an older state (two tabs, a retry). Doors answer 409 with the current View."""


class ContentMissing(OlwError):
    """A module, principle or framework file that is not there or cannot be read."""


@dataclass(frozen=True)
class Problem:
    """One fault of authored content: where it is, what is wrong, what to do."""

    level: Literal["error", "warning"]
    code: str
    file: str
    line: int
    path: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.level} {self.code} at {self.path}: {self.problem} {self.remedy}"


class ContentError(OlwError):
    """An authored module that cannot be compiled; `problems` holds everything found, at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("content-invalid", "\n".join(str(p) for p in self.problems))

"""What a passage consists of, whatever story format it was written for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from olw_core.authoring.twee.logic import LARGEST, Atom, Condition


@dataclass(frozen=True)
class Words:
    """Text that a reader sees."""

    text: str


@dataclass(frozen=True)
class Set:
    """A change of a variable: `to` a value, or by a `step`.

    `to` is None and `step` 0 where the value is neither a small number nor true or false.
    """

    name: str
    to: int | bool | None = None
    step: int = 0

    @property
    def is_simple(self) -> bool:
        """Whether a module can say it."""
        return self.to is not None or self.step != 0

    @property
    def is_of_two(self) -> bool:
        """Whether the value is true or false."""
        return isinstance(self.to, bool)

    def then(self, change: Set) -> Set | None:
        """Both of one variable as one; None where true or false would be counted on."""
        if not change.step:
            return change
        if self.is_of_two:
            return None
        if self.to is None:
            step = self.step + change.step
            return Set(self.name, step=step)
        value = max(0, self.to + change.step)
        return Set(self.name, to=min(LARGEST, value))


@dataclass(frozen=True)
class Link:
    """A way to another passage. `text`: "" for a jump, which nobody chooses."""

    text: str
    target: str
    line: int
    sets: tuple[Set, ...] = ()


@dataclass(frozen=True)
class Include:
    """Another passage shown in this place."""

    target: str
    line: int


@dataclass(frozen=True)
class Note:
    """What a module cannot say. `raw`: as it is typed; `why`: what became of it."""

    raw: str
    why: str
    line: int


@dataclass(frozen=True)
class Branch:
    """Parts under a condition. `when`: None where it cannot be understood; `raw`: as typed."""

    when: Condition | None
    raw: str
    parts: Sequence[Part]

    def asked(self) -> Iterator[Atom]:
        """What its condition asks for."""
        alternatives = self.when or ()
        for atoms in alternatives:
            yield from atoms


@dataclass(frozen=True)
class If:
    """Branches of which the first that holds is shown."""

    branches: tuple[Branch, ...]
    line: int


Part = Words | Set | Link | Include | Note | If

NOT_UNDERSTOOD = "is not understood"
SHOWN = "shows a value, which a text here cannot"


def every(parts: Iterable[Part]) -> Iterator[Part]:
    """All parts, those of branches too."""
    for part in parts:
        yield part
        for branch in branches(part):
            yield from every(branch.parts)


def branches(part: Part) -> Sequence[Branch]:
    """Those of an If; others have none."""
    return part.branches if isinstance(part, If) else ()


def changes(part: Part) -> Sequence[Set]:
    """The changes that a part makes."""
    if isinstance(part, Set):
        return [part]
    return part.sets if isinstance(part, Link) else ()

"""The cases of a condition, and what is there in each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from olw_core.authoring.twee.logic import ALWAYS, NEVER, Condition, both, opposite
from olw_core.authoring.twee.parts import Branch, If, Link, Part, Words


def cases(part: If) -> list[tuple[Condition, Sequence[Part]]]:
    """Every branch with the whole of its condition, and the case in which none holds.

    Where one cannot be understood, all are shown. Raises UnclearError.
    """
    if any(branch.when is None for branch in part.branches):
        return [(ALWAYS, branch.parts) for branch in part.branches]
    left, found = ALWAYS, []
    for branch in part.branches:
        assert branch.when is not None
        found.append(
            (
                both(
                    left,
                    branch.when,
                ),
                branch.parts,
            )
        )
        left = both(
            left,
            opposite(branch.when),
        )
    if left != NEVER:
        found.append((left, ()))
    return found


def is_inline(part: If) -> bool:
    """Whether it holds words of one line only, all of it understood."""
    if any(branch.when is None for branch in part.branches):
        return False
    return all(_is_line(branch) for branch in part.branches)


def _is_line(branch: Branch) -> bool:
    """Whether a branch ends no line."""
    for part in branch.parts:
        if (
            isinstance(
                part,
                Words,
            )
            and "\n" in part.text
        ):
            return False
        if isinstance(
            part,
            If,
        ) and not is_inline(part):
            return False
    return True


def least(parts: Iterable[Part]) -> int:
    """Links that are there in every case."""
    found = 0
    for part in parts:
        if isinstance(
            part,
            Link,
        ):
            found += 1
        elif isinstance(
            part,
            If,
        ):
            found += _least_of(part)
    return found


def _least_of(part: If) -> int:
    """Of the branches the fewest; none where none need be shown."""
    each = [least(branch.parts) for branch in part.branches]
    if any(branch.when is None for branch in part.branches):
        return sum(each)
    return min(each) if part.branches[-1].when == ALWAYS else 0

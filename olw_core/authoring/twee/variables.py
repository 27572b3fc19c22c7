"""The variables of a story: which a module can hold, and how it declares them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from olw_core.authoring.twee.logic import LARGEST, Atom
from olw_core.authoring.twee.parts import If, Link, Part, Set

Declaration = bool | dict[str, int]


@dataclass
class Variable:
    """What the whole story does with one variable."""

    sets: list[Set] = field(default_factory=list)
    asks: list[Atom] = field(default_factory=list)

    @property
    def is_clear(self) -> bool:
        """Whether true, false and the numbers 0 to 9 are enough for it."""
        if not all(one.is_simple for one in self.sets):
            return False
        return all(atom.number <= LARGEST for atom in self.asks)

    @property
    def is_switch(self) -> bool:
        """Whether it is only ever true or false."""
        if any(one.op not in ("", "not") for one in self.asks):
            return False
        return all(isinstance(one.to, bool) for one in self.sets)

    def declared(self, start: int) -> Declaration:
        """`start`: its value when the story begins."""
        if self.is_switch:
            return bool(start)
        values = [int(one.to) for one in self.sets if one.to is not None]
        up = sum(one.step for one in self.sets if one.step > 0)
        highest = max(1, max([start, *values]) + up)
        return {
            "start": start,
            "min": 0,
            "max": min(highest, LARGEST),
        }


def found(passages: Iterable[Iterable[Part]]) -> dict[str, Variable]:
    """Every variable that is set or asked for, by its name in the module."""
    variables: dict[str, Variable] = defaultdict(Variable)
    for parts in passages:
        for part in every(parts):
            for change in _sets(part):
                one = variables[change.name]
                one.sets.append(change)
            for atom in _asked(part):
                one = variables[atom.name]
                one.asks.append(atom)
    return dict(variables)


def every(parts: Iterable[Part]) -> Iterator[Part]:
    """All parts, those of branches too."""
    for part in parts:
        yield part
        if isinstance(part, If):
            for branch in part.branches:
                yield from every(branch.parts)


def _sets(part: Part) -> Iterable[Set]:
    """The changes that a part makes."""
    if isinstance(part, Set):
        return [part]
    return part.sets if isinstance(part, Link) else []


def _asked(part: Part) -> Iterator[Atom]:
    """What the conditions of a part ask for."""
    if not isinstance(part, If):
        return
    for branch in part.branches:
        for atoms in branch.when or ():
            yield from atoms


def together(sets: Iterable[Set]) -> dict[str, Set] | None:
    """One change of each variable that does what these do, one after the other.

    None where a module cannot say it in one line.
    """
    made: dict[str, Set] = {}
    for one in sets:
        change = _after(made.get(one.name), one)
        if change is None or not change.is_simple:
            return None
        if abs(change.step) > LARGEST:
            return None
        made[one.name] = change
    return made


def _after(before: Set | None, change: Set) -> Set | None:
    """Two changes of one variable as one; None where true or false would be counted on."""
    if before is None or not change.step:
        return change
    if isinstance(before.to, bool):
        return None
    if before.to is None:
        step = before.step + change.step
        return Set(change.name, step=step)
    value = max(0, before.to + change.step)
    return Set(change.name, to=min(LARGEST, value))


def lines(sets: Mapping[str, Set], switches: Iterable[str]) -> dict[str, object]:
    """As an option's `set`. `switches`: variables that are true or false."""
    of_two = set(switches)
    written: dict[str, object] = {}
    for name, one in sets.items():
        if one.to is None:
            written[name] = f"+{one.step}" if one.step > 0 else one.step
        elif name in of_two:
            written[name] = bool(one.to)
        else:
            written[name] = int(one.to)
    return written

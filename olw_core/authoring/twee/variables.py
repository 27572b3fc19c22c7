"""The variables of a story: which a module can hold, and how it declares them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from olw_core.authoring.twee.logic import LARGEST, Atom
from olw_core.authoring.twee.parts import Part, Set, branches, changes, every

Declaration = bool | dict[str, int]
"""A switch's start, or where a number starts and how far it goes."""
Changes = Mapping[str, Set]
"""Variable to its change."""


@dataclass
class Variable:
    """What the whole story does with one variable."""

    sets: list[Set] = field(default_factory=list)
    """Its changes, wherever they stand."""
    asks: list[Atom] = field(default_factory=list)
    """What conditions ask about it."""

    @property
    def is_clear(self) -> bool:
        """Whether true, false and the numbers 0 to 9 are enough for it."""
        for change in self.sets:
            if not change.is_simple:
                return False
        numbers = [atom.number for atom in self.asks]
        largest = max(numbers, default=0)
        return largest <= LARGEST

    @property
    def is_switch(self) -> bool:
        """Whether it is only ever true or false."""
        for atom in self.asks:
            if atom.op not in ("", "not"):
                return False
        return all(change.is_of_two for change in self.sets)

    def declared(self, start: int) -> Declaration:
        """`start`: its value when the story begins."""
        if self.is_switch:
            return bool(start)
        highest = self._highest(start)
        most = min(highest, LARGEST)
        return {"start": start, "min": 0, "max": most}

    def _highest(self, start: int) -> int:
        """The greatest value that its changes can make, each made once; at least 1."""
        value = start
        up = 0
        for change in self.sets:
            up += max(0, change.step)
            if change.to is not None:
                value = max(value, change.to)
        highest = value + up
        return max(1, highest)


def found(passages: Iterable[Iterable[Part]]) -> dict[str, Variable]:
    """Every variable that is set or asked for, by its name in the module."""
    met: defaultdict[str, Variable] = defaultdict(Variable)
    for parts in passages:
        for part in every(parts):
            _note(met, part)
    return dict(met)


def _note(variables: defaultdict[str, Variable], part: Part) -> None:
    """What a part does with variables."""
    for change in changes(part):
        changed = variables[change.name]
        changed.sets.append(change)
    for atom in _asked(part):
        asked = variables[atom.name]
        asked.asks.append(atom)


def _asked(part: Part) -> Iterator[Atom]:
    """What the conditions of a part ask for."""
    for branch in branches(part):
        yield from branch.asked()


def together(sets: Iterable[Set]) -> Changes | None:
    """One change of each variable that does what these do, one after the other.

    None where a module cannot say it in one line.
    """
    made: dict[str, Set] = {}
    for one in sets:
        name = one.name
        before = made.get(name)
        change = before.then(one) if before else one
        if change is None or not change.is_simple:
            return None
        length = abs(change.step)
        if length > LARGEST:
            return None
        made[name] = change
    return made


def lines(sets: Changes, switches: Iterable[str]) -> dict[str, object]:
    """As an option's `set`. `switches`: variables that are true or false."""
    of_two = set(switches)
    written: dict[str, object] = {}
    for name, change in sets.items():
        is_switch = name in of_two
        written[name] = _value(change, is_switch)
    return written


def _value(change: Set, is_switch: bool) -> int | bool | str:
    """A change as a module writes it: a value, or a step with its sign."""
    step = change.step
    value = change.to
    if value is None:
        return f"+{step}" if step > 0 else step
    if is_switch:
        return bool(value)
    return int(value)

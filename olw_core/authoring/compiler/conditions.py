"""Declared variables, the conditions that read them and the `set` lines that change them.

Grammar: `name`, `not name`, `name >= 2` (== != < <= > >=), joined by `and` / `or`;
`and` binds tighter; no brackets.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from olw_core.errors import AuthoringError
from olw_core.near import meant

State = Mapping[str, int]
"""Variable name -> value; booleans are 0 and 1."""

_OPERATORS: dict[str, Callable[[int, int], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ATOM = re.compile(
    r"""
    \s* (?P<no>not\s+)? (?P<name>[a-z][a-z0-9_]*)
    \s* (?: (?P<op>==|!=|<=|>=|<|>) \s* (?P<number>\d+) )?
    \s* \Z
    """,
    re.VERBOSE,
)
_STEP = re.compile(r"[+-]\d")
_DECLARED = "A variable is true, false, a number from 0 to 9, or {start, min, max} within 0 to 9"


class ConditionError(AuthoringError):
    """A condition, `set` line or declaration that cannot be understood; says why."""


@dataclass(frozen=True)
class Variable:
    """A declared variable: its start value and the range it may take."""

    start: int
    low: int
    high: int
    boolean: bool
    """It was declared as true or false."""

    def kept_in_range(self, value: int) -> int:
        """The nearest value that the variable may take."""
        if value < self.low:
            return self.low
        return min(value, self.high)


Variables = Mapping[str, Variable]
"""Name -> declaration."""


def declare(raw: object) -> Variable:
    """The variable of a declaration. Raises ConditionError.

    `raw`: true, false, a whole number, or {start, min, max}.
    """
    if isinstance(raw, bool):
        return Variable(
            start=int(raw),
            low=0,
            high=1,
            boolean=True,
        )
    if isinstance(raw, int) and 0 <= raw <= 9:
        return Variable(
            start=raw,
            low=0,
            high=9,
            boolean=False,
        )
    if isinstance(raw, Mapping) and set(raw) <= {"start", "min", "max"}:
        return _ranged(raw)
    raise ConditionError(_DECLARED)


def _ranged(raw: Mapping[str, object]) -> Variable:
    """A variable declared as {start, min, max}, each of which may be left out."""
    low = _whole(raw.get("min", 0))
    high = _whole(raw.get("max", 9))
    start = _whole(raw.get("start", low))
    if 0 <= low <= start <= high <= 9:
        return Variable(
            start=start,
            low=low,
            high=high,
            boolean=False,
        )
    raise ConditionError(_DECLARED)


def _whole(value: object) -> int:
    """The value, where it is a whole number. Raises ConditionError."""
    if type(value) is int:  # a bool is an int too
        return value
    raise ConditionError(_DECLARED)


def starts(variables: Variables) -> dict[str, int]:
    """The state in which a story begins."""
    return {name: variable.start for name, variable in variables.items()}


def holds(condition: str, state: State) -> bool:
    """Whether the condition is true in this state; "" always is. Raises ConditionError."""
    if not condition.strip():
        return True
    for atoms in alternatives(condition):
        values = [_holds(atom, state) for atom in atoms]
        if all(values):
            return True
    return False


def check(condition: str, variables: Variables) -> None:
    """Raise ConditionError when the condition is malformed or names no variable."""
    if not condition.strip():
        return
    state = starts(variables)
    for atoms in alternatives(condition):
        for atom in atoms:
            _holds(atom, state)


def alternatives(condition: str) -> Iterator[list[str]]:
    """What `or` joins, each as the list of what `and` joins."""
    for either in re.split(r"\bor\b", condition):
        yield re.split(r"\band\b", either)


def _no_variable(name: str, known: Iterable[str]) -> str:
    """Words for a name that is not declared."""
    return f"There is no variable '{name}'. {meant(name, known)}"


def _holds(atom: str, state: State) -> bool:
    """Whether one `name`, `not name` or comparison is true. Raises ConditionError."""
    match = _ATOM.match(atom)
    if match is None or (match["no"] and match["op"]):
        example = "rested, not rested, trust >= 2"
        raise ConditionError(f"'{atom.strip()}' is not a condition such as: {example}")
    name = match["name"]
    if name not in state:
        raise ConditionError(_no_variable(name, state))
    value = state[name]
    if match["op"]:
        compare = _OPERATORS[match["op"]]
        return compare(value, int(match["number"]))
    return not value if match["no"] else bool(value)


def apply(
    changes: Mapping[str, object],
    state: State,
    variables: Variables,
) -> dict[str, int]:
    """The state after an option's `set`. Raises ConditionError.

    true, false and numbers set, "+1" and -1 add; results stay in range.
    """
    after = dict(state)
    for name, change in changes.items():
        if name not in variables:
            raise ConditionError(_no_variable(name, variables))
        variable = variables[name]
        value = _changed(change, state[name], variable)
        after[name] = variable.kept_in_range(value)
    return after


def _changed(
    change: object,
    value: int,
    variable: Variable,
) -> int:
    """The value after one change, before it is kept in range. Raises ConditionError."""
    switched = isinstance(change, bool)
    if switched or (variable.boolean and change in (0, 1)):
        return int(bool(change))
    if isinstance(change, int):
        return change if change >= 0 else value + change
    if isinstance(change, str) and _STEP.fullmatch(change):
        return value + int(change)
    raise ConditionError(f"'{change}' is not true, false, a number, +1 or -1")

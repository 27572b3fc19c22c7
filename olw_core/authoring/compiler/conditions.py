"""Declared variables, the conditions that read them and the `set` lines that change them.

Grammar: `name`, `not name`, `name >= 2` (== != < <= > >=), joined by `and` / `or`; `and` binds tighter; no brackets.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

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
    r"\s*(?P<no>not\s+)?(?P<name>[a-z][a-z0-9_]*)\s*(?:(?P<op>==|!=|<=|>=|<|>)\s*(?P<number>\d+))?\s*\Z"
)


class ConditionError(ValueError):
    """A condition, `set` line or declaration that cannot be understood; the message says why."""


@dataclass(frozen=True)
class Variable:
    """A declared variable: its start value and the range it may take."""

    start: int
    low: int
    high: int
    boolean: bool


def declare(raw: object) -> Variable:
    """A declaration: true, false, a whole number, or {start, min, max}. Raises ConditionError."""
    if isinstance(raw, bool):
        return Variable(int(raw), 0, 1, True)
    if isinstance(raw, int) and 0 <= raw <= 9:
        return Variable(raw, 0, 9, False)
    if (
        isinstance(raw, Mapping)
        and set(raw) <= {"start", "min", "max"}
        and all(type(v) is int for v in raw.values())
    ):
        low, high = raw.get("min", 0), raw.get("max", 9)
        start = raw.get("start", low)
        if 0 <= low <= start <= high <= 9:
            return Variable(start, low, high, False)
    raise ConditionError(
        "A variable is true, false, a number from 0 to 9, or {start, min, max} within 0 to 9"
    )


def holds(condition: str, state: State) -> bool:
    """Whether the condition is true in this state; "" always is. Raises ConditionError."""
    if not condition.strip():
        return True
    return any(
        all([_atom(a, state) for a in re.split(r"\band\b", either)])
        for either in re.split(r"\bor\b", condition)
    )


def check(condition: str, variables: Mapping[str, Variable]) -> None:
    """Raise ConditionError when the condition is malformed or names an undeclared variable."""
    state = {name: v.start for name, v in variables.items()}
    for either in re.split(r"\bor\b", condition) if condition.strip() else []:
        for part in re.split(r"\band\b", either):
            _atom(part, state)


def _atom(text: str, state: State) -> bool:
    match = _ATOM.match(text)
    if match is None or (match["no"] and match["op"]):
        raise ConditionError(
            f"'{text.strip()}' is not a condition such as: rested, not rested, trust >= 2"
        )
    if match["name"] not in state:
        raise ConditionError(f"There is no variable '{match['name']}'")
    value = state[match["name"]]
    if match["op"]:
        return _OPERATORS[match["op"]](value, int(match["number"]))
    return not value if match["no"] else bool(value)


def apply(
    changes: Mapping[str, Any], state: State, variables: Mapping[str, Variable]
) -> dict[str, int]:
    """The state after an option's `set`: true/false/number sets, "+1" and -1 add; results stay in range."""
    after = dict(state)
    for name, change in changes.items():
        if name not in variables:
            raise ConditionError(f"There is no variable '{name}'")
        variable = variables[name]
        after[name] = min(
            variable.high, max(variable.low, _changed(change, state[name], variable))
        )
    return after


def _changed(change: object, value: int, variable: Variable) -> int:
    if isinstance(change, bool) or (variable.boolean and change in (0, 1)):
        return int(bool(change))
    if isinstance(change, int):
        return change if change >= 0 else value + change
    if isinstance(change, str) and re.fullmatch(r"[+-]\d", change):
        return value + int(change)
    raise ConditionError(f"'{change}' is not true, false, a number, +1 or -1")

"""Conditions of Twine's story formats as those of a module: brackets are multiplied out, and an
"else" is what is left.

One grammar reads all three formats: SugarCube's and Harlowe's words (`is`, `gte`, `and`) and
JavaScript's signs (`===`, `&&`), which SugarCube and Chapbook take.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from olw_core.errors import AuthoringError

MOST = 8
"""Alternatives of a condition; more cannot be read by anybody."""
LARGEST = 9
"""The largest number that a module's variable takes."""
_SIGN = re.compile(
    r"""\s*(?:
    (?P<number>\d+(?![\w.]))
    | (?P<sign>===|!==|==|!=|<=|>=|<|>|&&|\|\||!|\(|\))
    | (?P<word>[$_]?[A-Za-z]\w*(?:\.[A-Za-z]\w*)*)
    )""",
    re.VERBOSE,
)
_SAME = {
    "===": "==", "is": "==", "eq": "==", "!==": "!=", "isnot": "!=", "neq": "!=", "ne": "!=",
    "gt": ">", "gte": ">=", "lt": "<", "lte": "<=", "&&": "and", "||": "or", "!": "not",
}  # fmt: skip
_COMPARES = {"==", "!=", "<", "<=", ">", ">="}
_OPPOSITE = {
    "": "not", "not": "", "==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">",
}  # fmt: skip
_HOLDS: dict[str, Callable[[int, int], bool]] = {
    "": operator.ne, "not": operator.eq, "==": operator.eq, "!=": operator.ne,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
"""`name` and `not name` compare with 0, their number."""
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}


class Atom(NamedTuple):
    """`name`, `not name` (`op` "" or "not") or a comparison with a number."""

    name: str
    op: str
    number: int = 0

    def __str__(self) -> str:
        """As a module writes it."""
        if self.op in ("", "not"):
            return f"{self.op} {self.name}".strip()
        return f"{self.name} {self.op} {self.number}"


Condition = tuple[tuple[Atom, ...], ...]
"""What `or` joins, each as what `and` joins."""
ALWAYS: Condition = ((),)
NEVER: Condition = ()


class UnclearError(AuthoringError):
    """A condition or a value that a module cannot say."""


def written(condition: Condition) -> str:
    """As a module writes it; "" where it always holds."""
    joined = [" and ".join(map(str, atoms)) for atoms in condition]
    return " or ".join(joined)


def names(condition: Condition) -> set[str]:
    """The variables it asks for."""
    return {atom.name for atoms in condition for atom in atoms}


def both(one: Condition, other: Condition) -> Condition:
    """Where both hold. Raises UnclearError where that is too long to be read."""
    made: list[tuple[Atom, ...]] = []
    for left in one:
        for right in other:
            atoms = _joined(left, right)
            if atoms is not None:
                made.append(atoms)
    return _tidy(made)


def either(one: Condition, other: Condition) -> Condition:
    """Where one of them holds."""
    every = [*one, *other]
    return ALWAYS if () in every else _tidy(every)


def opposite(condition: Condition) -> Condition:
    """Where it does not hold."""
    found = ALWAYS
    for atoms in condition:
        turned = [(_turned(atom),) for atom in atoms]
        found = both(found, tuple(turned))
    return found


def _turned(atom: Atom) -> Atom:
    """What holds where this does not."""
    return Atom(
        atom.name,
        _OPPOSITE[atom.op],
        atom.number,
    )


def _joined(left: tuple[Atom, ...], right: tuple[Atom, ...]) -> tuple[Atom, ...] | None:
    """All of both, once; None where they contradict each other."""
    every = tuple(dict.fromkeys([*left, *right]))
    for name in {atom.name for atom in every}:
        asked = [atom for atom in every if atom.name == name]
        if not any(_all_hold(asked, value) for value in range(LARGEST + 1)):
            return None
    return every


def _all_hold(atoms: Iterable[Atom], value: int) -> bool:
    """Whether a variable with this value answers all of them with yes."""
    return all(_HOLDS[atom.op](value, atom.number) for atom in atoms)


def _tidy(found: Iterable[tuple[Atom, ...]]) -> Condition:
    """Each alternative once, without those that another one holds already."""
    made = tuple(dict.fromkeys(found))
    wide = [set(one) for one in made]
    kept = [one for one in made if not _is_within(set(one), wide)]
    if len(kept) > MOST:
        raise UnclearError("too many alternatives")
    return tuple(kept)


def _is_within(atoms: set[Atom], others: Iterable[set[Atom]]) -> bool:
    """Whether another alternative asks for less of the same."""
    return any(other < atoms for other in others)


def variable(word: str, *, sigil: bool) -> str:
    """The module's name of a variable. `sigil`: only `$name` and `_name` are variables.

    Raises UnclearError for what is none.
    """
    if "." in word or (sigil and word[0] not in "$_"):
        raise UnclearError(word)
    parted = re.sub(
        r"(?<=[a-z0-9])(?=[A-Z])",
        "_",
        word.lstrip("$_"),
    ).lower()
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,29}", parted):
        raise UnclearError(word)
    return parted


def read(text: str, *, sigil: bool) -> Condition:
    """The condition that a story format's words say. Raises UnclearError."""
    reader = _Reader(_signs(text), sigil)
    found = reader.alternatives()
    if reader.here:
        raise UnclearError(reader.here)
    return found


def _signs(text: str) -> list[str]:
    """Words, numbers and signs, by the names of this file."""
    found: list[str] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _SIGN.match(text, position)
        if match is None:
            raise UnclearError(text)
        position = match.end()
        sign = match[0].strip()
        found.append(_SAME.get(sign, sign))
    return list(_is_not(found))


def _is_not(signs: list[str]) -> Iterator[str]:
    """`is not`, as Harlowe writes it, is one sign."""
    for index, sign in enumerate(signs):
        if sign == "==" and signs[index + 1 : index + 2] == ["not"]:
            yield "!="
        elif sign != "not" or signs[index - 1 : index] != ["=="]:
            yield sign


class _Reader:
    """Reads signs from left to right."""

    def __init__(self, signs: list[str], sigil: bool) -> None:
        self.left = signs[::-1]
        self.sigil = sigil
        self.depth = 0

    @property
    def here(self) -> str:
        """The next sign; "" at the end."""
        return self.left[-1] if self.left else ""

    def taken(self, sign: str) -> bool:
        """Whether this sign was next; then it is read."""
        if self.here != sign:
            return False
        self.left.pop()
        return True

    def alternatives(self) -> Condition:
        """What `or` joins."""
        found = self.together()
        while self.taken("or"):
            found = either(found, self.together())
        return found

    def together(self) -> Condition:
        """What `and` joins."""
        found = self.one()
        while self.taken("and"):
            found = both(found, self.one())
        return found

    def one(self) -> Condition:
        """A condition in brackets, its opposite, or a comparison."""
        self.depth += 1
        if self.depth > 200:
            raise UnclearError("too deep")
        if self.taken("not"):
            return opposite(self.one())
        if self.taken("("):
            found = self.alternatives()
            if not self.taken(")"):
                raise UnclearError("(")
            return found
        return self.comparison()

    def comparison(self) -> Condition:
        """A variable alone, or beside a value."""
        left = self.value()
        if self.here not in _COMPARES:
            return _alone(left)
        op = self.left.pop()
        right = self.value()
        if isinstance(right, str) and not isinstance(left, str):
            left, op, right = right, _TURNED[op], left
        return _compared(
            left,
            op,
            right,
        )

    def value(self) -> str | int | bool:
        """A variable's name, a number, true or false."""
        sign = self.left.pop() if self.left else ""
        if sign in ("true", "false"):
            return sign == "true"
        if sign.isdigit():
            return int(sign)
        if not re.match(r"[$_A-Za-z]", sign) or sign in ("and", "or", "not"):
            raise UnclearError(sign)
        return variable(sign, sigil=self.sigil)


def _alone(value: str | int | bool) -> Condition:
    """A variable asks whether it is true, or not 0."""
    if isinstance(value, str):
        return ((Atom(value, ""),),)
    return ALWAYS if value else NEVER


def _compared(
    left: str | int | bool,
    op: str,
    right: str | int | bool,
) -> Condition:
    """A variable beside a value. Raises UnclearError for anything else."""
    if not isinstance(left, str) or isinstance(right, str):
        raise UnclearError(op)
    if isinstance(right, bool):
        if op not in ("==", "!="):
            raise UnclearError(op)
        if right == (op == "=="):
            return ((Atom(left, ""),),)
        return ((Atom(left, "not"),),)
    return (
        (
            Atom(
                left,
                op,
                right,
            ),
        ),
    )

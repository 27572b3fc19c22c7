"""Changes of variables, as the story formats write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from olw_core.authoring.twee.logic import LARGEST, UnclearError, variable
from olw_core.authoring.twee.parts import Set

_NAME = r"(?P<name>[$_]?[A-Za-z][\w.]*)"
_TO = re.compile(
    rf"\s*{_NAME}\s*(?:\bto\b|=(?!=)|:)\s*(?P<value>.+?)\s*",
    re.DOTALL,
)
_INTO = re.compile(
    rf"\s*(?P<value>.+?)\s+into\s+{_NAME}\s*",
    re.DOTALL,
)
_BY = re.compile(rf"\s*{_NAME}\s*(?P<sign>[+-])=\s*(?P<by>\d)\s*")
_ONE = re.compile(rf"\s*{_NAME}\s*(?P<sign>\+\+|--)\s*")
_STEP = re.compile(r"(?P<from>it|[$_]?[A-Za-z]\w*)\s*(?P<sign>[+-])\s*(?P<by>\d)")


def read(text: str, *, sigil: bool) -> Iterator[Set]:
    """Every change of a list. Raises UnclearError where a variable cannot be found.

    `sigil`: only `$name` and `_name` are variables.
    """
    parted = [text]
    if not re.search(r"[\"'(\[{]", text):
        parted = re.split(r"[,;]", text)
    for one in parted:
        if one.strip():
            yield _change(one, sigil)


def _change(text: str, sigil: bool) -> Set:
    """One change."""
    for form in (_BY, _ONE, _TO, _INTO):
        match = form.fullmatch(text)
        if match:
            name = variable(match["name"], sigil=sigil)
            given = match.groupdict()
            break
    else:
        raise UnclearError(text)
    if "value" in given:
        return _value(name, given["value"])
    by = given.get("by", "1")
    step = _signed(given["sign"], by)
    return Set(name, step=step)


def _value(name: str, value: str) -> Set:
    """What the variable becomes; not simple where no module can say it."""
    if value in ("true", "false"):
        return Set(name, to=value == "true")
    if value.isdigit() and int(value) <= LARGEST:
        return Set(name, to=int(value))
    match = _STEP.fullmatch(value)
    if match is None:
        return Set(name)
    start, sign, by = match.groups()
    if not _is_itself(start, name):
        return Set(name)
    step = _signed(sign, by)
    return Set(name, step=step)


def _signed(sign: str, by: str) -> int:
    """A step up or down. `sign`: begins with + or -; `by`: a digit."""
    step = int(by)
    return step if sign.startswith("+") else -step


def _is_itself(word: str, name: str) -> bool:
    """Whether a step starts from the variable's own value."""
    return word == "it" or variable(word, sigil=False) == name

"""Reads TypeScript's interfaces and types into shapes, as far as JSON data can be told in them."""

from __future__ import annotations

import re

from tests.support.shapes import (
    ANYTHING,
    AllOf,
    Declared,
    Field,
    ListOf,
    Named,
    OneOf,
    RecordOf,
    Shape,
    Thing,
)

_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r'[\w$]+|"[^"]*"|[{}<>()\[\]|&;:,?=]')
_DECLARED = re.compile(
    r"\binterface\s+(\w+)(?:\s+extends\s+(\w+))?\s*\{|\btype\s+(\w+)\s*="
)


def declared(source: str) -> Declared:
    """Every interface and type of a source, by name."""
    plain = _COMMENT.sub("", source)
    found: dict[str, Shape] = {}
    for match in _DECLARED.finditer(plain):
        interface, base, alias = match.groups()
        reader = Reader(plain[match.end() :])
        if alias:
            found[alias] = reader.type()
        elif base:
            found[interface] = AllOf([Named(base), reader.fields()])
        else:
            found[interface] = reader.fields()
    return found


class Reader:
    """Reads types from the beginning of a text on."""

    def __init__(self, source: str) -> None:
        self._tokens = (match[0] for match in _TOKEN.finditer(source))
        self._next = next(self._tokens, "")

    def _take(self) -> str:
        token = self._next
        self._next = next(self._tokens, "")
        return token

    def _has(self, token: str) -> bool:
        found = self._next == token
        if found:
            self._take()
        return found

    def _must(self, token: str) -> None:
        assert self._has(token), f"{self._next!r} where {token!r} belongs"

    def fields(self) -> Thing:
        """What stands behind an opening brace, up to the closing one."""
        found: dict[str, Field] = {}
        while not self._has("}"):
            name = self._take()
            optional = self._has("?")
            self._must(":")
            found[name] = Field(self.type(), optional)
            if self._next != "}":
                assert self._take() in ";,", f"behind the field {name}"
        return Thing(found)

    def type(self) -> Shape:
        """A type, with its alternatives."""
        self._has("|")
        parts = [self._joined()]
        while self._has("|"):
            parts.append(self._joined())
        return parts[0] if len(parts) == 1 else OneOf(parts)

    def _joined(self) -> Shape:
        parts = [self._listed()]
        while self._has("&"):
            parts.append(self._listed())
        return parts[0] if len(parts) == 1 else AllOf(parts)

    def _listed(self) -> Shape:
        found = self._single()
        while self._has("["):
            self._must("]")
            found = ListOf(found)
        return found

    def _single(self) -> Shape:
        self._has("readonly")  # JSON knows no such thing
        token = self._take()
        if token == "{":
            return self.fields()
        if token == "(":
            inside = self.type()
            self._must(")")
            return inside
        if token == "[":
            return self._tuple()
        if self._has("<"):
            return self._generic(token)
        return Named(token)

    def _tuple(self) -> Shape:
        """[a: A, b: B] is told as a list of both."""
        parts = []
        while not self._has("]"):
            part = self.type()
            if self._has(":"):  # that was its name
                part = self.type()
            parts.append(part)
            self._has(",")
        return ListOf(OneOf(parts))

    def _generic(self, name: str) -> Shape:
        parts = [self.type()]
        while self._has(","):
            parts.append(self.type())
        self._must(">")
        if name == "Record" and parts[0] == Named("string"):
            return RecordOf(parts[1])
        return Named(ANYTHING)

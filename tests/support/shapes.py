"""Shapes of JSON data, told by TypedDicts or by TypeScript: how two differ, what breaks one.

A set of declarations is a mapping from names to shapes; a shape may refer to others by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

SIMPLE = ("string", "number", "boolean", "null")
ANYTHING = "any"
"""What a reader of declarations does not look into."""


@dataclass(frozen=True)
class Named:
    """One of SIMPLE, a literal ('"choose"', 'true'), ANYTHING, or another shape's name."""

    name: str


@dataclass(frozen=True)
class ListOf:
    """A JSON array."""

    of: Shape


@dataclass(frozen=True)
class RecordOf:
    """A JSON object with any keys."""

    of: Shape


@dataclass(frozen=True)
class Field:
    """One field of a thing."""

    shape: Shape
    optional: bool = False


@dataclass(frozen=True)
class Thing:
    """A JSON object with these fields and no others."""

    fields: Mapping[str, Field]


@dataclass(frozen=True)
class OneOf:
    """Any of these."""

    parts: Sequence[Shape]


@dataclass(frozen=True)
class AllOf:
    """One thing with the fields of all of these."""

    parts: Sequence[Shape]


Shape = Named | ListOf | RecordOf | Thing | OneOf | AllOf
Declared = Mapping[str, Shape]


@dataclass
class Kinds:
    """A shape sorted by what a value can be."""

    simple: set[str] = field(default_factory=set)
    lists: list[Shape] = field(default_factory=list)
    records: list[Shape] = field(default_factory=list)
    things: list[Mapping[str, Field]] = field(default_factory=list)


def kinds(shape: Shape, known: Declared) -> Kinds:
    """The kinds of a shape, with names looked up."""
    found = Kinds()
    for part in _alternatives(shape, known):
        if isinstance(part, Named):
            found.simple.add(part.name)
        elif isinstance(part, ListOf):
            found.lists.append(part.of)
        elif isinstance(part, RecordOf):
            found.records.append(part.of)
        else:
            found.things.append(_fields(part, known))
    if "string" in found.simple:
        found.simple = {name for name in found.simple if not name.startswith('"')}
    return found


def _alternatives(shape: Shape, known: Declared) -> Iterator[Shape]:
    if isinstance(shape, Named) and shape.name in known:
        yield from _alternatives(known[shape.name], known)
    elif isinstance(shape, OneOf):
        for part in shape.parts:
            yield from _alternatives(part, known)
    else:
        yield shape


def _fields(shape: Shape, known: Declared) -> Mapping[str, Field]:
    if isinstance(shape, Named):
        return _fields(known[shape.name], known)
    if isinstance(shape, Thing):
        return shape.fields
    assert isinstance(shape, AllOf), shape
    found: dict[str, Field] = {}
    for part in shape.parts:
        found |= _fields(part, known)
    return found


def merged(things: Sequence[Mapping[str, Field]]) -> dict[str, Field]:
    """Several things as one: what is not in all of them is optional."""
    found: dict[str, Field] = {}
    for name in dict.fromkeys(name for thing in things for name in thing):
        given = [thing[name] for thing in things if name in thing]
        missing = len(given) < len(things) or any(one.optional for one in given)
        found[name] = Field(_one_of([one.shape for one in given]), missing)
    return found


def _one_of(parts: Sequence[Shape]) -> Shape:
    return parts[0] if len(parts) == 1 else OneOf(parts)


def _side(right: bool) -> str:
    return "right" if right else "left"


@dataclass
class Comparison:
    """Two sets of declarations beside each other."""

    left: Declared
    right: Declared
    _met: set[tuple[str, str]] = field(default_factory=set)

    def differences(self, left: str, right: str) -> list[str]:
        """What differs between a shape of the left and one of the right, by path."""
        return list(self._differ(Named(left), Named(right), right))

    def _differ(self, left: Shape, right: Shape, path: str) -> Iterator[str]:
        if isinstance(left, Named) and isinstance(right, Named):
            names = (left.name, right.name)
            if names in self._met and left.name in self.left:
                return
            self._met.add(names)
        here, there = kinds(left, self.left), kinds(right, self.right)
        if ANYTHING in here.simple | there.simple:
            return
        if here.simple != there.simple:
            yield f"{path}: {sorted(here.simple)} and {sorted(there.simple)}"
        yield from self._inside(here.lists, there.lists, f"{path}[]")
        yield from self._inside(here.records, there.records, f"{path}{{}}")
        yield from self._fields(merged(here.things), merged(there.things), path)

    def _inside(
        self, left: list[Shape], right: list[Shape], path: str
    ) -> Iterator[str]:
        if left or right:
            yield from self._differ(_one_of(left), _one_of(right), path)

    def _fields(
        self, left: dict[str, Field], right: dict[str, Field], path: str
    ) -> Iterator[str]:
        for name in sorted({*left, *right}):
            place = f"{path}.{name}"
            if name not in left or name not in right:
                yield f"{place}: only {_side(name in right)}"
                continue
            here, there = left[name], right[name]
            if here.optional != there.optional:
                yield f"{place}: optional {_side(there.optional)}"
            yield from self._differ(here.shape, there.shape, place)


def faults(value: object, shape: Shape, known: Declared, path: str = "") -> list[str]:
    """What is wrong with JSON data that should have this shape, by path; empty where nothing is."""
    found = kinds(shape, known)
    if isinstance(value, list) and found.lists:
        inside = OneOf(found.lists)
        each = [
            faults(one, inside, known, f"{path}[{i}]") for i, one in enumerate(value)
        ]
        return [fault for one in each for fault in one]
    if isinstance(value, dict) and found.things:
        tried = [_thing_faults(value, thing, known, path) for thing in found.things]
        return min(tried, key=len)
    if isinstance(value, dict) and found.records:
        inside = OneOf(found.records)
        each = [faults(one, inside, known, f"{path}.{k}") for k, one in value.items()]
        return [fault for one in each for fault in one]
    if _simple_names(value) & found.simple:
        return []
    return [f"{path}: {value!r}"]


def _thing_faults(
    value: Mapping[str, object], thing: Mapping[str, Field], known: Declared, path: str
) -> list[str]:
    found = [f"{path}.{name}: unknown" for name in value if name not in thing]
    for name, one in thing.items():
        if name in value:
            found += faults(value[name], one.shape, known, f"{path}.{name}")
        elif not one.optional:
            found.append(f"{path}.{name}: missing")
    return found


def _simple_names(value: object) -> set[str]:
    """The simple shapes that a value has. A number is a whole number; true is none."""
    if isinstance(value, bool):
        return {"boolean", str(value).lower()}
    if isinstance(value, int):
        return {"number", str(value)}
    if isinstance(value, str):
        return {"string", f'"{value}"'}
    return {"null"} if value is None else set()

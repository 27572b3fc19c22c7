"""Tells the TypedDicts of olw_core/formats as shapes."""

from __future__ import annotations

import importlib
import pkgutil
import types
import typing

from olw_core import formats
from tests.support.shapes import (
    Declared,
    Field,
    ListOf,
    Named,
    OneOf,
    RecordOf,
    Shape,
    Thing,
)

_SIMPLE = {str: "string", int: "number", bool: "boolean", type(None): "null"}


def classes() -> dict[str, type]:
    """Every TypedDict that is written in the package, by name."""
    found: dict[str, type] = {}
    for part in pkgutil.iter_modules(formats.__path__):
        module = importlib.import_module(f"{formats.__name__}.{part.name}")
        for name, value in vars(module).items():
            if typing.is_typeddict(value) and value.__module__ == module.__name__:
                assert name not in found, f"{name} is told twice"
                found[name] = value
    return found


def declared() -> Declared:
    """All of them as shapes; CompiledItem and the like stand in them as alternatives."""
    return {name: _thing(one) for name, one in classes().items()}


def _thing(one: type) -> Thing:
    fields = {}
    for name, hint in typing.get_type_hints(one, include_extras=True).items():
        optional = typing.get_origin(hint) is typing.NotRequired
        inside = typing.get_args(hint)[0] if optional else hint
        fields[name] = Field(_shape(inside), optional)
    return Thing(fields)


def _shape(hint: object) -> Shape:
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return OneOf([_shape(one) for one in inside])
    if origin is typing.Literal:
        return OneOf([Named(_literal(one)) for one in inside])
    if origin is list:
        return ListOf(_shape(inside[0]))
    if origin is dict:
        assert inside[0] is str, hint
        return RecordOf(_shape(inside[1]))
    if typing.is_typeddict(hint):
        return Named(hint.__name__)  # type: ignore[attr-defined]
    return Named(_SIMPLE[hint])  # type: ignore[index]


def _literal(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)

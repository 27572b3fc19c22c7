"""The authoring format as JSON Schema (draft 2020-12), made from the marshmallow schemas so
that the two cannot differ."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from olw_core.authoring.schema.fields import Conditional, OneOrSeveral, TextOr
from olw_core.authoring.schema.items import ITEM_SCHEMAS, ItemField
from olw_core.authoring.schema.module import ModuleSchema

Described = dict[str, Any]
"""A JSON Schema."""
Field = fields.Field[Any]

TEXT: Described = {"type": "string"}
ANY_TEXT: Described = {"type": "string", "minLength": 1}


def module_schema() -> Described:
    """The JSON Schema of a module.yaml (cards.yaml and facilitator.yaml hold parts)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Our Leadership Way module",
        **_object(ModuleSchema()),
    }


def _object(schema: Schema) -> Described:
    """A mapping with known names, and no others."""
    properties = {}
    required = []
    for name, field in schema.fields.items():
        properties[name] = _field(field)
        if field.required:
            required.append(name)
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": sorted(required),
    }


def _field(field: Field) -> Described:
    """One field, by its kind."""
    if isinstance(field, ItemField):
        return _any_item()
    if isinstance(field, Conditional):
        return _conditional(field)
    if isinstance(field, OneOrSeveral):
        return _one_or_several(field)
    if isinstance(field, TextOr):
        return {"oneOf": [ANY_TEXT, _object(field.schema())]}
    if isinstance(field, fields.Nested):
        return _object(field.schema)
    if isinstance(field, fields.Dict):
        return _mapping(field)
    if isinstance(field, fields.List):
        return _list(field)
    return _plain(field)


def _any_item() -> Described:
    """One of the four kinds."""
    kinds = []
    for kind, schema in ITEM_SCHEMAS.items():
        described = _object(schema())
        described["properties"]["type"] = {"const": kind}
        kinds.append(described)
    return {"oneOf": kinds}


def _conditional(field: Conditional) -> Described:
    """A value, a part with a condition, or a list of parts."""
    names = [*field.more, field.key]
    part = {
        "type": "object",
        "properties": dict.fromkeys(names, TEXT),
        "required": [field.key],
        "additionalProperties": False,
    }
    in_list = {"oneOf": [ANY_TEXT, part]} if field.bare_parts else part
    parts = {"type": "array", "minItems": 1, "items": in_list}
    return {"oneOf": [ANY_TEXT, part, parts]}


def _one_or_several(field: OneOrSeveral) -> Described:
    """A group of fields, or a list of such groups."""
    one = _object(field.schema())
    several = {"type": "array", "minItems": 1, "items": one}
    return {"oneOf": [one, several]}


def _mapping(field: fields.Dict) -> Described:
    """A mapping from ids to values of one kind."""
    assert field.key_field is not None
    assert field.value_field is not None
    described = _limits(field, "minProperties", "maxProperties")
    described["type"] = "object"
    described["additionalProperties"] = _field(field.value_field)
    names = _limits(field.key_field, "minLength", "maxLength")
    if names:
        described["propertyNames"] = names
    return described


def _list(field: fields.List[Any]) -> Described:
    """A list of values of one kind."""
    described = _limits(field, "minItems", "maxItems")
    described["type"] = "array"
    described["items"] = _field(field.inner)
    return described


def _plain(field: Field) -> Described:
    """A text, a number or a switch; {} for a field that takes anything."""
    described = _limits(field, "minLength", "maxLength")
    if isinstance(field, fields.String):
        described["type"] = "string"
    elif isinstance(field, fields.Integer):
        described["type"] = "integer"
    elif isinstance(field, fields.Boolean):
        described["type"] = "boolean"
    return described


def _limits(
    field: Field,
    least: str,
    most: str,
) -> Described:
    """What a field's validators ask for.

    `least` and `most` name the length of this kind of value.
    """
    described: Described = {}
    for validator in field.validators:
        if isinstance(validator, validate.OneOf):
            described["enum"] = list(validator.choices)
        elif isinstance(validator, validate.Regexp):
            described["pattern"] = _pattern(validator)
        elif isinstance(validator, validate.Range):
            described["minimum"] = validator.min
            described["maximum"] = validator.max
        else:
            assert isinstance(validator, validate.Length)
            described[least] = validator.min
            described[most] = validator.max
    return {name: value for name, value in described.items() if value is not None}


def _pattern(validator: validate.Regexp) -> str:
    """Python anchors a pattern differently from JSON Schema."""
    pattern = str(validator.regex.pattern)
    return pattern.replace(r"\A", "^").replace(r"\Z", "$")

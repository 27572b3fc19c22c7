"""The authoring format as JSON Schema (draft 2020-12), made from the marshmallow schemas so that the two cannot differ."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from olw_core.authoring.schema import ITEM_SCHEMAS, ItemField, ModuleSchema
from olw_core.authoring.schema_fields import Conditional


def module_schema() -> dict[str, Any]:
    """The JSON Schema of a module.yaml (cards.yaml and facilitator.yaml hold parts of it)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Our Leadership Way module",
        **_object(ModuleSchema()),
    }


def _object(schema: Schema) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _field(f) for name, f in schema.fields.items()},
        "required": sorted(name for name, f in schema.fields.items() if f.required),
    }


def _field(field: fields.Field[Any]) -> dict[str, Any]:
    if isinstance(field, ItemField):
        return {
            "oneOf": [_item(kind, schema()) for kind, schema in ITEM_SCHEMAS.items()]
        }
    if isinstance(field, Conditional):
        return _conditional(field)
    if isinstance(field, fields.Nested):
        return _object(field.schema)
    if isinstance(field, fields.Dict):
        return _mapping(field)
    if isinstance(field, fields.List):
        return {
            "type": "array",
            "items": _field(field.inner),
            **_limits(field, "minItems", "maxItems"),
        }
    return _plain(field)


def _conditional(field: Conditional) -> dict[str, Any]:
    text = {"type": "string", "minLength": 1}
    part = {
        "type": "object",
        "properties": {"if": {"type": "string"}, field.key: {"type": "string"}},
        "required": [field.key],
        "additionalProperties": False,
    }
    parts = {"oneOf": [text, part]} if field.bare_parts else part
    return {"oneOf": [text, part, {"type": "array", "minItems": 1, "items": parts}]}


def _item(kind: str, schema: Schema) -> dict[str, Any]:
    described = _object(schema)
    described["properties"]["type"] = {"const": kind}
    return described


def _mapping(field: fields.Dict) -> dict[str, Any]:
    assert field.key_field is not None
    assert field.value_field is not None
    described: dict[str, Any] = {
        "type": "object",
        **_limits(field, "minProperties", "maxProperties"),
    }
    described["additionalProperties"] = _field(field.value_field)
    if names := _limits(field.key_field, "minLength", "maxLength"):
        described["propertyNames"] = names
    return described


def _plain(field: fields.Field[Any]) -> dict[str, Any]:
    kinds: tuple[tuple[type[fields.Field[Any]], str], ...] = (
        (fields.String, "string"),
        (fields.Integer, "integer"),
        (fields.Boolean, "boolean"),
    )
    described: dict[str, Any] = next(
        ({"type": name} for kind, name in kinds if isinstance(field, kind)), {}
    )
    return described | _limits(field, "minLength", "maxLength")


def _limits(field: fields.Field[Any], least: str, most: str) -> dict[str, Any]:
    """What a field's validators ask for; `least` and `most` name the length of this kind of value."""
    described: dict[str, Any] = {}
    for validator in field.validators:
        if isinstance(validator, validate.OneOf):
            described["enum"] = list(validator.choices)
        elif isinstance(validator, validate.Regexp):
            described["pattern"] = _pattern(validator)
        elif isinstance(validator, validate.Range):
            described |= _bounds("minimum", validator.min, "maximum", validator.max)
        else:
            assert isinstance(validator, validate.Length)
            described |= _bounds(least, validator.min, most, validator.max)
    return described


def _bounds(least: str, low: Any, most: str, high: Any) -> dict[str, Any]:
    return {
        name: value for name, value in ((least, low), (most, high)) if value is not None
    }


def _pattern(validator: validate.Regexp) -> str:
    return str(validator.regex.pattern).replace(r"\A", "^").replace(r"\Z", "$")

"""The authoring format as JSON Schema (draft 2020-12), made from the marshmallow schemas so that the two cannot differ."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from olw_core.schema import ITEM_SCHEMAS, Conditional, ItemField, ModuleSchema


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
        return {"oneOf": [_item(kind, schema()) for kind, schema in ITEM_SCHEMAS.items()]}
    if isinstance(field, Conditional):
        part = {
            "type": "object",
            "properties": {"if": {"type": "string"}, field.key: {"type": "string"}},
            "required": [field.key],
            "additionalProperties": False,
        }
        return {
            "oneOf": [
                {"type": "string"},
                {"type": "array", "minItems": 1, "items": {"oneOf": [{"type": "string"}, part]}},
            ]
        }
    if isinstance(field, fields.Nested):
        return _object(field.schema)
    if isinstance(field, fields.Dict):
        return _mapping(field)
    if isinstance(field, fields.List):
        return {"type": "array", "items": _field(field.inner)}
    return _plain(field)


def _item(kind: str, schema: Schema) -> dict[str, Any]:
    described = _object(schema)
    described["properties"]["type"] = {"const": kind}
    return described


def _mapping(field: fields.Dict) -> dict[str, Any]:
    described: dict[str, Any] = {"type": "object"}
    if field.value_field is not None:
        described["additionalProperties"] = _field(field.value_field)
    for validator in field.key_field.validators if field.key_field is not None else ():
        if isinstance(validator, validate.Regexp):
            described["propertyNames"] = {"pattern": _pattern(validator)}
    return described


def _plain(field: fields.Field[Any]) -> dict[str, Any]:
    kinds: tuple[tuple[type[fields.Field[Any]], str], ...] = (
        (fields.String, "string"),
        (fields.Integer, "integer"),
        (fields.Boolean, "boolean"),
    )
    described: dict[str, Any] = next(({"type": name} for kind, name in kinds if isinstance(field, kind)), {})
    for validator in field.validators:
        described.update(_limits(validator))
    return described


def _limits(validator: object) -> dict[str, Any]:
    if isinstance(validator, validate.OneOf):
        return {"enum": list(validator.choices)}
    if isinstance(validator, validate.Regexp):
        return {"pattern": _pattern(validator)}
    if isinstance(validator, validate.Range):
        return {k: v for k, v in (("minimum", validator.min), ("maximum", validator.max)) if v is not None}
    if isinstance(validator, validate.Length):
        return {k: v for k, v in (("minLength", validator.min), ("maxLength", validator.max)) if v is not None}
    return {}


def _pattern(validator: validate.Regexp) -> str:
    return str(validator.regex.pattern).replace(r"\A", "^").replace(r"\Z", "$")

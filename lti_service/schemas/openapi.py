"""The OpenAPI description of the play API, made from the same schemas that check it."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from lti_service.schemas import play
from olw_core import __version__

TYPES: dict[type[fields.Field[Any]], dict[str, Any]] = {
    fields.String: {"type": "string"},
    fields.Integer: {"type": "integer"},
    fields.Dict: {"type": "object"},
}
CALLS: dict[str, tuple[type[Schema], type[Schema], str]] = {
    "respond": (
        play.Respond,
        play.Played,
        "Answer the decision at a step. Sending the same answer again changes nothing.",
    ),
    "retry": (
        play.Retry,
        play.Played,
        "From an ending, try another way from a decision.",
    ),
    "plan": (play.Plan, play.Played, "Keep the if-then plan."),
    "card": (play.Card, play.CardShown, "Show a return card, or answer it."),
}


def describe(server: str) -> dict[str, Any]:
    """OpenAPI 3.1 for the service at `server`."""
    schemas = {
        one.__name__: _schema(one) for call in CALLS.values() for one in call[:2]
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Our Leadership Way: play API", "version": __version__},
        "servers": [{"url": server}],
        "paths": {
            f"/api/attempts/{{attempt}}/{name}": {"post": _call(name)} for name in CALLS
        },
        "components": {
            "schemas": {**schemas, "Refused": _schema(play.Refused)},
            "securitySchemes": {"launch": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"launch": []}],
    }


def _call(name: str) -> dict[str, Any]:
    body, answer, summary = CALLS[name]
    refusals = {
        "400": "Malformed",
        "401": "No session",
        "403": "Not yours",
        "404": "Unknown",
        "409": "Out of date",
    }
    refusals |= {"413": "Too large", "422": "Not a possible answer"}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": [
            {
                "name": "attempt",
                "in": "path",
                "required": True,
                "schema": {"type": "string"},
            }
        ],
        "requestBody": {"required": True, "content": _json(body)},
        "responses": {
            "200": {"description": "Kept", "content": _json(answer)},
            **{
                code: {"description": words, "content": _json(play.Refused)}
                for code, words in refusals.items()
            },
        },
    }


def _json(schema: type[Schema]) -> dict[str, Any]:
    return {
        "application/json": {
            "schema": {"$ref": f"#/components/schemas/{schema.__name__}"}
        }
    }


def _schema(schema: type[Schema]) -> dict[str, Any]:
    parts = schema().fields
    made: dict[str, Any] = {
        "type": "object",
        "properties": {name: _field(field) for name, field in parts.items()},
    }
    required = [name for name, field in parts.items() if field.required]
    return {**made, **({"required": required} if required else {})}


def _field(field: fields.Field[Any]) -> dict[str, Any]:
    if isinstance(field, fields.Nested):
        return _schema(type(field.schema))
    kind = next(known for of, known in TYPES.items() if isinstance(field, of))
    return {**kind, "type": [kind["type"], "null"]} if field.allow_none else dict(kind)

"""The OpenAPI description of the play API, made from the same schemas that check it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields

from lti_service.schemas import play
from olw_core import __version__

Json = dict[str, Any]

TYPES: dict[type[fields.Field[Any]], str] = {
    fields.String: "string",
    fields.Integer: "integer",
    fields.Dict: "object",
}
REFUSALS = {
    "400": "Malformed",
    "401": "No session",
    "403": "Not yours",
    "404": "Unknown",
    "409": "Out of date",
    "413": "Too large",
    "422": "Not a possible answer",
    "429": "Too many requests: wait as long as Retry-After says",
    "503": "Busy: nothing was kept, ask again",
}


@dataclass(frozen=True)
class Call:
    """One call of the API: what is sent, what comes back, what it does."""

    body: type[Schema]
    answer: type[Schema]
    summary: str


CALLS = {
    "respond": Call(
        play.Respond,
        play.Played,
        "Answer the decision at a step. Sending the same answer again changes nothing.",
    ),
    "retry": Call(
        play.Retry,
        play.Played,
        "From an ending, try another way from a decision.",
    ),
    "plan": Call(
        play.PlanCall,
        play.Played,
        "Keep the if-then plan; with `stop`, count once what would stop the learner.",
    ),
    "card": Call(
        play.Card,
        play.CardShown,
        "Show a return card, or answer it.",
    ),
}


def describe(server: str) -> Json:
    """OpenAPI 3.1 for the service at `server`."""
    paths = {}
    schemas = {}
    for name, call in CALLS.items():
        paths[f"/api/attempts/{{attempt}}/{name}"] = {"post": _call(name, call)}
        for schema in (call.body, call.answer):
            schemas[schema.__name__] = _schema(schema)
    paths["/api/language"] = {"post": _language()}
    for schema in (play.Language, play.Refused):
        schemas[schema.__name__] = _schema(schema)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Our Leadership Way: play API",
            "version": __version__,
        },
        "servers": [{"url": server}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"launch": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"launch": []}],
    }


def _call(name: str, call: Call) -> Json:
    """One call of the play API as OpenAPI 3.1 tells it."""
    kept = {"200": _response("Kept", call.answer)}
    attempt = {
        "name": "attempt",
        "in": "path",
        "required": True,
        "schema": {"type": "string"},
    }
    return {
        "operationId": name,
        "summary": call.summary,
        "parameters": [attempt],
        "requestBody": {"required": True, "content": _json(call.body)},
        "responses": {**kept, **_refusals()},
    }


def _language() -> Json:
    """The one call that is about no attempt."""
    kept = {"204": {"description": "Kept"}}
    return {
        "operationId": "language",
        "summary": "Read every story in this language, where it has it.",
        "requestBody": {"required": True, "content": _json(play.Language)},
        "responses": {**kept, **_refusals()},
    }


def _refusals() -> Json:
    """Every status with which a call can be refused."""
    found = {}
    for status, words in REFUSALS.items():
        found[status] = _response(words, play.Refused)
    return found


def _response(words: str, schema: type[Schema]) -> Json:
    """A response with its shape."""
    return {"description": words, "content": _json(schema)}


def _json(schema: type[Schema]) -> Json:
    """JSON in the shape of a schema."""
    place = f"#/components/schemas/{schema.__name__}"
    return {"application/json": {"schema": {"$ref": place}}}


def _schema(schema: type[Schema]) -> Json:
    """A schema as JSON Schema."""
    properties = {}
    required = []
    for name, field in schema().fields.items():
        properties[name] = _field(field)
        if field.required:
            required.append(name)
    made: Json = {"type": "object", "properties": properties}
    if required:
        made["required"] = required
    return made


def _field(field: fields.Field[Any]) -> Json:
    """A field as JSON Schema."""
    if isinstance(field, fields.Nested):
        return _schema(type(field.schema))
    kind = _type(field)
    if field.allow_none:
        return {"type": [kind, "null"]}
    return {"type": kind}


def _type(field: fields.Field[Any]) -> str:
    """Its type in JSON Schema. Raises TypeError for a kind of field that no schema has had."""
    for kind, name in TYPES.items():
        if isinstance(field, kind):
            return name
    raise TypeError(f"{type(field).__name__} has no name in JSON Schema")

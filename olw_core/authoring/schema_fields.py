"""The building blocks of the authoring schemas: strict mappings, texts, and values that may depend on a condition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate


class Strict(Schema):
    """Unknown fields are errors: a misspelt name must never be silently ignored."""

    class Meta:
        unknown = RAISE


def words(**kwargs: Any) -> fields.String:
    """A text that must be there and not empty."""
    return fields.String(
        required=kwargs.pop("required", True), validate=validate.Length(min=1, **kwargs)
    )


def optional_text(**kwargs: Any) -> fields.String:
    """A text that may be missing."""
    return fields.String(
        load_default="", validate=validate.Length(**kwargs) if kwargs else None
    )


class Named(fields.Dict):
    """A mapping from ids to values. Errors stand at the id itself: marshmallow would put 'key' or 'value' below it."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Any, **kwargs: Any
    ) -> Any:
        try:
            return super()._deserialize(value, attr, data, **kwargs)  # type: ignore[no-untyped-call]
        except ValidationError as error:
            if not isinstance(error.messages, Mapping):
                raise
            raise ValidationError(
                {name: _joined(inner) for name, inner in error.messages.items()}
            ) from None


def _joined(messages: Mapping[str, Any]) -> Any:
    """The messages about an id and about its value; the id's own come first and alone."""
    return messages["key"] if "key" in messages else messages["value"]


class Conditional(fields.Field[Any]):
    """One value, or a list of parts each of which may have an `if`."""

    def __init__(self, key: str, *, bare_parts: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.key = key
        self.bare_parts = bare_parts

    def _deserialize(
        self, value: Any, attr: str | None, data: Any, **kwargs: Any
    ) -> list[dict[str, str]]:
        parts = value if isinstance(value, list) else [value]
        if not parts:
            raise ValidationError("This list is empty.")
        return [self._part(part, whole=not isinstance(value, list)) for part in parts]

    def _part(self, part: Any, *, whole: bool) -> dict[str, str]:
        if isinstance(part, str) and part.strip() and (whole or self.bare_parts):
            return {"if": "", self.key: part}
        good = (
            isinstance(part, Mapping)
            and set(part) <= {"if", self.key}
            and isinstance(part.get(self.key), str)
        )
        if not good or not isinstance(part.get("if", ""), str):
            raise ValidationError(
                f"Write {'a text or ' if self.bare_parts or whole else ''}{{if: condition, {self.key}: ...}}."
            )
        return {"if": part.get("if", ""), self.key: part[self.key]}


def flatten(
    messages: Any, path: tuple[str | int, ...] = ()
) -> list[tuple[tuple[str | int, ...], str]]:
    """marshmallow's nested messages as (path, message) pairs."""
    if isinstance(messages, str):
        return [(path, messages)]
    if isinstance(messages, list):
        return [pair for message in messages for pair in flatten(message, path)]
    return [
        pair
        for key, value in messages.items()
        for pair in flatten(value, path if key == "_schema" else (*path, key))
    ]

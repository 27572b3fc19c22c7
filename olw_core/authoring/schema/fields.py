"""The building blocks of the authoring schemas: strict mappings, texts, numbers, and
values that may depend on a condition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from olw_core.near import meant

LETTER = validate.Regexp(
    r"\A[a-z0-9]\Z",
    error="Use one character, a-z or 0-9 (SCORM 1.2 allows no more).",
)
NAME = validate.Regexp(
    r"\A[a-z][a-z0-9_]{0,29}\Z",
    error="Use small letters, digits and _.",
)
TAG = validate.Regexp(r"\A([A-Za-z0-9]{2})?\Z", error="Two characters A-Z a-z 0-9.")


UNKNOWN = "Unknown field."
"""marshmallow's words for a field that is not there."""


class Strict(Schema):
    """Unknown fields are errors: a misspelt name must never be silently ignored."""

    class Meta:
        unknown = RAISE

    def handle_error(
        self,
        error: ValidationError,
        data: Any,
        *,
        many: bool,
        **kwargs: Any,
    ) -> None:
        """Add to each unknown field, on a second line, the names that are known here."""
        if many or not isinstance(error.messages, dict):
            return
        for name, messages in error.messages.items():
            if messages == [UNKNOWN]:
                known = meant(str(name), self.load_fields)
                error.messages[name] = [f"{UNKNOWN}\n{known}. "]


def required_text(longest: int | None = None) -> fields.String:
    """A text that must be there and not empty. `longest`: in characters."""
    length = validate.Length(min=1, max=longest)
    return fields.String(required=True, validate=length)


def optional_text(longest: int | None = None) -> fields.String:
    """A text that may be missing. `longest`: in characters."""
    if longest is None:
        return fields.String(load_default="")
    return fields.String(load_default="", validate=validate.Length(max=longest))


def tag() -> fields.String:
    """The two characters of a scene or card in a record; made from its id if missing."""
    return fields.String(load_default="", validate=TAG)


def whole(low: int, high: int) -> fields.Integer:
    """A whole number that must be there, in this range."""
    limits = validate.Range(low, high)
    return fields.Integer(strict=True, required=True, validate=limits)


def optional_whole(
    low: int,
    high: int,
    default: int | None,
) -> fields.Integer:
    """A whole number in this range, or else the default."""
    limits = validate.Range(low, high)
    return fields.Integer(strict=True, load_default=default, validate=limits)


def one_of(choices: Iterable[str]) -> fields.String:
    """One of a few words, which must be there."""
    known = validate.OneOf(tuple(choices))
    return fields.String(required=True, validate=known)


def optional_one_of(choices: Iterable[str], default: str) -> fields.String:
    """One of a few words, or else the default."""
    known = validate.OneOf(tuple(choices))
    return fields.String(load_default=default, validate=known)


def switch() -> fields.Boolean:
    """True or false; false if missing."""
    return fields.Boolean(load_default=False)


def group(schema: type[Schema]) -> fields.Nested:
    """Fields that must be there."""
    return fields.Nested(schema, required=True)


def optional_group(schema: type[Schema]) -> fields.Nested:
    """Fields that may be missing as a whole; then the value is None."""
    return fields.Nested(schema, load_default=None)


def texts() -> fields.List[str]:
    """A list of one text or more."""
    some = validate.Length(min=1)
    return fields.List(required_text(), required=True, validate=some)


class Named(fields.Dict):
    """A mapping from ids to values.

    Errors stand at the id itself: marshmallow would put 'key' or 'value' below it.
    """

    def _deserialize(
        self,
        value: Any,
        attr: str | None,
        data: Any,
        **kwargs: Any,
    ) -> Any:
        load: Callable[..., Any] = super()._deserialize
        try:
            return load(value, attr, data, **kwargs)
        except ValidationError as error:
            messages = error.messages
            if not isinstance(messages, Mapping):
                raise
        at_ids = {name: _at_id(inner) for name, inner in messages.items()}
        raise ValidationError(at_ids)


def _at_id(messages: Mapping[str, Any]) -> Any:
    """What is wrong with an id, or else with its value."""
    return messages["key"] if "key" in messages else messages["value"]


def by_letter(
    values: fields.Field[Any],
    least: int,
    most: int | None = None,
) -> Named:
    """A mapping from single characters that must be there, of `least` to `most` values."""
    number = validate.Length(min=least, max=most)
    return Named(
        keys=fields.String(validate=LETTER),
        values=values,
        required=True,
        validate=number,
    )


class Conditional(fields.Field[Any]):
    """One value, or a list of parts each of which may have an `if`.

    `key`: the name of the value in a part. `bare_parts`: a part may be the value alone.
    `more`: names of further texts that a part may have; "" where it has none.
    """

    def __init__(
        self,
        key: str,
        *,
        bare_parts: bool,
        more: Sequence[str] = (),
    ) -> None:
        super().__init__(required=True)
        self.key = key
        self.bare_parts = bare_parts
        self.more = ("if", *more)

    def _deserialize(
        self,
        value: Any,
        attr: str | None,
        data: Any,
        **kwargs: Any,
    ) -> list[dict[str, str]]:
        if not isinstance(value, list):
            only = self._part(value, bare=True)
            return [only]
        if not value:
            raise ValidationError("This list is empty.")
        return [self._part(part, bare=self.bare_parts) for part in value]

    def _part(self, part: object, *, bare: bool) -> dict[str, str]:
        """`bare`: this part may be the value alone."""
        empty = dict.fromkeys(self.more, "")
        if bare and isinstance(part, str) and part.strip():
            return {**empty, self.key: part}
        if isinstance(part, Mapping) and self.key in part:
            found = {**empty, **part}
            texts_only = all(isinstance(value, str) for value in found.values())
            if texts_only and len(found) == len(empty) + 1:
                return found
        alone = "a text or " if bare else ""
        raise ValidationError(f"Write {alone}{{if: condition, {self.key}: ...}}.")


class OneOrSeveral(fields.Field[Any]):
    """A group of fields, or a list of such groups; always gives a list, empty if missing."""

    def __init__(self, schema: type[Schema]) -> None:
        super().__init__(load_default=list)
        self.schema = schema

    def _deserialize(
        self,
        value: Any,
        attr: str | None,
        data: Any,
        **kwargs: Any,
    ) -> list[Any]:
        if not isinstance(value, list):
            return [self.schema().load(value)]
        if not value:
            raise ValidationError("This list is empty.")
        loaded: list[Any] = self.schema(many=True).load(value)
        return loaded


class TextOr(fields.Field[Any]):
    """A text alone, or a group of fields whose `text` it is."""

    def __init__(self, schema: type[Schema]) -> None:
        super().__init__(required=True)
        self.schema = schema

    def _deserialize(
        self,
        value: Any,
        attr: str | None,
        data: Any,
        **kwargs: Any,
    ) -> Any:
        whole = {"text": value} if isinstance(value, str) else value
        return self.schema().load(whole)


_FieldPath = tuple[str | int, ...]


def flatten(messages: Any, path: _FieldPath = ()) -> Iterator[tuple[_FieldPath, str]]:
    """marshmallow's nested messages as (path, message) pairs."""
    if isinstance(messages, str):
        yield path, messages
    elif isinstance(messages, list):
        for message in messages:
            yield from flatten(message, path)
    else:
        for name, inner in messages.items():
            below = path if name == "_schema" else (*path, name)
            yield from flatten(inner, below)

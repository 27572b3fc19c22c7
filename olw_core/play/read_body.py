"""Reads the body of a request safely: whatever is sent, it is fields that are known or a BodyError.

The codes are those of the LTI service; the Open edX block has codes of its own for the same faults.
"""

from __future__ import annotations

import functools
import json
from typing import Any

from marshmallow import Schema, ValidationError

from olw_core.errors import OlwError

TOO_LARGE = "body-too-large"
NOT_JSON = "body-not-json"
MALFORMED = "body-malformed"
MAX_NAME = 40


class BodyError(OlwError):
    """A request that cannot be read: too large, not JSON, or its fields are not those that we know.

    `field` and `problem`: the first field at fault and what is wrong with it; "" for the body as
    a whole.
    """

    def __init__(
        self,
        code: str,
        message: str,
        field: str = "",
        problem: str = "",
    ) -> None:
        super().__init__(code, message)
        self.field = field
        self.problem = problem


class BodyTooLarge(BodyError):
    """More than is taken: nothing of it was looked at."""


def read_json(raw: bytes, limit: int) -> object:
    """The JSON value of a body of at most `limit` bytes. Raises BodyError.

    A body that is nested deeper than Python's parser goes, or that holds an integer longer than
    Python takes, is not JSON that anybody means.
    """
    if len(raw) > limit:
        raise BodyTooLarge(TOO_LARGE, f"The body has {len(raw)} bytes of {limit}.")
    try:
        return json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BodyError(NOT_JSON, type(error).__name__) from None


def read_body(
    schema: type[Schema],
    raw: bytes,
    limit: int,
) -> Any:
    """The fields that `schema` knows, checked: the shape of its call. Raises BodyError.

    `olw_core.formats.calls` has the shapes, under which callers take what they get.
    """
    data = read_json(raw, limit)
    if not isinstance(data, dict):
        raise _malformed("_schema", "Not an object.")
    try:
        return dict(_made(schema).load(data))
    except ValidationError as error:
        problems = error.messages_dict
        name = sorted(problems)[0]
        raise _malformed(str(name), str(problems[name][0])) from None


@functools.cache
def _made(schema: type[Schema]) -> Schema:
    """Made once: to make one copies all its fields, and to load keeps nothing in it."""
    return schema()


def _malformed(name: str, problem: str) -> BodyError:
    field = name[:MAX_NAME]
    return BodyError(MALFORMED, f"The field '{field}': {problem}", field, problem)

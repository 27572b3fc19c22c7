"""The JSON that our scripts send."""

from __future__ import annotations

from typing import Any

from flask import request
from marshmallow import Schema

from lti_service.errors import RefusedError
from lti_service.wiring import wiring
from olw_core.play.read_body import BodyError, read_body


def body_of(schema: type[Schema]) -> Any:
    """The request's fields, in the shape of their call (`olw_core.formats.calls`).

    Raises RefusedError with the codes of BodyError: too large, not JSON, or malformed.
    """
    raw = request.get_data(cache=False)
    limit = wiring().settings.max_body
    try:
        return read_body(schema, raw, limit)
    except BodyError as error:
        raise RefusedError(error.code, str(error)) from error

"""Request bodies: whatever is sent, it is known fields or a typed refusal."""

from __future__ import annotations

import pytest

from olw_core.play import bodies
from olw_core.play.read_body import (
    MALFORMED,
    NOT_JSON,
    TOO_LARGE,
    BodyError,
    read_body,
    read_json,
)

LIMIT = 200


def test_fields() -> None:
    raw = b'{"attempt": 1, "step": 0, "response": "a"}'
    assert read_body(bodies.Respond, raw, LIMIT) == {
        "attempt": 1,
        "step": 0,
        "response": "a",
    }


def test_parts_that_may_be_left_out() -> None:
    assert read_body(bodies.Plan, b"{}", LIMIT) == {"cue": "", "action": ""}
    assert read_body(bodies.Card, b'{"card": "a"}', LIMIT) == {
        "card": "a",
        "variant": None,
        "response": None,
    }


# body, code, field, problem
REFUSED = [
    (b"", NOT_JSON, "", ""),
    (b"{", NOT_JSON, "", ""),
    (b"\xff\xfe", NOT_JSON, "", ""),
    (b"[" * 100_000, TOO_LARGE, "", ""),
    (b"[]", MALFORMED, "_schema", "Not an object."),
    (b"null", MALFORMED, "_schema", "Not an object."),
    (b"{}", MALFORMED, "attempt", "Missing data for required field."),
    (b'{"attempt": true, "step": 0}', MALFORMED, "attempt", "Not a valid integer."),
    (b'{"attempt": 1, "step": 0, "score": 9}', MALFORMED, "score", "Unknown field."),
    (
        b'{"attempt": 1, "step": 0, "' + b"x" * 99 + b'": 9}',
        MALFORMED,
        "x" * 40,
        "Unknown field.",
    ),
]


@pytest.mark.parametrize(("raw", "code", "field", "problem"), REFUSED)
def test_what_cannot_be_read(raw: bytes, code: str, field: str, problem: str) -> None:
    with pytest.raises(BodyError) as caught:
        read_body(bodies.Retry, raw, LIMIT)
    error = caught.value
    assert (error.code, error.field, error.problem) == (code, field, problem)


def test_a_body_deeper_than_the_parser_goes() -> None:
    with pytest.raises(BodyError) as caught:
        read_json(b"[" * 100_000, 200_000)
    assert caught.value.code == NOT_JSON


def test_the_limit_itself_may_be_sent() -> None:
    assert read_json(b'"' + b"a" * 8 + b'"', 10) == "a" * 8
    with pytest.raises(BodyError):
        read_json(b'"' + b"a" * 9 + b'"', 10)

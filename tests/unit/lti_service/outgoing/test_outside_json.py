"""JSON from outside: bounded in size and depth, and without characters that nobody can store."""

from __future__ import annotations

import pytest

from lti_service.outgoing.outside_json import DEEPEST, OutsideError, is_clean, parse


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"\xff\xfe\xfa",
        b"[" * 100_000,
        b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1),
        b'{"a":' * 500 + b"1" + b"}" * 500,
        b"[NaN]",
        b"[Infinity]",
        b"1" * 5000,
    ],
)
def test_what_is_not_taken(body: bytes) -> None:
    with pytest.raises(OutsideError):
        parse(body)


def test_size() -> None:
    assert parse(b"[1]", longest=3) == [1]
    with pytest.raises(OutsideError):
        parse(b"[1] ", longest=3)


def test_depth_up_to_the_limit() -> None:
    assert parse(b"[" * DEEPEST + b"]" * DEEPEST) == eval("[" * DEEPEST + "]" * DEEPEST)


@pytest.mark.parametrize("bad", [b"\\u0000", b"\\ud83d", b"\\udc00"])
def test_characters_that_cannot_be_stored_are_replaced_everywhere(bad: bytes) -> None:
    found = parse(b'{"a%sb": ["x%sy", {"z": "%s"}]}' % (bad, bad, bad))
    assert found == {"a\ufffdb": ["x\ufffdy", {"z": "\ufffd"}]}
    found["a\ufffdb"][0].encode()
    assert [is_clean(text) for text in ("x\ufffdy", "x\0y", "x\ud83dy", "Zoë 😀")] == [
        False,
        False,
        False,
        True,
    ]


def test_pairs_of_surrogates_are_one_character() -> None:
    assert parse(b'"\\ud83d\\ude00"') == "😀"

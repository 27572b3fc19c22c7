"""Sealing: unreadable without the secret, readable with an earlier one, and never a silent loss."""

from __future__ import annotations

import pytest

from olw_core.play.sealing import MARK, Seal, SealError

RECORD = "1.kind.3.1.aab.c-d.3-83.00000"


def test_a_sealed_text_shows_nothing_of_what_it_holds() -> None:
    sealed = Seal(["a secret"], "olw record").close(RECORD)
    assert sealed.startswith(MARK)
    assert "." not in sealed.removeprefix(MARK)
    assert RECORD not in sealed
    assert Seal(["a secret"], "olw record").open(sealed) == RECORD


def test_two_seals_of_one_text_differ_so_that_equal_answers_are_not_seen_to_be_equal() -> (
    None
):
    seal = Seal(["a secret"], "olw record")
    assert seal.close(RECORD) != seal.close(RECORD)


def test_a_changed_secret_still_opens_what_the_earlier_one_sealed() -> None:
    sealed = Seal(["earlier"], "olw record").close(RECORD)
    assert Seal(["new", "earlier"], "olw record").open(sealed) == RECORD


@pytest.mark.parametrize(
    "seal", [Seal(["another"], "olw record"), Seal(["a secret"], "another purpose")]
)
def test_without_its_secret_a_text_is_refused_and_not_read_as_empty(seal: Seal) -> None:
    sealed = Seal(["a secret"], "olw record").close(RECORD)
    with pytest.raises(SealError) as caught:
        seal.open(sealed)
    assert caught.value.code == "record-sealed"


@pytest.mark.parametrize(
    "change",
    [lambda text: text[:-4], lambda text: text[:9] + "A" + text[10:], lambda _: MARK],
)
def test_a_damaged_seal_is_refused(change) -> None:  # type: ignore[no-untyped-def]
    seal = Seal(["a secret"], "olw record")
    with pytest.raises(SealError):
        seal.open(change(seal.close(RECORD)))


@pytest.mark.parametrize("text", ["", RECORD, "null", "anything an LMS gave back"])
def test_a_text_stored_before_there_were_seals_is_given_back_as_it_is(
    text: str,
) -> None:
    assert Seal(["a secret"], "olw record").open(text) == text


@pytest.mark.parametrize("rest", ["", "é", "\ud800", "\x00", "AAAA", "A" * 100_000])
def test_what_only_begins_like_a_seal_is_refused(rest: str) -> None:
    with pytest.raises(SealError):
        Seal(["a secret"], "olw record").open(MARK + rest)


def test_an_empty_text_stays_empty() -> None:
    assert Seal(["a secret"], "olw record").close("") == ""


def test_no_secret_is_an_error_at_the_start_and_not_at_the_first_learner() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Seal([], "olw record")

"""One table of statuses: the core's errors, and the LTI service's own catalogue beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lti_service.refusals import REFUSALS
from olw_core.errors import (
    Conflict,
    ContentError,
    ContentMissing,
    OlwError,
    ResponseError,
)
from olw_core.play.read_body import (
    MALFORMED,
    NOT_JSON,
    TOO_LARGE,
    BodyError,
    BodyTooLarge,
)
from olw_core.play.sealing import SealError
from olw_core.play.statuses import STATUSES, status_of


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BodyTooLarge("body-too-large", "x"), 413),
        (BodyError("body-not-json", "x"), 400),
        (Conflict("step-conflict", "x"), 409),
        (ResponseError("answer-malformed", "x"), 422),
        (ContentMissing("module-unknown", "x"), 404),
        (ContentError([]), 404),
        (SealError("record-sealed", "x"), 503),
        (OlwError("anything-else", "x"), 500),
    ],
)
def test_every_refusal_has_one_status(error: OlwError, status: int) -> None:
    assert status_of(error) == status


def test_the_formats_list_every_status() -> None:
    formats = Path(__file__).resolve().parents[4] / "docs" / "developers" / "formats.md"
    rows = re.findall(r"^\| (\d{3}) \|", formats.read_text("utf-8"), re.MULTILINE)
    assert {str(status) for _, status in STATUSES} <= set(rows)


def test_the_lti_catalogue_says_the_same() -> None:
    wanted = {
        TOO_LARGE: BodyTooLarge(TOO_LARGE, ""),
        MALFORMED: BodyError(MALFORMED, ""),
        NOT_JSON: BodyError(NOT_JSON, ""),
        "record-sealed": SealError("record-sealed", ""),
        "module-unknown": ContentMissing("module-unknown", ""),
    }
    told = {code: REFUSALS[code][0] for code in wanted}
    assert told == {code: status_of(error) for code, error in wanted.items()}

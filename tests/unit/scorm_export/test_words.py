"""What packages of several stories are called, in each language of ours."""

from __future__ import annotations

import pytest

from olw_core.page.catalogues import languages
from scorm_export.words import (
    COURSE_TITLE,
    LOCALE,
    NAME,
    PRINCIPLES,
    TEXTS,
    said,
    words,
)

OURS = languages(LOCALE, NAME)[1:]


@pytest.mark.parametrize("lang", OURS)
def test_a_language_says_everything(lang: str) -> None:
    told = dict(words(lang))
    assert set(told) == set(TEXTS)
    assert [own for english, own in told.items() if own in ("", english)] == []


@pytest.mark.parametrize(
    ("text", "lang", "count", "told"),
    [
        (COURSE_TITLE, "en-GB", 6, "NHS: six stories"),
        (COURSE_TITLE, "en-GB", 11, "NHS: 11 stories"),
        (COURSE_TITLE, "cy", 6, "NHS: 6 stori"),
        (PRINCIPLES, "fr", 2, "two principles"),  # none of ours
    ],
)
def test_filled_in(text: str, lang: str, count: int, told: str) -> None:
    assert said(text, lang, count, author="NHS") == told

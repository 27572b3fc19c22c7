"""Numbers that stand in the words of codes and pages are those that the code goes by."""

from __future__ import annotations

from pathlib import Path

import pytest

from lti_service import settings
from lti_service.services.launching import logins
from olw_core.cohort.rules import LEAST
from olw_core.trust import MIN_CONTRAST

ROOT = Path(__file__).resolve().parents[2]
CONTRAST = f"{MIN_CONTRAST:g} to 1"
MINUTES = {10: "ten"}
LIFE = MINUTES[int(logins.LIFE.total_seconds() // 60)]
TOLD = [
    ("lti_service/codes.toml", f"OLW_COHORT_LEAST is no number from {LEAST} to 1000"),
    ("lti_service/codes.toml", f"write a number above {LEAST}, for example"),
    ("lti_service/codes.toml", f"More than {LIFE} minutes lay between login"),
    ("lti_service/codes.toml", f"shorter than {settings.SECRET_LENGTH} characters"),
    ("scorm_export/codes.toml", f"with a contrast of at least {CONTRAST}"),
]


@pytest.mark.parametrize(("file", "words"), TOLD)
def test_the_words_have_the_number(file: str, words: str) -> None:
    assert words in (ROOT / file).read_text(encoding="utf-8")

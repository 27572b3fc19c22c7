"""Numbers that stand in the words of codes and pages are those that the code goes by."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from lti_service.services.keys import tool_keys
from lti_service.services.launching import logins
from lti_service.settings import SECRET_LENGTH, Settings
from olw_core.cohort.rules import LEAST
from olw_core.trust import MIN_CONTRAST

MINUTE = timedelta(minutes=1)
ROOT = Path(__file__).resolve().parents[2]
CONTRAST = f"{MIN_CONTRAST:g} to 1"
WORDS = {10: "ten", 60: "An hour"}
LIFE = WORDS[logins.LIFE // MINUTE]
UNUSED = WORDS[Settings.learner_idle // MINUTE]
FACILITATOR = Settings.facilitator_idle // MINUTE
DAYS = {1: "a day", 7: "a week"}
SIGNS = DAYS[tool_keys.PUBLISH_BEFORE.days]
TOLD = [
    ("lti_service/codes.toml", f"OLW_COHORT_LEAST is no number from {LEAST} to 1000"),
    ("lti_service/codes.toml", f"write a number above {LEAST}, for example"),
    ("lti_service/codes.toml", f"More than {LIFE} minutes lay between login"),
    ("lti_service/codes.toml", f"shorter than {SECRET_LENGTH} characters"),
    (
        "lti_service/codes.toml",
        f"{UNUSED} without use has passed ({FACILITATOR} minutes for facilitators)",
    ),
    ("lti_service/cli/keys.py", f"it signs after {SIGNS}, and the old ones"),
    ("lti_service/templates/admin/done.html", f"It signs after {SIGNS}, and the"),
    ("lti_service/templates/admin/keys.html", f"at once and signs after {SIGNS}, so"),
    ("scorm_export/codes.toml", f"with a contrast of at least {CONTRAST}"),
]


@pytest.mark.parametrize(("file", "words"), TOLD)
def test_the_words_have_the_number(file: str, words: str) -> None:
    assert words in (ROOT / file).read_text(encoding="utf-8")

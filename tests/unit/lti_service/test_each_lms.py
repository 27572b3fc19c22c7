"""The guide for each LMS says what our page says after a registration."""

from __future__ import annotations

from pathlib import Path

import pytest

from lti_service.services.platforms.platform_families import FAMILIES

DOCS = Path(__file__).resolve().parents[3] / "docs" / "lms-admins"
TEXT = (DOCS / "each-lms.md").read_text("utf-8")


@pytest.mark.parametrize("name", FAMILIES)
def test_the_steps_of_each_lms(name: str) -> None:
    known = FAMILIES[name]
    section = TEXT.split(f"\n## {known.title}\n")[1].split("\n## ")[0]
    told = [line[5:] for line in section.splitlines() if line.startswith("   - ")]
    assert told == list(known.steps)

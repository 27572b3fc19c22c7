"""One switch decides what is sent; its words say the same."""

from __future__ import annotations

import pytest

from olw_core.report import FULL_SCORE, REPORTS, disclosure, sent_percent


@pytest.mark.parametrize(("report", "sent"), [("completion", None), ("score", 67), ("answers", 67)])
def test_sent_percent(report: str, sent: int | None) -> None:
    assert sent_percent(report, 67) == sent  # type: ignore[arg-type]


@pytest.mark.parametrize("door", ["scorm", "cmi5", "xblock", "lti"])
def test_words_promise_what_the_switch_does(door: str) -> None:
    told = {report: " ".join(disclosure(report, door)) for report in REPORTS}  # type: ignore[arg-type]
    assert "not told a score" in told["completion"]
    assert "your best score." in told["score"]
    assert ("which choice you made" in told["answers"]) == (door != "lti")
    assert (FULL_SCORE in disclosure("completion", door)) == (door in ("lti", "xblock"))  # type: ignore[arg-type]
    assert all("never reported" in words for words in told.values())


def test_answers_are_never_promised_away() -> None:
    assert "can see your choices by name" in " ".join(disclosure("answers", "scorm"))
    assert "They never see your choices" in " ".join(disclosure("score", "lti"))
    assert disclosure("score", "preview") == ["This is a preview. What you do stays in this browser."]

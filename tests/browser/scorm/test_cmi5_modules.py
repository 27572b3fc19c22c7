"""A whole pass through every module that exists as a cmi5 unit that tells its answers; and
through one that tells nothing but completion, where no module has anything of its own to tell.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from playwright.sync_api import Page

from olw_core import content
from olw_core.report import Report
from tests.browser.scorm import packs, site
from tests.browser.scorm.conftest import Watch
from tests.browser.scorm.earlier import after
from tests.browser.scorm.lms_page import LmsPage
from tests.browser.scorm.test_cmi5 import (
    assert_recorded,
    broken,
    calls,
    keeps,
    leave,
    store,
)

pytestmark = pytest.mark.browser
MOST_CALLS = 40
"""Requests that the record store notes, with one statement for each decision."""


@pytest.mark.parametrize(
    ("module", "report"),
    [*itertools.product(content.module_ids(), ["answers"]), ("trusted", "completion")],
)
def test_a_whole_pass(
    page: Page, watch: Watch, tmp_path: Path, module: str, report: Report
) -> None:
    path = packs.longest(module)
    package = packs.write(tmp_path, "cmi5", report, module)
    with site.running({module: package}) as address:
        lms = LmsPage(page, address, module)
        lms.learner.answers(path)
        leave(lms)
        keeps(lms, after("", path, report, left=True, module_id=module))
        known, wanted = store(lms), packs.expected(path, module)
        assert (broken(lms), watch.errors) == ([], [])
        told = report == "answers"
        version = str(content.load(module)["version"])
        done = f"{version}-{wanted.percent}" if told else version
        assert (known["text"].split(".")[4], known["text"].split(".")[6]) == ("", done)
        best = wanted.percent if told else None
        assert_recorded(
            known, completed=True, satisfied=True, passed=False, score=None, best=best
        )
        answers = len(path) if told else 0
        assert calls(lms).count("answered") == answers
        assert "terminated" in calls(lms)[-3:]
        assert len(known["log"]) <= MOST_CALLS

"""A whole pass through every module that exists, in SCORM 1.2 and 2004 by turns:
complete, within 40 calls, none refused, suspend_data short.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from playwright.sync_api import Page

from olw_core import content
from tests.browser.scorm import packs, site
from tests.browser.scorm.conftest import Watch
from tests.browser.scorm.lms_page import LmsPage
from tests.browser.scorm.test_scorm_again import MOST_CALLS, ends, status

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("module", "edition"),
    list(zip(content.module_ids(), itertools.cycle(packs.PAGES), strict=False)),
)
def test_a_whole_pass(
    page: Page, watch: Watch, tmp_path: Path, module: str, edition: str
) -> None:
    path = packs.longest(module)
    package = packs.write(tmp_path, edition, "score", module)
    with site.running({module: package}) as address:
        lms = LmsPage(page, address, module)
        lms.learner.answers(path, pause=1000)
        lms.end()
        wanted = packs.expected(path, module)
        assert (lms.problems(), watch.errors, wanted.ended) == ([], [], True)
        assert status(lms.stored()["cmi"]) == (
            "completed",
            str(wanted.percent),
            wanted.left,
            ends(edition),
        )
        assert len(lms.log()) <= MOST_CALLS
        assert len(lms.stored()["cmi"]["suspend_data"]) <= 200

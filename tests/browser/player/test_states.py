"""Every state at both widths: axe-core finds nothing and is unsure of nothing,
and the general checks hold.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from olw_core.formats.compiled import Module
from tests.browser.player.conftest import Open
from tests.browser.player.states import STATES
from tests.browser.support import axe, checks, shots
from tests.support.modules import golden

WIDTHS = (1280, 320)


@pytest.mark.parametrize("state", STATES)
def test_no_faults(open_local: Open, kind: Module, state: str) -> None:
    page = open_local([kind])
    STATES[state](page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        shots.take(page, f"player-{state}-{width}")
        assert (axe.faults(page), checks.faults(page)) == ([], [])


@pytest.mark.parametrize("state", ["start", "feedback", "ended"])
def test_no_faults_where_the_page_is_someone_elses(
    open_local: Open, kind: Module, state: str
) -> None:
    page = open_local(
        [kind], 300, heading=3, ownsPage=False, trust={"colour": "#ffcc00"}
    )
    STATES[state](page)
    assert (axe.faults(page, "olw-player"), checks.faults(page)) == ([], [])


@pytest.mark.parametrize(
    ("module_id", "problems"),
    [
        ("pick", ["Choose 3, no more and no fewer"]),
        ("rate", ["Choose an answer for each line"]),
        ("rank", []),
    ],
)
def test_no_faults_in_the_other_types_of_question(
    open_local: Open, module_id: str, problems: list[str]
) -> None:
    page = open_local([golden(module_id)])
    page.locator(".q .opt, .q .rank").first.wait_for()
    no_faults_at_any_width(page)
    page.locator(".q .btn").click()
    page.locator(".problem, .told").first.wait_for()
    assert page.locator(".problem a").all_inner_texts() == problems
    no_faults_at_any_width(page)


def no_faults_at_any_width(page: Page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert (axe.faults(page), checks.faults(page)) == ([], [])

"""Your line first: the learner's own words at a decision stay on the page."""

from __future__ import annotations

from tests.browser.player.conftest import Open
from tests.browser.player.states import step
from tests.support.modules import golden


def test_ones_own_line_stays_on_the_page(open_local: Open) -> None:
    page = open_local([golden("say")], storageKey="kept")
    page.get_by_label("What would you say?").fill("Shall we ask Jo?")
    step(page)
    stored = page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})")
    assert "kept" in stored
    assert "Jo" not in stored

"""At the ending, what would stop a learner can be counted: by a button, once, and only then."""

from __future__ import annotations

import pytest

from lti_service.models import StopFigures
from olw_core.cohort.promise import COUNT, COUNT_HELP, COUNTED
from tests.browser.lti.conftest import Visit
from tests.browser.lti.test_my_map import finish
from tests.browser.lti.test_play import look, wait_for_player
from tests.browser.support.story import SIZES
from tests.integration.lti_service.site import Site

NOT_SENT = "This stays on this page. It is not saved or sent."


@pytest.mark.parametrize("size", SIZES)
def test_the_button_counts_once_and_nothing_is_sent_before(
    site: Site, visit: Visit, size: str
) -> None:
    finish(site, 0)
    page = visit(f"/start/kind/{site.learner(0)}", **SIZES[size])
    wait_for_player(page)
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.method + one.url))
    button = page.get_by_role("button", name=COUNT)
    assert (button.count(), page.get_by_text(COUNT_HELP).count()) == (0, 1)
    page.get_by_role("button", name="How people would react").click()
    look(page, f"stop-named-{size}")
    page.get_by_role("button", name="How people would react").click()
    assert (button.count(), sent) == (0, [])
    page.get_by_role("button", name="No time").click()
    button.press("Enter")
    page.get_by_text(COUNTED).wait_for()
    focused = "() => document.querySelector('olw-player').shadowRoot.activeElement"
    assert page.evaluate(f"{focused}.textContent") == COUNTED
    assert len(sent) == 1
    page.get_by_role("button", name="No cover").click()
    assert button.count() == 0
    look(page, f"stop-counted-{size}")
    page.reload()
    page.get_by_text(NOT_SENT).wait_for()
    page.get_by_role("button", name="No time").click()
    assert button.count() == 0
    with site.wiring.database.reading() as session:
        assert session.query(StopFigures).count() == 1

"""Someone to talk to: the trust's support links are within reach on every screen, on cards too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from olw_core import content
from olw_core.formats.player import Config
from scorm_export.describe import describe
from scorm_export.editions import SCORM12
from scorm_export.page import Settings, config
from scorm_export.trust import from_mapping
from tests.browser.player.configs import TRUST
from tests.browser.player.conftest import DRAWN, Open
from tests.browser.player.states import STATES, answer_card
from tests.browser.support import axe, checks

LINK = TRUST["support"][0]


def reachable(page: Page) -> bool:
    """Whether the foot of this screen leads to the support link, by one press and one more."""
    foot = page.locator("footer details")
    if foot.get_attribute("open") is None:
        foot.locator("summary").click()
    link = foot.get_by_role("link", name=LINK["label"])
    return link.is_visible() and link.get_attribute("href") == LINK["url"]


@pytest.mark.parametrize("module_id", ["kind", "improving"])
def test_support_is_on_every_screen(open_local: Open, module_id: str) -> None:
    """A story with a content note, and one without:
    a hard moment is not always the one we thought of.

    The learner comes back after each state, and goes on to the next one.
    """
    page = open_local([content.load(module_id)], storageKey="kept")
    found = {}
    for state, go_there in STATES.items():
        go_there(page)
        found[state] = reachable(page)
        page.reload()
        page.locator(DRAWN).first.wait_for()
    assert found == dict.fromkeys(STATES, True)


def cards_config() -> Config:
    """The package of all return cards, as it is built."""
    modules = [content.load(module_id) for module_id in content.module_ids()]
    trust = from_mapping({"organisation": "Example", "support": [LINK]})
    about = describe("cards", "return-cards", modules, {})
    return config("cards", modules, about, Settings(SCORM12, "score", trust, False))


def _hard() -> dict[str, bool]:
    """Each card's moment as it is listed, and whether its story has a content note."""
    modules = [content.load(module_id) for module_id in content.module_ids()]
    return {
        card["moment"][0].upper() + card["moment"][1:]: bool(m["content_note"])
        for m in modules
        for card in m["cards"]
    }


def test_cards_of_hard_stories_say_so_and_can_be_left(open_local: Open) -> None:
    told = cards_config()
    page = open_local(
        told["modules"], **{k: v for k, v in told.items() if k != "modules"}
    )
    note = page.locator(".note")
    assert "Take only those you want" in note.inner_text()
    assert note.get_by_role("link", name=LINK["label"]).is_visible()
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert (axe.faults(page), checks.faults(page)) == ([], [])
    for moment, hard in _hard().items():
        page.locator(".rows").first.get_by_role(
            "button", name=moment, exact=True
        ).click()
        page.locator(".q button").first.wait_for()
        assert (moment, page.locator(".note").count()) == (moment, int(hard))
        assert reachable(page)
        if hard:
            page.get_by_role("button", name="Leave this card").click()
        else:
            page.get_by_role("button", name="All cards").click()
        page.locator(".rows").first.wait_for()


def test_a_card_that_was_answered_keeps_the_way_to_support(open_local: Open) -> None:
    told = cards_config()
    page = open_local(
        told["modules"], **{k: v for k, v in told.items() if k != "modules"}
    )
    page.locator(".rows .row").first.click()
    page.locator(".q button").first.wait_for()
    answer_card(page)
    assert reachable(page)

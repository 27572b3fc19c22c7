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
from tests.browser.player.conftest import Open
from tests.browser.player.states import STATES, answer_card
from tests.browser.support import axe, checks
from tests.browser.support.windows import resized

LINK = TRUST["support"][0]
WIDTHS = (1280, 360)
SOME = ("start", "feedback", "ended", "cards", "card")
"""Screens of the story without a note: one of each kind. The code that draws them is the same."""


def reachable(page: Page) -> bool:
    """Whether the foot of this screen leads to the support link, by one press and one more."""
    foot = page.locator("footer details")
    if foot.get_attribute("open") is None:
        foot.locator("summary").click()
    link = foot.get_by_role("link", name=LINK["label"])
    return link.is_visible() and link.get_attribute("href") == LINK["url"]


@pytest.mark.parametrize(
    ("module_id", "state"),
    [*(("kind", state) for state in STATES), *(("improving", one) for one in SOME)],
)
def test_support_is_on_every_screen(
    open_local: Open, module_id: str, state: str
) -> None:
    """A story with a content note, and one without:
    a hard moment is not always the one we thought of.
    """
    page = open_local([content.load(module_id)], storageKey="kept")
    STATES[state](page)
    assert reachable(page)


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
    for width in resized(page, WIDTHS):
        assert note.get_by_role("link", name=LINK["label"]).is_visible()
        assert (width, axe.faults(page), checks.faults(page)) == (width, [], [])
    for moment, hard in _hard().items():
        page.locator(".rows").first.get_by_role(
            "button", name=moment, exact=True
        ).click()
        page.locator(".q button").first.wait_for()
        assert (moment, page.locator(".note").count()) == (moment, int(hard))
        for width in resized(page, WIDTHS):
            assert (moment, width, reachable(page)) == (moment, width, True)
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

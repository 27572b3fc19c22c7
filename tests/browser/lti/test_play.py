"""The story in Chromium: by keyboard to its end, at three widths, with the score in the platform's gradebook."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from lti_service.models import Attempt, Learner
from olw_core import content, engine
from tests.browser.lti.conftest import Visit
from tests.browser.xblock.keyboard import AXE, Keyboard
from tests.integration.lti_service.site import Site

pytestmark = pytest.mark.browser

SIZES = {
    "1280": {"viewport": {"width": 1280, "height": 900}},
    "360": {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True},
    "320": {"viewport": {"width": 320, "height": 640}},
}
WIDER = "() => document.documentElement.scrollWidth - innerWidth"


class Hands(Keyboard):
    """The keyboard learner on our page, whose policy lets no foreign script in: axe comes by the debugger."""

    def look(self) -> None:
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE.read_text("utf-8"))
        super().look()
        assert self.page.evaluate(WIDER) <= 0


def record_of(site: Site, sub: str) -> str:
    with site.wiring.database.reading() as session:
        query = session.query(Attempt).join(Learner).filter(Learner.sub == sub, Attempt.module == "kind")
        return query.one().record


def wait_for_player(page: Page) -> Hands:
    page.wait_for_url("**/play/*")
    hands = Hands(page)
    hands.player.get_by_role("button", name="Continue").wait_for()
    return hands


@pytest.mark.parametrize("size", SIZES)
def test_the_story_to_its_end_by_keyboard(site: Site, visit: Visit, size: str) -> None:
    number = list(SIZES).index(size)
    sub = site.learner(number)
    page = visit(f"/start/kind/{sub}", **SIZES[size])
    hands = wait_for_player(page)
    assert hands.active()["tag"] == "BODY", "focus is never moved on load"
    hands.look()
    hands.press("Continue")  # nothing chosen yet
    hands.player.get_by_text("There is a problem").wait_for()
    hands.look()
    answers = []
    while not hands.ended():
        answers.append(hands.answer())
        hands.player.get_by_role("heading", name="What happens next").wait_for()
        hands.look()
        hands.press("Continue")
        hands.look()
    module, record = content.load("kind"), engine.start(content.load("kind"))
    for step, answer in enumerate(answers):
        record = engine.respond(module, record, 1, step, answer)
    assert record.done is not None
    assert record_of(site, sub) == engine.write(record)
    site.wiring.worker().work()
    assert site.parts.store.items["kind"].grades[sub].given == record.done.percent
    page.goto(site.platform + "/")
    assert (
        page.get_by_role("row", name=f"{site.config.course.people[number].name}")
        .get_by_text(f"{record.done.percent} of 100")
        .is_visible()
    )


def test_reload_and_a_new_launch_come_back_to_the_same_scene(site: Site, visit: Visit) -> None:
    sub = site.learner(4)
    page = visit(f"/start/kind/{sub}")
    wait_for_player(page).go_on()
    address = page.url
    page.reload()
    hands = wait_for_player(page)
    hands.player.get_by_text("Scene 2").wait_for()
    page.goto(f"{site.platform}/start/kind/{sub}")
    wait_for_player(page).player.get_by_text("Scene 2").wait_for()
    assert page.url == address


def test_another_tab_without_the_token_is_told_what_to_do(site: Site, visit: Visit) -> None:
    page = visit(f"/start/kind/{site.learner(5)}")
    wait_for_player(page)
    refusals = []
    other = page.context.new_page()
    other.on("response", lambda answer: answer.status == 401 and refusals.append(answer.status))
    other.goto(page.url)
    other.get_by_role("heading", name="We could not open this page").wait_for()
    assert (refusals, other.get_by_text("session-missing").is_visible()) == ([401], True)


def test_the_list_leads_to_a_module_and_back(site: Site, visit: Visit) -> None:
    page = visit(f"/start/all/{site.learner(6)}")
    page.wait_for_url("**/home/*")
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate("async () => (await axe.run()).violations.map((rule) => rule.id)") == []
    page.get_by_role("link", name="Back from Copse Lane").click()
    hands = wait_for_player(page)
    hands.go_on()
    hands.look()
    page.get_by_role("link", name="All modules").click()
    row = page.get_by_role("listitem").filter(has_text="Back from Copse Lane")
    row.get_by_text("In progress").wait_for()
    page.reload()
    row.get_by_text("In progress").wait_for()
    row.get_by_role("link").click()
    wait_for_player(page).player.get_by_text("Scene 2").wait_for()

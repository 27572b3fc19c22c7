"""The doors as two people meet them, one after another, in one tab of a shared computer.

The LTI door has tests of its own (tests/browser/lti/test_shared_computer.py): people sign in there.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from playwright.sync_api import Frame, Page, expect

from tests.browser.scorm import packs
from tests.browser.scorm.adversary import Adversary
from tests.browser.scorm.learner import Learner
from tests.browser.scorm.lms_page import LmsPage
from tests.browser.support import waits
from tests.browser.xblock.lms import Unit

SHOWN = """() => {
    const inside = ({ contentDocument }) => contentDocument ? shown(contentDocument) : "";
    const shown = (place) => [
        place.querySelector("olw-player")?.shadowRoot?.textContent ?? "",
        ...[...place.querySelectorAll("iframe")].map(inside),
    ].join(" ");
    return shown(document);
}"""
"""Asked of the page around: Playwright loses the frames of a page that the browser kept."""


class Door:
    """`enter` brings the next person to the story, by the way that this door has for a new one."""

    bare = "/"
    """A page of the same origin without a story."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    def enter(self) -> Learner:
        raise NotImplementedError

    def shown(self) -> str:
        """All that can be read in the player on the page, wherever its frame is."""
        return str(self.page.evaluate(SHOWN))


class Scorm(Door):
    """A package in an LMS's page."""

    def __init__(self, page: Page, address: str, edition: str) -> None:
        super().__init__(page, address)
        self.edition = edition

    def enter(self) -> Learner:
        kind = "1.2" if self.edition == "1.2" else "2004"
        package = packs.slug(self.edition)
        return Adversary(
            self.page, self.address, "honest", kind, package=package
        ).learner


class Cmi5(Door):
    """A unit with the window to itself; each launch has a registration of its own."""

    def enter(self) -> Learner:
        place = f"{self.address}/{packs.slug('cmi5')}/"
        unit = _asked(
            place + "xapi/launch", {"unit": self._unit(place), "mode": "Normal"}
        )
        told = {
            "endpoint": place + "xapi/",
            "fetch": f"{place}xapi/fetch?code={unit['code']}",
            "actor": json.dumps(unit["actor"]),
            "registration": unit["registration"],
            "activityId": unit["activityId"],
        }
        self.page.goto(f"{place}content/index.html?{urlencode(told)}")
        return Learner(self.page).ready()

    def _unit(self, place: str) -> str:
        self.page.goto(place)
        unit: str = self.page.evaluate(
            "JSON.parse(document.getElementById('package').textContent).units[0].id"
        )
        self.page.goto("about:blank")
        self.page.evaluate("0")
        self._forget(place)
        return unit

    def _forget(self, place: str) -> None:
        """The page that told the unit's name is not the unit's."""
        self.page.goto(place.rstrip("/").rsplit("/", 1)[0] + "/")
        self.page.evaluate("sessionStorage.clear()")


class Tester(Door):
    """`olw scorm play`: an LMS on one's own desk."""

    def enter(self) -> Learner:
        lms = LmsPage(self.page, self.address, packs.slug("1.2"))
        self.page.get_by_role("button", name="Start as a new learner").click()
        return lms.reopened()


class Preview(Door):
    """`olw preview`: an author's own desk."""

    def enter(self) -> Learner:
        self.page.goto(self.address)
        self.page.get_by_role("button", name="Start as a new learner").click()
        self.page.wait_for_load_state("load")
        return Learner(self.page).ready()


class OpenEdxUnit(Door):
    """A block on a page of the strict platform; the person is whoever is logged in there."""

    bare = "/player.css"

    def __init__(self, page: Page, unit: Unit) -> None:
        super().__init__(page, unit.site.address)
        self.unit = unit
        self.unit.add(module="kind")
        self.people = 0

    def enter(self) -> Learner:
        self.people += 1
        self.unit.logs_in(f"learner_{self.people}")
        self.page.goto(self.unit.open())
        return Learner(self.page).ready()


def _asked(address: str, body: object) -> Any:
    parts = urlsplit(address)
    here = f"http://127.0.0.1:{parts.port}{parts.path}"
    headers = {"Host": parts.netloc, "Content-Type": "application/json"}
    with urlopen(Request(here, json.dumps(body).encode(), headers)) as answer:
        return json.loads(answer.read())


def story_frame(page: Page) -> Frame:
    """The frame that holds the player."""
    return next(frame for frame in page.frames if frame.locator("olw-player").count())


def first_scene_drawn(page: Page) -> None:
    """Until the player stands on the page with its second script: what it brings back is there."""
    frame = story_frame(page)
    expect(frame.locator("olw-player .olw:not(.olw-first) .top").first).to_be_visible()
    waits.second_script(frame)

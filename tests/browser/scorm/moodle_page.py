"""A package in the page that Moodle makes, as the tests use it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from playwright.sync_api import Frame, Page, Route

from olw_core.report import Report
from tests.browser.scorm import packs
from tests.browser.scorm.learner import Learner
from tests.browser.scorm.moodle import SITES, STATUS, Moodle
from tests.browser.support import leaving, waits

VISIT = "`${lms.visit.name} ${lms.visit.sent}`"
"""Which visit it is, and how many requests were sent in it."""
SCORE = {"1.2": "cmi.core.score.raw", "2004": "cmi.score.raw"}


class MoodlePage:
    """One learner, one package; `site` is what Moodle holds and how it answers."""

    holder = "moodle.html"

    def __init__(
        self,
        page: Page,
        address: str,
        edition: str,
        report: Report = "score",
        **site: Any,
    ) -> None:
        self.page, self.edition = page, edition
        self.key = uuid4().hex
        self.site = SITES[self.key] = Moodle(**site)
        shipped = "1.2" if edition == "1.2" else "2004-4"
        name = packs.slug(shipped, report)
        self.lost = 0
        """Requests that found no server."""
        self.sco = quote(f"/{name}/content/index.html", safe="")
        self.address = address

    def begun(self, answers: Sequence[str]) -> Learner:
        """A visit that finds these answers of an earlier one, and a learner where they led."""
        exits = "cmi.core.exit" if self.edition == "1.2" else "cmi.exit"
        text = f"{packs.expected(tuple(answers)).text}~{len(answers)}"
        kept = {STATUS[self.edition]: "incomplete", exits: "suspend"}
        self.site.tracks |= kept | {"cmi.suspend_data": text}
        return self.enter()

    def in_another_tab(self, page: Page) -> MoodlePage:
        """The same learner and package in another tab."""
        other = copy(self)
        other.page = page
        return other

    def enter(self, mode: str = "normal") -> Learner:
        """A new visit in a page of its own, as the learner sees it once the player stands."""
        where = f"key={self.key}&edition={self.edition}&mode={mode}&sco={self.sco}"
        self.page.goto(f"{self.address}/adversarial/{self.holder}?{where}")
        self.learner = Learner(self.frame).ready()
        return self.learner

    @property
    def frame(self) -> Frame:
        """The frame of the package, once it is there."""
        for _ in range(200):
            frame = self.page.frame(name="sco")
            if frame and "/content/" in frame.url:
                return frame
            self.page.wait_for_timeout(50)
        raise AssertionError("the package did not open")

    def close(self) -> None:
        """Moodle takes the frame away, and has got all that was sent in this visit."""
        self.page.evaluate("lms.close()")
        self._has_got(self.page.evaluate(VISIT))

    def goes_elsewhere(self) -> None:
        """The learner follows a link of the site, and Moodle has got all that was sent."""
        self._has_got(leaving.leave(self.page, VISIT))

    def _has_got(self, visit: str) -> None:
        """Until each request of a visit that is over has come; nothing can come after them."""
        name, sent = visit.split()
        waits.until(self.page, lambda: self.site.answered.count(name) >= int(sent))
        assert self.site.answered.count(name) == int(sent)

    def unreachable(self) -> None:
        """No request reaches the server; the browser still calls itself online."""
        self.page.route("**/moodle/**", self._lose)

    def _lose(self, route: Route) -> None:
        self.lost += 1
        route.abort("connectionrefused")

    def reachable(self) -> None:
        """The server is there again."""
        self.page.unroute("**/moodle/**")

    def calls(self) -> list[str]:
        """Every call of this visit."""
        made: list[str] = self.page.evaluate("lms.runtime.calls")
        return made

    def stored(self) -> tuple[str, str, str]:
        """(status, score, suspend_data without its counter) at the server."""
        kept = self.site.tracks
        text = kept.get("cmi.suspend_data", "").rpartition("~")[0]
        return (
            kept.get(STATUS[self.edition], ""),
            kept.get(SCORE[self.edition], ""),
            text,
        )

    def waits_for(
        self, wanted: tuple[str, str, str], milliseconds: int = 12_000
    ) -> None:
        """Until the server holds this; fails with what it holds instead."""
        for _ in range(milliseconds // 100):
            if self.stored() == wanted:
                return
            self.page.wait_for_timeout(100)
        assert self.stored() == wanted

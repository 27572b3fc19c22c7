"""The misbehaving LMS in the browser, as these tests use it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Frame, Page

from olw_core.report import Report
from tests.browser.scorm import packs
from tests.browser.scorm.learner import Learner
from tests.browser.support import waits

STATUS = {"1.2": "cmi.core.lesson_status", "2004": "cmi.completion_status"}
SCORE = {"1.2": "cmi.core.score.raw", "2004": "cmi.score.raw"}


class Adversary:
    """One behaviour with one package; `learner` plays it."""

    def __init__(
        self,
        page: Page,
        address: str,
        behaviour: str,
        edition: str = "1.2",
        report: Report = "score",
        package: str = "",
    ) -> None:
        """`package`: another one of the site than the story in this edition with this report."""
        self.page, self.edition = page, edition
        shipped = "1.2" if edition == "1.2" else "2004-4"
        name = package or packs.slug(shipped, report)
        sco = quote(f"/{name}/content/index.html", safe="")
        target = f"{address}/adversarial/lms.html?behaviour={behaviour}&edition={edition}&sco={sco}"
        if behaviour == "popup":
            with page.expect_popup() as opened:
                page.goto(target)
            self.learner = Learner(opened.value).ready()
        else:
            page.goto(target)
            self.learner = self.found()

    @property
    def frame(self) -> Frame:
        """The frame of the package, once it is there."""
        for _ in range(200):
            frame = self.page.frame(name="sco")
            if frame and "/content/" in frame.url:
                return frame
            self.page.wait_for_timeout(50)
        raise AssertionError("the package did not open")

    def found(self) -> Learner:
        """The learner at the package."""
        return Learner(self.frame).ready()

    def close(self) -> None:
        """The LMS takes the package away: what it calls on its way out has been called."""
        place = self.learner.frame
        self.page.evaluate("lms.close()")
        gone = place.is_closed if isinstance(place, Page) else place.is_detached
        waits.until(self.page, gone)
        waits.drawn(self.page)

    def reopen(self) -> Learner:
        """The learner comes back in the same tab."""
        self.page.evaluate("lms.open()")
        self.learner = self.found()
        return self.learner

    def tell(self, script: str) -> None:
        """Changes the LMS while the package is open."""
        self.page.evaluate(script)

    @property
    def server(self) -> dict[str, str]:
        """What a report of the LMS would show."""
        kept: dict[str, str] = self.page.evaluate("lms.store.server")
        return kept

    @property
    def calls(self) -> list[dict[str, Any]]:
        """Every call: verb, args, launch, state, answer, error."""
        made: list[dict[str, Any]] = self.page.evaluate("lms.store.calls")
        return made

    def stored(self) -> tuple[str, str, str]:
        """(status, score without its form, suspend_data without its counter) at the server."""
        kept = self.server
        score = kept.get(SCORE[self.edition], "")
        return (
            kept.get(STATUS[self.edition], ""),
            score.removesuffix(".0"),
            kept.get("cmi.suspend_data", "").rpartition("~")[0],
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

    def after_finish(self) -> list[str]:
        """Calls that came after Finish, and Finishes that came twice: there must be none."""
        return [
            json.dumps(one)
            for one in self.calls
            if one["state"] == "finished" and one["verb"] != "error"
        ]

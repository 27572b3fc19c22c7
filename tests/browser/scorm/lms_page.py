"""The LMS page in the browser, as these tests use it:
open a package, play in its frame, read the log and what is stored.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Frame, Page, expect

from tests.browser.scorm.learner import Learner


class LmsPage:
    """scorm-again behind the LMS page's log and strict rules."""

    def __init__(self, page: Page, address: str, slug: str) -> None:
        self.page = page
        page.goto(f"{address}/{slug}/")
        self.learner = self.found()

    def found(self) -> Learner:
        """The learner in the frame of the package, once it is ready."""
        return Learner(self.frame).ready()

    @property
    def frame(self) -> Frame:
        """The package's frame."""
        handle = self.page.locator("#sco").element_handle()
        frame = handle.content_frame()
        assert frame is not None
        return frame

    def end(self) -> None:
        """The learner closes the window."""
        self.page.get_by_role("button", name="End the session").click()
        expect(self.page.get_by_role("button", name="End the session")).to_be_disabled()

    def again(self) -> Learner:
        """The same learner comes back."""
        self.page.get_by_role("button", name="Open again").click()
        return self.reopened()

    def reopened(self) -> Learner:
        """The learner, once another page stands in the frame."""
        self.frame.wait_for_url(lambda url: url != "about:blank")
        self.learner = self.found()
        return self.learner

    def log(self) -> list[dict[str, Any]]:
        """Every call so far."""
        log: list[dict[str, Any]] = self.page.evaluate("lms.log")
        return log

    def clear(self) -> None:
        """Forgets the calls so far."""
        self.page.get_by_role("button", name="Clear the log").click()

    def problems(self) -> list[str]:
        """Calls refused by scorm-again or by the strict rules."""
        return [
            f"{one['call']} {one['element']} {one['value']}: {one['problem']}"
            for one in self.log()
            if one["problem"]
        ]

    def calls(self, *names: str) -> list[str]:
        """ "Call element value" of these calls, in order."""
        return [
            f"{one['call']} {one['element']} {one['value']}".strip()
            for one in self.log()
            if one["call"] in names
        ]

    def stored(self) -> dict[str, Any]:
        """The data of the only unit: {cmi, total, opened}."""
        learner: dict[str, dict[str, Any]] = self.page.evaluate("lms.learner()")
        return next(iter(learner.values()))

    def recorded(self) -> dict[str, str]:
        """What the page says the LMS has recorded."""
        terms = self.page.locator("#recorded dt").all_inner_texts()
        return dict(
            zip(terms, self.page.locator("#recorded dd").all_inner_texts(), strict=True)
        )

"""The page that tries a browser, in Firefox and in the engine of Safari: what it says is so there.

Beside what it says, an activity is opened in the same frame: it plays, or asks for a window, as the
page said. In Chromium: tests/browser/lti/test_here.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import WebKitGTK

from tests.browser.engines.test_firefox import BLOCKED, COOKIES, PARTITIONED, fox
from tests.browser.engines.test_firefox import READY as PLAYS
from tests.browser.lti.test_here import POINTS, Places, address, around, keeps
from tests.browser.support.firefox import Firefox
from tests.browser.support.webkit import Reader
from tests.integration.lti_service.site import Site, start_site

__all__ = ["fox"]

ALL = json.dumps([*POINTS, "storage"])
SAID = f"""if (document.getElementById("verdict")?.hidden !== false) return null;
return {ALL}.map((id) => document.getElementById(id).innerText);"""
OFFERED = """return !document.getElementById("window").hidden"""
ASKS = (
    """return !!document.querySelector("form[target='_blank'] button")?.offsetHeight"""
)
FRAMED = "Works: this page can show activities."
APART = "Work, apart for this LMS (partitioned), which is enough."
BLOCKED_HERE = "Blocked in this frame."
CAME = "Works: what we left there came back."
NONE = "Not offered. It is needed only where cookies are blocked."
OPEN = "Activities open here."
KEPT = "Activities open here: the LMS keeps what this browser does not."
WINDOW = "Activities ask to be opened in a new window"
IN_A_WINDOW = [
    "In a window of its own.",
    "Work.",
    "Not tried: no page of an LMS is around this one.",
    OPEN,
    "Works.",
]


@pytest.fixture(params=[True, False], ids=["storage", "no-storage"])
def lms(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """With LTI Platform Storage and without."""
    storage: bool = request.param
    running = start_site(tmp_path, storage=storage, before_platform=Places)
    yield running
    running.stop()


def has_storage(site: Site) -> bool:
    return site.parts.config.storage


def page_around(site: Site) -> str:
    """A page of the LMS with /here in its frame, and what the LMS keeps things with."""
    script = keeps(site) if has_storage(site) else ""
    return around(site, script)


def activity(site: Site) -> str:
    return f"{site.platform}/open/kind/{site.learner()}"


def begins(said: list[str], wanted: list[str]) -> bool:
    """Point by point."""
    pairs = zip(said, wanted, strict=True)
    return all(one.startswith(words) for one, words in pairs)


def without_cookies(site: Site) -> list[str]:
    """What is so in a frame where the browser keeps no cookie of ours."""
    rest = [CAME, KEPT] if has_storage(site) else [NONE, WINDOW]
    return [FRAMED, BLOCKED_HERE, *rest, "Works."]


def with_cookies(site: Site) -> list[str]:
    kept = CAME if has_storage(site) else NONE
    return [FRAMED, APART, kept, OPEN, "Works."]


@pytest.mark.parametrize("cookies", [PARTITIONED, BLOCKED])
def test_firefox(fox: Firefox, lms: Site, cookies: int) -> None:
    """Firefox as it comes keeps cookies of a frame apart, also those that do not ask for it."""
    is_blocked = cookies == BLOCKED
    wanted = without_cookies(lms) if is_blocked else with_cookies(lms)
    fox.prefer(COOKIES, cookies)
    try:
        fox.open(page_around(lms))
        fox.into_frame()
        said = fox.until(SAID)
        assert begins(said, wanted), said
        asks = is_blocked and not has_storage(lms)
        assert fox.run(OFFERED) is asks
        fox.open(address(lms))
        assert fox.until(SAID) == IN_A_WINDOW
        fox.open(activity(lms))
        fox.into_frame()
        does = ASKS if asks else PLAYS
        assert fox.until(does)
        fox.open("about:blank")
    finally:
        fox.prefer(COOKIES, PARTITIONED)


def test_webkit(webkit: WebKitGTK, lms: Site) -> None:
    """It keeps no cookie of a site inside another's page, not even a partitioned one."""
    reader = Reader(webkit)
    webkit.get(page_around(lms))
    reader.into_frame()
    said = reader.until(SAID)
    assert begins(said, without_cookies(lms)), said
    asks = not has_storage(lms)
    assert webkit.execute_script(OFFERED) is asks
    assert webkit.get_cookies() == []
    webkit.get(address(lms))
    assert reader.until(SAID) == IN_A_WINDOW
    webkit.get(activity(lms))
    reader.into_frame()
    does = ASKS if asks else PLAYS
    assert reader.until(does)

"""Firefox: a package by keyboard alone, a launch where cookies of other sites are blocked, and the
block of Open edX.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.scorm import packs
from tests.browser.scorm import site as packages
from tests.browser.support import site as sites
from tests.browser.support.firefox import DOWN, ENTER, SPACE, TAB, Firefox
from tests.browser.xblock.lms import Unit
from tests.integration.lti_service.site import start_site

COOKIES = "network.cookie.cookieBehavior"
PARTITIONED, BLOCKED = 5, 1  # as Firefox comes; those of other sites blocked

ROOT = "const root = document.querySelector('olw-player')?.shadowRoot;"
READY = ROOT + "return !!root?.querySelector('.olw .q .btn, .olw .end');"
TOP = ROOT + "return [...root.querySelectorAll('.top')].at(-1).innerText;"
ON = (
    ROOT
    + "return [...root.querySelectorAll('.top')].at(-1)?.innerText !== arguments[0];"
)
AT = ROOT + (
    "const at = root.activeElement; return [at?.tagName, at?.type, at?.value, at?.innerText];"
)
TICKED = ROOT + "return root.querySelectorAll('input:checked').length;"
ENDED = ROOT + "return !!root.querySelector('.olw .end');"
FITS = "return document.body.getBoundingClientRect().height - innerHeight <= 1;"
STORED = "return Object.values(lms.learner())[0].cmi?.core?.lesson_status;"


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    firefox = Firefox(tmp_path_factory.mktemp("profile"))
    yield firefox
    firefox.stop()


def tab_to(fox: Firefox, tag: str, **has: str) -> list[Any]:
    """Tab until such a control has the focus."""
    for _ in range(40):
        fox.press(TAB)
        at = dict(zip(("tag", "type", "value", "text"), fox.run(AT), strict=True))
        if at == {**at, "tag": tag, **has}:
            return list(at.values())
    raise AssertionError(f"Tab does not reach a {tag} {has}.")


def tick(fox: Firefox, response: str) -> None:
    """One of several answers: arrows move and choose."""
    tab_to(fox, "INPUT", type="radio")
    fox.press(SPACE)
    while fox.run(AT)[2] != response:
        fox.press(DOWN)


def decide(fox: Firefox, response: str) -> None:
    """With the keyboard alone; what follows is there then, and has the focus."""
    before = fox.run(TOP)
    tick(fox, response)
    tab_to(fox, "BUTTON", text="Continue")
    fox.press(ENTER)
    fox.until(ON, before)
    assert fox.run(AT)[0] in {"H2", "H3"}


def come_back(fox: Firefox) -> None:
    """The page is loaded again, and the player stands in its frame."""
    fox.reload()
    fox.into_frame()
    fox.until(READY)


def test_a_package_by_keyboard_to_its_ending(fox: Firefox, tmp_path: Path) -> None:
    """Half-way the LMS's page is loaded again: Firefox would bring a chosen answer back."""
    path = packs.longest()
    package = {"kind": packs.write(tmp_path, "1.2", "score")}
    with packages.running(package) as address:
        fox.open(f"{address}/kind/")
        fox.into_frame()
        fox.until(READY)
        for response in path[:2]:
            decide(fox, response)
        place = fox.run(TOP)
        tick(fox, path[2])
        come_back(fox)
        assert (fox.run(TOP), fox.run(TICKED)) == (place, 0)
        for response in path[2:]:
            decide(fox, response)
        assert fox.run(ENDED)
        fox.out_of_frames()
        assert fox.until(STORED) == "completed"
        fox.open("about:blank")


def test_a_launch_where_cookies_of_other_sites_are_blocked(
    fox: Firefox, tmp_path: Path
) -> None:
    """The platform keeps the secret; pages may not talk to each other there
    (tests/browser/lti/test_frames.py). The frame grows with the page, and comes back."""
    fox.prefer(COOKIES, BLOCKED)
    site = start_site(tmp_path, storage=True)
    try:
        fox.open(f"{site.platform}/open/kind/{site.learner()}")
        fox.into_frame()
        fox.until(READY)
        decide(fox, packs.longest()[0])
        fox.until(FITS)
        place = fox.run(TOP)
        come_back(fox)
        assert fox.run(TOP) == place
        fox.open("about:blank")
    finally:
        site.stop()
        fox.prefer(COOKIES, PARTITIONED)


def test_the_block_of_open_edx(fox: Firefox) -> None:
    with sites.running() as site:
        unit = Unit(site)
        unit.add(module="kind")
        fox.open(unit.open_in_course())
        fox.into_frame()
        fox.until(READY)
        decide(fox, packs.longest()[0])
        fox.until(FITS)
        place = fox.run(TOP)
        tick(fox, packs.longest()[1])
        unit.open()  # what the platform shows from now on
        come_back(fox)
        assert (fox.run(TOP), fox.run(TICKED)) == (place, 0)
        fox.open("about:blank")

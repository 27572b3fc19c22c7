"""The engine of Safari: a package, a launch and the Open edX block, as WebKitGTK opens them.

WebKitGTK is not Safari on an iPhone. Engine, storage, cookies and what is sent on the way out are
the same; the app around them is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Keys, WebKitGTK

from tests.browser.scorm import packs, site
from tests.browser.support import site as sites
from tests.browser.support.webkit import Reader
from tests.browser.xblock.lms import Unit
from tests.browser.xblock.test_frame import FITS
from tests.integration.lti_service.site import Site, start_site

PATH = packs.longest()
HERE = "127.0.0.1"
SLUG = packs.slug("1.2")
STORED = "return Object.values(lms.learner())[0].cmi"
REFUSED = "return lms.log.filter(({problem}) => problem)"


@pytest.fixture
def lms(tmp_path: Path) -> Iterator[str]:
    """The page of an LMS that holds the package."""
    package = packs.write(tmp_path, "1.2", "score")
    with site.running({SLUG: package}) as address:
        yield f"{address.replace(site.HOST, HERE)}/{SLUG}/"


@pytest.fixture
def storing(tmp_path: Path) -> Iterator[Site]:
    """Our service, and a platform on another site that offers LTI Platform Storage."""
    running = start_site(tmp_path, storage=True)
    yield running
    running.stop()


def test_a_package_with_keys_and_mouse_resumed_once(
    webkit: WebKitGTK, lms: str
) -> None:
    learner = Reader(webkit)
    webkit.get(lms)
    learner.in_frame().tab_to("INPUT")
    learner.press(" ")
    while learner.focus != ["INPUT", PATH[0]]:
        learner.press(Keys.ARROW_DOWN)
    learner.press(Keys.TAB, Keys.ENTER)
    learner.until("return document.title.startsWith('Scene 2')")
    assert learner.focus[0] == "H2"
    learner.click(f"input[value='{PATH[1]}']")
    learner.click(".q .btn")
    learner.until("return document.title.startsWith('Scene 3')")
    webkit.switch_to.default_content()
    for button in ("End the session", "Open again"):
        webkit.find_element("xpath", f"//button[. = '{button}']").click()
    learner.in_frame().answers(PATH[2:])
    webkit.switch_to.default_content()
    core = webkit.execute_script(STORED)["core"]
    wanted = ("completed", str(packs.expected(PATH).percent))
    assert (core["lesson_status"], core["score"]["raw"]) == wanted
    assert webkit.execute_script(REFUSED) == []


def test_a_launch_in_a_frame_without_cookies_then_reloaded_in_its_window(
    webkit: WebKitGTK, storing: Site
) -> None:
    """The engine keeps no cookie of a site inside another's page: the platform's storage serves.

    A launch is a POST; reloaded, WebKit sends it once more, to the address that the page has
    given itself since.
    """
    learner = Reader(webkit)
    person = storing.learner()
    webkit.get(f"{storing.platform}/open/kind/{person}")
    learner.in_frame().answers(PATH[:1])
    assert webkit.get_cookies() == []
    learner.opens(f"/start/kind/{person}")
    learner.ready().answers(PATH[1:2])
    webkit.refresh()
    assert learner.ready().place.startswith("Scene 3")


def test_the_block_in_the_course_of_an_open_edx(webkit: WebKitGTK) -> None:
    with sites.running() as platform:
        unit = Unit(platform)
        unit.add(module="kind")
        unit.add(module="kind", show="cards")
        webkit.get(unit.open_in_course())
        learner = Reader(webkit).in_frame()
        learner.answers(PATH[:2])
        assert learner.focus[0] == "H3"
        webkit.switch_to.default_content()
        learner.until(f"return ({FITS})()")
        webkit.get(unit.open_in_course())
        assert learner.in_frame().place.startswith("Scene 3")

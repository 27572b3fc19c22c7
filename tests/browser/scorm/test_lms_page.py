"""The LMS page itself: clear for an L&D person, accessible,
and honest about packages that misbehave.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scorm_export.lms.assets import node_modules
from tests.browser.scorm import packs, site
from tests.browser.scorm.lms_page import LmsPage
from tests.browser.support import focus
from tests.unit.scorm_export.lms import zips

pytestmark = pytest.mark.browser
PATH = packs.longest()
AXE = node_modules() / "axe-core" / "axe.min.js"
BAD_PAGE = """<!doctype html><html lang="en"><title>Careless</title><h1>Careless</h1><script>
const api = parent.API;
api.LMSInitialize("");
api.LMSSetValue("cmi.core.session_time", "0:00:05");
api.LMSSetValue("cmi.core.score.raw", "120");
api.LMSSetValue("cmi.suspend_data", "slide {3}");
api.LMSCommit("");
fetch("http://elsewhere.test:9/beacon").catch(() => undefined);
</script>"""


@pytest.fixture(scope="module")
def careless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A package that breaks rules, asks another site, and never calls Finish."""
    files = {
        "imsmanifest.xml": zips.SCORM12,
        "one.html": BAD_PAGE,
        "sub/two.html": zips.PAGE,
    }
    with site.running(
        {"bad": zips.write(tmp_path_factory.mktemp("bad") / "bad.zip", files)}
    ) as address:
        yield address


def axe(page: Page) -> list[str]:
    """Violations of WCAG 2.2 A and AA on the page around the package."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "axe.run({exclude: [['iframe']]}, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', "
        "'wcag21aa', 'wcag22aa'], iframes: false})"
    )
    return [
        f"{one['id']}: {node['html'][:80]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def test_accessible_and_no_sideways_scrolling(page: Page, address: str) -> None:
    lms = LmsPage(page, address, packs.slug("1.2"))
    lms.learner.answers(PATH[:1])
    page.get_by_text("The stored text").click()
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert (axe(page), focus.unseen(page)) == ([], [])
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_it_says_what_is_recorded_in_words(page: Page, address: str) -> None:
    lms = LmsPage(page, address, packs.slug("1.2"))
    lms.learner.answers(PATH)
    lms.end()
    wanted = packs.expected(PATH)
    said = lms.recorded()
    assert said | {"Time": ""} == {
        "Status": "completed", "Score": f"{wanted.percent} of 100", "Time": "", "Opened": "once",
        "Next time": "starts again", "Answers sent": "0",
    }  # fmt: skip
    expect(page.locator("#record")).to_contain_text(
        f"yes, best result {wanted.percent}%"
    )
    expect(page.locator("#checks li.bad")).to_have_count(0)
    expect(page.locator("#message")).to_contain_text("The session has ended")


def test_a_check_that_says_the_same_stays_the_same_line(
    page: Page, address: str
) -> None:
    """The list is looked at again every two seconds and at every call. Where it was made anew,
    Orca's caret in Firefox fell back to its beginning, and nobody came past it.
    """
    lms = LmsPage(page, address, packs.slug("1.2"))
    lms.learner.answers(PATH[:1])
    lines = page.locator("#checks li")
    calls = lines.first.inner_text()
    lines.last.evaluate("(line) => { window.before = line; }")
    lms.learner.answers(PATH[1:2])
    expect(lines.first).not_to_have_text(calls)
    assert lines.last.evaluate("(line) => line === window.before")


def test_the_learner_is_kept_over_a_reload_and_can_be_replaced(
    page: Page, address: str
) -> None:
    lms = LmsPage(page, address, packs.slug("1.2"))
    lms.learner.answers(PATH[:2])
    lms = LmsPage(page, address, packs.slug("1.2"))
    expect(page.locator("#record")).to_contain_text("kind, version")
    assert (lms.stored()["opened"], lms.recorded()["Next time"]) == (
        2,
        "goes on where it stopped",
    )
    page.get_by_role("button", name="Start as a new learner").click()
    expect(page.locator("#record")).to_contain_text("Nothing has been stored yet")
    assert lms.stored()["opened"] == 1


def test_the_window_can_be_as_small_as_the_learning_hubs(
    page: Page, address: str
) -> None:
    LmsPage(page, address, packs.slug("1.2"))
    sizes = {}
    for name in ("hub", "small", "phone"):
        page.locator("#size").select_option(name)
        box = page.locator("#sco").bounding_box()
        assert box is not None
        sizes[name] = (round(box["width"]), round(box["height"]))
    assert sizes == {"hub": (1024, 768), "small": (640, 480), "phone": (360, 640)}


def test_a_careless_package_is_found_out(page: Page, careless: str) -> None:
    page.goto(f"{careless}/bad/")
    expect(page.locator("#calls tr.bad")).to_have_count(3)
    problems = page.locator("#calls tr.bad td:last-child").all_inner_texts()
    assert [text.split(":")[0] for text in problems] == [
        "should be HHHH",
        "error 405",
        "should be at most 4,000 plain characters",
    ]
    checks = page.locator("#checks li.bad")
    expect(checks).to_have_text(
        [
            "1 refused",
            "2 that strict LMSs may refuse",
            "Asks other sites: elsewhere.test:9",
        ]
    )
    page.get_by_label("Only calls with a problem").check()
    expect(page.locator("#calls tr:visible")).to_have_count(3)
    page.get_by_label("Only calls with a problem").uncheck()
    page.get_by_role("button", name="End the session").click()
    expect(page.locator("#calls")).to_contain_text("did not say that it had ended")
    expect(page.locator("#record")).to_contain_text("another publisher's")


def test_the_log_can_be_saved(page: Page, address: str) -> None:
    LmsPage(page, address, packs.slug("1.2"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the log").click()
    lines = download.value.path().read_text("utf-8").splitlines()
    assert download.value.suggested_filename == f"{packs.slug('1.2')}-log.txt"
    assert [line.split("\t")[2] for line in lines[:2]] == [
        "LMSInitialize",
        "LMSGetValue",
    ]


def test_several_units_are_offered(page: Page, careless: str) -> None:
    page.goto(f"{careless}/bad/")
    page.get_by_label("Module").select_option("i2")
    expect(page.frame_locator("#sco").locator("html")).to_have_count(1)
    page.wait_for_function("() => lms.learner().i2?.opened === 1")
    assert page.evaluate("Object.keys(lms.learner())") == ["i1", "i2"]


def test_every_package_of_the_list_opens(
    page: Page, address: str, packages: dict[str, Path]
) -> None:
    page.goto(f"{address}/")
    links = page.locator(".packages a")
    assert [str(link.get_attribute("href")) for link in links.all()] == [
        f"/{slug}/" for slug in packages
    ]
    assert axe(page) == []
    links.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        links_title(next(iter(packages.values())))
    )


def links_title(package: Path) -> str:
    """The title in the manifest."""
    with zipfile.ZipFile(package) as archive:
        return (
            archive.read("imsmanifest.xml").decode().split("<title>")[1].split("<")[0]
        )

"""The pages around a story in Welsh: chosen on the map, in its pages, and after it is closed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from olw_core import content
from tests.browser.lti.conftest import Visit
from tests.browser.lti.test_play import settled
from tests.browser.support import axe, checks
from tests.browser.support.story import SIZES
from tests.integration.lti_service.site import Site, start_site
from tests.support.translated import lay

NOTE = ".olw-unreviewed"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    own = tmp_path_factory.mktemp("own")
    lay(own, content.folder("kind"), "cy")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OLW_MODULES_PATH", str(own))
        running = start_site(tmp_path_factory.mktemp("site"))
    yield running
    running.stop()


def test_from_the_map_to_the_end(site: Site, visit: Visit) -> None:
    """The browser itself is English: the choice goes before it."""
    page = visit(f"/start/all/{site.learner()}", **SIZES["360"])
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Fy map")
    root = page.locator("html")
    expect(root).to_have_attribute("lang", "cy")
    expect(page.locator(NOTE)).to_have_count(1)
    assert axe.faults(page, "main") == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.locator("main a[lang=cy]").first.click()
    settled(page)
    expect(page.locator(NOTE)).to_have_count(1)
    page.locator(f"{NOTE} summary").press("Enter")
    counts = page.locator(f"{NOTE} [lang=en-GB] li").first
    expect(counts).to_contain_text("Your learning system is told")
    assert (axe.faults(page, "main"), checks.faults(page)) == ([], [])
    page.get_by_role("button", name="Rwyf wedi gorffen yma").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rydych wedi gorffen yma")
    expect(root).to_have_attribute("lang", "cy")

"""The last words of a page are its last (tests/browser/support/leaving.py)."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.support import leaving
from tests.browser.support import site as sites

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Page</title></head><body>
<script>
  window.said = [];
  addEventListener("pagehide", () => said.push("page"));
</script>
<iframe src="inside.html?first" title="First"></iframe>
<iframe src="inside.html?second" title="Second"></iframe></body></html>"""
INSIDE = """<!DOCTYPE html><html lang="en"><head><title>Inside</title></head><body><script>
  addEventListener("pagehide", () => parent.said.push(location.search.slice(1)));
</script></body></html>"""


def test_whatever_leaves_with_a_page_leaves_before(page: Page) -> None:
    with sites.running() as site:
        site.add("inside.html", INSIDE)
        page.goto(site.add("page.html", PAGE))
        told = leaving.leave(page, "said.join(' ')")
    assert told.split() == ["page", "first", "second"]
    assert page.url == "about:blank"

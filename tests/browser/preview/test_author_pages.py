"""The pages for reviewers and facilitators in Chromium: accessible, and no sideways scrolling."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from olw_core import content
from olw_core.authoring.guide import guide_page
from olw_core.authoring.review import review_page
from olw_core.preview.review_file import review_file
from tests.browser.support import focus

ROOT = Path(content.__file__).parents[1]
AXE = ROOT / "player" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run(document, {
    runOnly: {type: 'tag', values: tags},
    resultTypes: ['violations'],  // of all else one is told, and not each
})"""


@pytest.mark.parametrize("name", ["review", "guide", "file"])
def test_pages_are_accessible(
    new_page: Callable[[], Page], tmp_path: Path, name: str
) -> None:
    compiled = content.compile_folder(content.modules_dir() / "kind")
    pages = {
        "review": review_page([compiled]),
        "guide": guide_page(compiled.module),
        "file": review_file(compiled),
    }
    path = tmp_path / f"{name}.html"
    path.write_text(pages[name], "utf-8")
    page = new_page()
    page.goto(path.as_uri())
    page.add_script_tag(path=AXE)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        found = page.evaluate(RUN, TAGS)["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
        assert focus.unseen(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width

"""The door's own pages in Chromium:
axe-core clean (WCAG 2.2 A and AA), no sideways scrolling, targets big enough.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scorm_export.form import FormError, build_from_form, render
from scorm_export.package import Package
from tests.browser.support import axe

pytestmark = pytest.mark.browser
SMALL = """() => {
    const small = (el) => {
        const box = el.getBoundingClientRect();
        return box.width && (box.width < 24 || box.height < 24);
    };
    const controls = document.querySelectorAll("button, summary, select, input:not([type=radio])");
    return [...controls].filter(small).map((el) => el.outerHTML);
}"""


def form_with_errors() -> str:
    fields = {
        "colour": "#ffeb3b",
        "pass_mark": "x",
        "support_label": "Help",
        "platform": "none",
    }
    with pytest.raises(FormError) as caught:
        build_from_form(fields, b"GIF")
    return render(fields, caught.value.errors)


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(
    "name",
    [
        "index",
        "moodle/index",
        "guides/moodle",
        "guides/check-a-package",
        "form",
        "form-errors",
    ],
)
def test_pages_are_accessible(
    dist: tuple[Path, list[Package]], browser: Browser, name: str, width: int
) -> None:
    made = {"form": render, "form-errors": form_with_errors}
    path = dist[0] / f"{name}.html"
    if name in made:
        path.write_text(made[name](), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(path.as_uri())
    assert axe.faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(SMALL) == []
    page.close()


def test_the_form_works_by_keyboard_alone(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "form.html").write_text(render(action="made"), encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "form.html").as_uri())
    stops = []
    for _ in range(14):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate(
                "document.activeElement.name || document.activeElement.textContent"
            )
        )
    assert stops == [
        *[
            "Skip to main content",
            "what",
            "platform",
            "report",
            "organisation",
            "colour",
            "logo",
        ],
        *[
            "support_label",
            "support_url",
            "problem_url",
            "pass_mark",
            "Make the package",
        ],
        *stops[12:],
    ]
    page.close()

"""trust.json and the logo inside a package, changed with an editor:
taken after the first paint, or told and ignored.
"""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.scorm import packs, site
from tests.browser.scorm.conftest import Watch
from tests.browser.scorm.learner import Learner
from tests.browser.support import waits

pytestmark = pytest.mark.browser
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4" width="80" '
    'height="40"><rect width="8" height="4" fill="#005eb8"/></svg>'
)
GOOD = {
    "name": "Example NHS Trust", "logo": "logo.svg", "colour": "#7c2855",
    "support": [{"label": "Staff support", "url": "https://trust.example/support"}],
    "problem_url": "mailto:help@trust.example",
}  # fmt: skip
BUTTON = (
    "getComputedStyle(document.querySelector('olw-player').shadowRoot.querySelector('.q "
    "button')).backgroundColor"
)


def changed(package: Path, target: Path, trust: bytes | None) -> Path:
    """The package with another trust.json, or none, and a logo of our own."""
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name not in ("trust.json", "logo.svg"):
                new.writestr(name, old.read(name))
        new.writestr("logo.svg", LOGO)
        if trust is not None:
            new.writestr("trust.json", trust)
    return target


def told(watch: Watch) -> list[str]:
    """What the console was told of trust.json."""
    return [text for text in watch.warnings if text.startswith("trust.json")]


def opened(
    page: Page, packages: dict[str, Path], tmp_path: Path, trust: bytes | None
) -> str:
    """The colour of the button, once trust.json was read; the learner could go on."""
    package = changed(packages[packs.slug("1.2")], tmp_path / "own.zip", trust)
    with site.running({"own": package}) as address:
        with page.expect_response(
            lambda answer: answer.url.endswith("/trust.json")
        ) as asked:
            page.goto(f"{address}/own/content/index.html")
        learner = Learner(page).ready()
        status = 404 if trust is None else 200
        assert asked.value.status == status
        # Read here too, after the page: what the page does with it follows at once.
        page.evaluate("async () => (await fetch('trust.json')).text()")
        waits.drawn(page)
        colour: str = page.evaluate(BUTTON)
        learner.answers(packs.longest()[:1])
        return colour


def rgb(colour: str) -> str:
    """#7c2855 -> rgb(124, 40, 85)."""
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


def test_good_values_are_shown(
    page: Page, watch: Watch, packages: dict[str, Path], tmp_path: Path
) -> None:
    colour = opened(page, packages, tmp_path, json.dumps(GOOD).encode("utf-8-sig"))
    logo = page.locator("olw-player .trust img")
    assert (colour, told(watch), watch.errors) == (rgb("#7c2855"), [], [])
    assert (
        logo.get_attribute("alt"),
        urlsplit(str(logo.get_attribute("src"))).path,
    ) == (
        "Example NHS Trust",
        "/own/content/logo.svg",
    )
    expect(
        page.get_by_role("link", name=re.compile("problem", re.IGNORECASE))
    ).to_have_attribute("href", "mailto:help@trust.example")
    assert {host.split(":")[0] for host in watch.hosts} == {"lms.test"}


@pytest.mark.parametrize(
    ("trust", "words"),
    [
        (b'{"colour": "#ffb81c"}', '"colour" must look like'),
        (
            b'{"logo": "https://elsewhere.test/logo.svg"}',
            '"logo" must be the name of a file',
        ),
        (
            b'{"problem_url": "javascript:alert(1)", "name": 7}',
            '"problem_url" must begin with',
        ),
        (
            b'{"support": [{"label": "x", "url": "ftp://x"}]}',
            'link 1 of "support" ("x") has a "url" that cannot be used',
        ),
        (b'{"name": "Example",}', "it cannot be read"),
        ('{"name": "Example"}'.encode("utf-16"), "it cannot be read"),
    ],
)
def test_bad_values_are_told_once_and_ignored(
    page: Page,
    watch: Watch,
    packages: dict[str, Path],
    tmp_path: Path,
    trust: bytes,
    words: str,
) -> None:
    normal = opened(page, packages, tmp_path, b"{}")
    assert told(watch) == []
    assert opened(page, packages, tmp_path, trust) == normal
    assert [words in text for text in told(watch)] == [True]
    assert watch.errors == []
    assert {host.split(":")[0] for host in watch.hosts} == {"lms.test"}


def test_a_package_without_the_file_has_the_built_in_values(
    page: Page, watch: Watch, packages: dict[str, Path], tmp_path: Path
) -> None:
    normal = opened(page, packages, tmp_path, b"{}")
    assert opened(page, packages, tmp_path, None) == normal
    assert (told(watch), watch.errors) == ([], [])


@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_values_that_come_late_take_no_click_and_no_focus_away(
    page: Page, packages: dict[str, Path], tmp_path: Path, hand: str
) -> None:
    """They draw the links below anew, which may be just where the learner is."""
    package = changed(
        packages[packs.slug("1.2")], tmp_path / "own.zip", json.dumps(GOOD).encode()
    )
    held: list[Route] = []
    page.route("**/trust.json", lambda route: held.append(route))
    with site.running({"own": package}) as address:
        page.goto(f"{address}/own/content/index.html")
        learner = Learner(page).ready()
        waits.second_script(page)
        waits.until(page, lambda: bool(held))
        below = page.locator(".olw footer").get_by_role(
            "button", name="Leave this story"
        )
        below.hover()
        if hand == "mouse":
            page.mouse.down()
        else:
            below.focus()
        held[0].continue_()
        waits.until(page, lambda: page.evaluate(BUTTON) == rgb("#7c2855"))
        if hand == "mouse":
            page.mouse.up()
        else:
            page.keyboard.press("Enter")
        expect(learner.place).to_contain_text("Do you want to leave this story?")

"""How it stands in other sizes, spacings, colours and pages:
checklist rows 11, 17 to 20, 22, 24, 30.
"""

from __future__ import annotations

from typing import Any

import pytest

from olw_core.formats.compiled import Module
from tests.browser.player.conftest import Open
from tests.browser.player.states import STATES, step
from tests.browser.support import checks
from tests.browser.support.keyboard import Keyboard

SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: "
    ".16em !important } p { margin-bottom: 2em !important }"
)
ADOPT = """([player, css]) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    player.shadowRoot.adoptedStyleSheets = [...player.shadowRoot.adoptedStyleSheets, sheet];
}"""


@pytest.mark.parametrize("state", ["question", "feedback", "ended"])
def test_text_spacing_of_1_4_12_fits_at_320(
    open_local: Open, kind: Module, state: str
) -> None:
    page = open_local([kind], 320)
    STATES[state](page)
    page.evaluate(ADOPT, [checks.player_of(page).element_handle(), SPACING])
    assert checks.overflow(page) == 0


@pytest.mark.parametrize("state", ["question", "feedback", "ended"])
def test_text_of_200_percent_fits(open_local: Open, kind: Module, state: str) -> None:
    """A reader's own font size of 32 px, at a desk and on a phone."""
    page = open_local([kind])
    page.add_style_tag(content="html { font-size: 32px }")
    STATES[state](page)
    for width in (640, 360):
        page.set_viewport_size({"width": width, "height": 900})
        size = page.locator(".screen").evaluate(
            "(screen) => parseFloat(getComputedStyle(screen).fontSize)"
        )
        assert (size, checks.overflow(page)) == (32, 0)


def test_a_host_with_small_roots_does_not_shrink_the_text(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind])
    page.add_style_tag(content="html { font-size: 62.5% }")
    assert checks.faults(page) == []
    assert (
        page.locator(".text").evaluate("(text) => getComputedStyle(text).fontSize")
        == "19px"
    )


@pytest.mark.parametrize("state", ["question", "feedback", "ended"])
def test_fixed_windows_scroll_one_way_only(
    open_local: Open, kind: Module, state: str
) -> None:
    page = open_local([kind])
    STATES[state](page)
    for width, height in ((640, 480), (1024, 768), (300, 500)):
        page.set_viewport_size({"width": width, "height": height})
        assert checks.faults(page) == []


def test_without_motion_nothing_moves(open_local: Open, kind: Module) -> None:
    page = open_local([kind], context={"reduced_motion": "reduce"})
    step(page)
    running = (
        "(player) => [document, player.shadowRoot].flatMap((root) => "
        "root.getAnimations()).length"
    )
    assert checks.player_of(page).evaluate(running) == 0


def test_forced_colours_show_what_is_chosen_and_where_the_focus_is(
    open_local: Open, kind: Module
) -> None:
    page = open_local([kind], context={"forced_colors": "active"})
    first = page.locator(".q input").first
    plain = first.screenshot()
    first.check()
    chosen = first.screenshot()
    assert plain != chosen
    button = page.locator(".q .btn")
    page.keyboard.press("Tab")
    focused = page.screenshot(clip=_around(button.bounding_box()))
    button.evaluate("(button) => button.blur()")
    assert page.screenshot(clip=_around(button.bounding_box())) != focused
    step(page)
    assert (
        page.locator(".told").first.evaluate(
            "(told) => getComputedStyle(told).borderInlineStartWidth"
        )
        == "6px"
    )


def _around(box: Any) -> Any:
    return {
        "x": box["x"] - 10,
        "y": box["y"] - 10,
        "width": box["width"] + 20,
        "height": box["height"] + 20,
    }


def test_every_stop_shows_the_focus(open_local: Open, kind: Module) -> None:
    page = open_local([kind])
    step(page)
    keyboard = Keyboard(page)
    seen = []
    for _ in range(8):
        page.keyboard.press("Tab")
        if keyboard.active()["tag"] == "BODY":
            break
        seen.append(
            page.evaluate("""() => {
            const at = document.activeElement.shadowRoot.activeElement;
            const look = getComputedStyle(at);
            return look.outlineStyle !== "none" || look.boxShadow !== "none";
        }""")
        )
    assert seen == [True] * len(seen)
    assert len(seen) >= 5


def test_levels_of_headings_follow_the_host(open_local: Open, kind: Module) -> None:
    page = open_local([kind], heading=3, ownsPage=False)
    tags = [
        heading.evaluate("(h) => h.tagName")
        for heading in page.locator("olw-player h3, olw-player h4").all()
    ]
    assert tags == ["H3", "H4", "H4"]


@pytest.mark.parametrize(
    ("colour", "text"),
    [
        ("#005eb8", "rgb(255, 255, 255)"),
        ("#ffcc00", "rgb(33, 43, 50)"),
        ("nonsense", "rgb(255, 255, 255)"),
    ],
)
def test_words_on_the_trusts_colour_can_be_read(
    open_local: Open, kind: Module, colour: str, text: str
) -> None:
    page = open_local([kind], trust={"colour": colour})
    assert (
        page.locator(".q .btn").evaluate("(button) => getComputedStyle(button).color")
        == text
    )


def test_the_script_has_no_handlers_that_fire_on_press(
    open_local: Open, kind: Module
) -> None:
    """Pointer cancellation (2.5.2): acts happen on click."""
    page = open_local([kind])
    choice = page.locator(".q input").first
    choice.check()
    button = page.locator(".q .btn")
    box = button.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(5, 5)
    page.mouse.up()
    assert (page.locator(".told").count(), choice.is_checked()) == (0, True)

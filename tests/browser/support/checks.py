"""What must hold for the player in every state (docs: the accessibility checklist);
each check returns the faults it finds.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from playwright.sync_api import Frame, Locator, Page

SMALLEST_TARGET = 24

_OVERFLOW = (
    "(player) => player.ownerDocument.documentElement.scrollWidth - "
    "player.ownerDocument.defaultView.innerWidth"
)

_IDREFS = """(player) => {
    const root = player.shadowRoot, found = [];
    for (const name of ["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"])
        for (const el of root.querySelectorAll(`[${name}]`))
            for (const id of el.getAttribute(name).split(/\\s+/))
                if (!root.getElementById(id)) found.push(`${name}=${id}`);
    for (const link of root.querySelectorAll("a[href^='#']"))
        if (!root.getElementById(link.hash.slice(1))) found.push(link.hash);
    const ids = [...root.querySelectorAll("[id]")].map((el) => el.id);
    return found.concat(ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `twice: ${id}`));
}"""

_TARGETS = """([player, least]) => {
    const controls = "button, a, input, select, textarea, summary";
    const seen = [...player.shadowRoot.querySelectorAll(controls)]
        .filter((el) => el.checkVisibility());
    return seen.map((el) => [el.outerHTML.slice(0, 80), el.getBoundingClientRect()])
        .filter(([, box]) => box.width < least || box.height < least)
        .map(([html, box]) => `${html} ${box.width}x${box.height}`);
}"""

_STOPS = """(player) => {
    const controls = "button, a, input, select, textarea, summary";
    const stops = [...player.shadowRoot.querySelectorAll(controls)]
        .filter((el) => el.checkVisibility() && !el.disabled);
    return stops.filter((el) => {
        el.scrollIntoView({block: "center"});
        const box = el.getBoundingClientRect();
        const x = box.x + Math.min(box.width / 2, 200), y = box.y + box.height / 2;
        const hit = player.shadowRoot.elementFromPoint(x, y);
        return !(el.contains(hit) || (hit && hit.closest("label")?.contains(el)));
    }).map((el) => el.outerHTML.slice(0, 120));
}"""

_FORBIDDEN = """(player) => {
    const root = player.shadowRoot, found = [];
    for (const selector of [
        "[style]:not([style=''])", "style", "[draggable]", "[autofocus]", "[role=radio]",
        "audio[autoplay]", "[tabindex]:not([tabindex='-1'])", "[onclick]", "[accesskey]",
        "input[type=password]", "img:not([alt])", "iframe:not([title])"])
        for (const el of root.querySelectorAll(selector))
            found.push(`${selector}: ${el.outerHTML.slice(0, 80)}`);
    return found;
}"""

# Inline elements drawn as blocks beside other words:
# screen readers and copied text run the two together.
_RUN_TOGETHER = """(player) => {
    const told = (node) => node.textContent.trim() !== "" &&
        (node.nodeType === 3 || (node.nodeType === 1 && node.checkVisibility()));
    const apart = (el) => {
        const {display, position} = getComputedStyle(el);
        return told(el) && (!/^(inline|none|contents)/.test(display) || position === "absolute");
    };
    return [...player.shadowRoot.querySelectorAll("span, b, em, i, small, strong")].filter(apart)
        .filter((el) => [...el.parentNode.childNodes].some((other) => other !== el && told(other)))
        .map((el) => el.parentNode.outerHTML.slice(0, 120));
}"""

_ORDER = """(player) => {
    const parts = [...player.shadowRoot.querySelectorAll(".screen > *")]
        .filter((el) => el.checkVisibility());
    const tops = parts.map((el) => el.getBoundingClientRect().top);
    return tops.filter((top, i) => i && top < tops[i - 1]);
}"""

_HEADINGS = """(player) => [...player.shadowRoot.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .map((el) => [Number(el.tagName[1]), el.innerText.trim()])"""

_SMALL_TEXT = """(player) => {
    const hasWords = (el) => [...el.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    const small = (el) => parseFloat(getComputedStyle(el).fontSize) < 16;
    return [...player.shadowRoot.querySelectorAll("*")]
        .filter((el) => el.checkVisibility() && hasWords(el) && small(el))
        .map((el) => el.outerHTML.slice(0, 80));
}"""


def player_of(page: Page | Frame) -> Locator:
    return page.locator("olw-player").first


def overflow(page: Page | Frame) -> int:
    """CSS pixels by which the page is wider than its window."""
    return max(0, int(player_of(page).evaluate(_OVERFLOW)))


def faults(page: Page | Frame) -> list[str]:
    """Every general fault of the state the player is in; [] is right."""
    player = player_of(page)
    found = [f"wider than its place by {wide}"] if (wide := overflow(page)) else []
    found += [f"reference to nothing: {name}" for name in player.evaluate(_IDREFS)]
    found += [
        f"small target: {one}"
        for one in page.evaluate(_TARGETS, [player.element_handle(), SMALLEST_TARGET])
    ]
    found += [f"covered: {one}" for one in player.evaluate(_STOPS)]
    found += [f"forbidden: {one}" for one in player.evaluate(_FORBIDDEN)]
    found += [f"words run together: {one}" for one in player.evaluate(_RUN_TOGETHER)]
    found += [f"out of order at {top}" for top in player.evaluate(_ORDER)]
    found += [f"small text: {one}" for one in player.evaluate(_SMALL_TEXT)]
    found += _heading_faults(player.evaluate(_HEADINGS))
    if page.locator("olw-player .status[aria-live=polite]").count() != 1:
        found.append("not exactly one status line")
    return found


def _heading_faults(headings: list[Any]) -> list[str]:
    empty = [f"empty heading h{level}" for level, text in headings if not text]
    levels = [level for level, _ in headings]
    skipped = [
        f"h{one} follows h{before}"
        for before, one in pairwise(levels)
        if one > before + 1
    ]
    return empty + skipped

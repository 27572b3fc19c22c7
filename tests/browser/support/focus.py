"""What the keyboard reaches and does not show (WCAG 2.4.7), shadow roots included."""

from __future__ import annotations

from playwright.sync_api import Frame, Page

# A key first: only then does a browser take what a script does for the keyboard's doing.
_UNSEEN = """(where) => {
    const ENOUGH = 5;  // of a kind: a review has hundreds of links
    const around = where ? document.querySelector(where) : document.body;
    const players = [...around.querySelectorAll("olw-player")];
    const roots = [around, ...players.map((player) => player.shadowRoot).filter(Boolean)];
    const kinds = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    const all = roots.flatMap((root) => [...root.querySelectorAll(kinds)]);
    const clear = /rgba\\(.*, 0\\)|transparent/;
    const drawn = (one) => {
        const look = getComputedStyle(one);
        const isDrawn = look.outlineStyle !== "none" && !clear.test(look.outlineColor)
            && parseFloat(look.outlineWidth) >= 2;
        const isOutlined = look.outlineStyle === "auto" || isDrawn;  // auto: the browser's own
        const paint = [look.backgroundColor, look.boxShadow, look.borderColor, look.clip];
        return {isOutlined, paint: paint.join()};
    };
    const deep = () => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at;
    };
    const start = deep();
    start?.blur?.();
    const unseen = [];
    const seen = {};
    for (const one of all) {
        const kind = [one.tagName, one.type, one.className, one.parentElement?.className].join();
        seen[kind] = (seen[kind] ?? 0) + 1;
        if (seen[kind] > ENOUGH) continue;
        const before = drawn(one);
        one.focus({preventScroll: true});
        if (deep() !== one) continue;
        const after = drawn(one);
        if (!after.isOutlined && after.paint === before.paint)
            unseen.push("focus is not seen: " + one.outerHTML.slice(0, 160));
    }
    deep()?.blur?.();
    start?.focus?.({preventScroll: true});
    return unseen;
}"""


def unseen(page: Page | Frame, where: str = "") -> list[str]:
    """One line for each element. `where`: a selector, where the page around is not ours."""
    keys = page.keyboard if isinstance(page, Page) else page.page.keyboard
    keys.press("Shift")
    found: list[str] = page.evaluate(_UNSEEN, where)
    return found

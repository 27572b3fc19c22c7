"""axe-core on a page, shadow roots included:
WCAG 2.2 A and AA and best practice, with nothing left undecided.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Frame, Page

from tests.browser.support import focus

AXE = (
    Path(__file__).resolve().parents[3]
    / "olw_core"
    / "player"
    / "node_modules"
    / "axe-core"
    / "axe.min.js"
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What a banner cuts off is not seen. axe takes it for seen, and the text beside it for covered:
# the shapes of banners stand aside while it looks. No text lies on them.
# Style sheets are not loaded before: axe copies those of a shadow root into style elements, which
# our pages' policy forbids, and only a rule marked as experimental, which TAGS leave out, needs it.
_RUN = """async ([tags, where]) => {
    const players = [...document.querySelectorAll("olw-player")];
    const roots = [document, ...players.map((player) => player.shadowRoot).filter(Boolean)];
    const shapes = roots.flatMap((root) => [...root.querySelectorAll(".pic svg > *")]);
    for (const shape of shapes) shape.style.visibility = "hidden";
    const found = await axe.run(where ? {include: [where]} : document, {
        runOnly: {type: "tag", values: tags},
        preload: {assets: ["media"]},
        resultTypes: ["violations", "incomplete"],  // of what passes one is told, and not each
        rules: {"label-content-name-mismatch": {enabled: true}, "target-size": {enabled: true}},
    });
    for (const shape of shapes) shape.style.visibility = "";
    const brief = (kind) => found[kind].flatMap((rule) =>
        rule.nodes.map((n) => `${kind}: ${rule.id}: ${n.html.slice(0, 160)}`));
    return [...brief("violations"), ...brief("incomplete")];
}"""


def faults(page: Page | Frame, where: str = "") -> list[str]:
    """Violations and undecided rules, and what has the focus unseen, one line each.

    `where`: a selector, where the page around is not ours.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = page.evaluate(_RUN, [TAGS, where])
    return found + focus.unseen(page, where)

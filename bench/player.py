"""How fast a story is there: a SCORM 1.2 package on a slow phone.

Beside it, in the same run, an almost empty page. Cold cache, processor four times slower,
1.6 Mbit/s, 150 ms round trip, median of five. Prints multiples of the empty page, requests
and bytes until the first choice can be made, and the gzip size of every bundle. The budgets
of the bundles are held by `make build` (olw_core/player/build.mjs), those of the zips by
bench/scorm.py.
"""

from __future__ import annotations

import gzip
import statistics
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench.goals import Goal, goal_for, line
from bench.serving import served
from bench.zips import unpacked
from olw_core.player import BUNDLES, bundle
from scorm_export.plan import choose, jobs
from scorm_export.trust import Trust

ROUNDS = 5
SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
TIMES_SLOWER = 4
PATIENCE_MS = 30_000
EMPTY = (
    b"<!doctype html><html lang=en><meta charset=utf-8>"
    b"<title>Empty</title><p>Nothing here.</p></html>"
)
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
# The least an LMS offers, so that nothing waits for one; how real ones behave is
# tests/browser/scorm's matter.
_LMS = """
window.API = {
  LMSInitialize: () => "true",
  LMSSetValue: () => "true",
  LMSCommit: () => "true",
  LMSFinish: () => "true",
  LMSGetValue: () => "",
  LMSGetLastError: () => "0",
  LMSGetErrorString: () => "",
  LMSGetDiagnostic: () => "",
};
"""
_WATCH = """
(() => {
  window.marks = {};
  const look = () => {
    const player = document.querySelector("olw-player");
    if (player?.shadowRoot?.querySelector("input[type=radio]:not(:disabled)")) {
      window.marks.usable = performance.now();
      return;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""
_PAINTED = "performance.getEntriesByName('first-contentful-paint').length"
_USABLE = "window.marks.usable"
# What was asked for later than the choice could be made is not waited for.
_SEEN = """
() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const page = performance.getEntriesByType("navigation")[0];
  const usable = window.marks.usable ?? 0;
  const parts = performance.getEntriesByType("resource")
    .filter((part) => part.startTime <= (usable || Infinity));
  const sizes = parts.map((part) => part.encodedBodySize);
  return {
    paint: paint?.startTime ?? 0,
    usable,
    requests: 1 + parts.length,
    size: sizes.reduce((sum, size) => sum + size, page.encodedBodySize),
  };
}
"""


class Visit(NamedTuple):
    """What a learner waited for.

    paint: milliseconds to the first paint.
    usable: milliseconds until the first choice could be made; 0 where there is none.
    requests: made until then, the page's own among them.
    size: bytes of their bodies, as sent.
    """

    paint: float
    usable: float
    requests: float
    size: float


def measure(browser: Browser, url: str, *, player: bool) -> Visit:
    """One visit with a cold cache; `player`: wait for a choice that can be made."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    _slow_down(context.new_cdp_session(page))
    page.add_init_script(_LMS + _WATCH)
    page.goto(url, wait_until="load")
    _wait(page, _PAINTED)
    if player:
        _wait(page, _USABLE)
    visit = Visit(**page.evaluate(_SEEN))
    context.close()
    return visit


def _slow_down(control: CDPSession) -> None:
    """A slow phone on a slow network."""
    control.send("Network.enable")
    control.send("Network.emulateNetworkConditions", SLOW)
    control.send("Emulation.setCPUThrottlingRate", {"rate": TIMES_SLOWER})


def _wait(page: Page, condition: str) -> None:
    """Raises TimeoutError after PATIENCE_MS."""
    page.wait_for_function(condition, timeout=PATIENCE_MS)


def package_files() -> dict[str, bytes]:
    """The files of the SCORM 1.2 package of one story, and the empty page."""
    choice = choose(Trust(), "generic")
    package = jobs(choice, ("kind",))[0].run()
    files = unpacked(package.data)
    files["empty.html"] = EMPTY
    return files


def measured() -> tuple[float, Visit]:
    """Medians of all rounds: the first paint of the empty page, and a visit to the story."""
    empty: list[float] = []
    story: list[Visit] = []
    with served(package_files()) as url, sync_playwright() as playwright:
        chromium = playwright.chromium
        browser = chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for _ in range(ROUNDS):
            bare = measure(browser, f"{url}/empty.html", player=False)
            empty.append(bare.paint)
            story.append(measure(browser, f"{url}/index.html", player=True))
        browser.close()
    return statistics.median(empty), _median(story)


def _median(visits: list[Visit]) -> Visit:
    """The median of each figure."""
    columns = zip(*visits, strict=True)
    medians = map(statistics.median, columns)
    return Visit(*medians)


def goals_of(empty: float, first: Visit) -> list[Goal]:
    """The goals, from the first paint of an empty page and a visit to a story."""
    return [
        goal_for("player-text-visible", first.paint / empty),
        goal_for("player-choice-usable", first.usable / empty),
        goal_for("player-requests", first.requests),
    ]


def main() -> list[Goal]:
    """Measure, print, and return the goals."""
    empty, first = measured()
    goals = goals_of(empty, first)
    print(f"empty page: first paint {empty:.0f} ms")
    visible = f"text visible: {first.paint:.0f} ms"
    usable = f"choice usable: {first.usable:.0f} ms"
    print(f"{visible}; {usable}")
    print(f"until then: {first.size / 1000:.1f} kB with content, gzip")
    for goal in goals:
        print(line(goal))
    for name in sorted(BUNDLES):
        packed = gzip.compress(bundle(name), 9)
        size = len(packed) / 1000
        print(f"{name}: {size:.1f} kB gzip")
    return goals

"""How fast a story is there: a SCORM 1.2 package on a slow phone, beside an almost empty page in the same run.

Cold cache, processor four times slower, 1.6 Mbit/s, 150 ms round trip, median of five. Prints multiples of the empty
page, requests and bytes until the first choice can be made, and the gzip size of every bundle. The budgets of the
bundles are held by `make build`, those of the zips by bench/scorm.py.
"""

from __future__ import annotations

import gzip
import io
import statistics
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type

from playwright.sync_api import Browser, sync_playwright

from bench.goals import Goal
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
EMPTY = b"<!doctype html><html lang=en><meta charset=utf-8><title>Empty</title><p>Nothing here.</p></html>"
CHROMIUM = "/usr/bin/chromium"
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
# The least an LMS offers, so that nothing waits for one; how real ones behave is tests/browser/scorm's matter.
_LMS = """
window.API = Object.fromEntries(["LMSInitialize", "LMSSetValue", "LMSCommit", "LMSFinish"].map((name) => [name, () => "true"]));
Object.assign(window.API, {LMSGetValue: () => "", LMSGetLastError: () => "0", LMSGetErrorString: () => "", LMSGetDiagnostic: () => ""});
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


@contextmanager
def served(files: dict[str, bytes]) -> Iterator[str]:
    """The files over real HTTP, gzipped as an LMS would; yields the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.partition("?")[0].lstrip("/")
            data = files.get(name)
            body = gzip.compress(data) if data is not None else b""
            self.send_response(200 if data is not None else 404)
            self.send_header("Content-Type", guess_type(name)[0] or "text/html")
            self.send_header(
                "Content-Encoding", "gzip" if data is not None else "identity"
            )
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def measure(browser: Browser, url: str, *, player: bool) -> dict[str, float]:
    """Milliseconds to first paint and to a usable choice, requests and bytes until then."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    control = context.new_cdp_session(page)
    control.send("Network.enable")
    control.send("Network.emulateNetworkConditions", SLOW)
    control.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(_LMS + _WATCH)
    page.goto(url, wait_until="load")
    page.wait_for_function(
        "performance.getEntriesByName('first-contentful-paint').length", timeout=30_000
    )
    if player:
        page.wait_for_function("window.marks.usable", timeout=30_000)
    seen = page.evaluate(
        "() => ({paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0, usable: window.marks.usable ?? 0,"
        " resources: performance.getEntriesByType('resource').map(r => [r.name, r.startTime, r.encodedBodySize]),"
        " own: performance.getEntriesByType('navigation')[0].encodedBodySize})"
    )
    before = [r for r in seen["resources"] if r[1] <= (seen["usable"] or 1e9)]
    context.close()
    return {
        "paint": seen["paint"],
        "usable": seen["usable"],
        "requests": 1 + len(before),
        "bytes": seen["own"] + sum(r[2] for r in before),
    }


def package_files() -> dict[str, bytes]:
    """The files of the SCORM 1.2 package of one story, and the empty page."""
    package = jobs(choose(Trust(), "generic"), ("kind",))[0].run()
    with zipfile.ZipFile(io.BytesIO(package.data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return {**files, "empty.html": EMPTY}


def measured() -> tuple[float, dict[str, float]]:
    """Medians of all rounds: first paint of the empty page, and `measure` of the story."""
    empty: list[float] = []
    story: list[dict[str, float]] = []
    with served(package_files()) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        for _ in range(ROUNDS):
            empty.append(measure(browser, f"{url}/empty.html", player=False)["paint"])
            story.append(measure(browser, f"{url}/index.html", player=True))
        browser.close()
    names = ("paint", "usable", "requests", "bytes")
    medians = {
        name: statistics.median(visit[name] for visit in story) for name in names
    }
    return statistics.median(empty), medians


def main() -> list[Goal]:
    """Measure, print, and return the goals."""
    empty, first = measured()
    goals = [
        Goal(
            "player-text-visible", first["paint"] / empty, 1.5, "times the empty page"
        ),
        Goal(
            "player-choice-usable", first["usable"] / empty, 2.5, "times the empty page"
        ),
        Goal(
            "player-requests", first["requests"], 3, "requests until the first choice"
        ),
    ]
    print(f"empty page: first paint {empty:.0f} ms")
    print(
        f"text visible: {first['paint']:.0f} ms; choice usable: {first['usable']:.0f} ms"
    )
    print(f"until then: {first['bytes'] / 1000:.1f} kB with content, gzip")
    for goal in goals:
        print(f"{goal.id}: {goal.figure:.2f} {goal.unit} (goal <= {goal.limit:g})")
    for name in sorted(BUNDLES):
        print(f"{name}: {len(gzip.compress(bundle(name), 9)) / 1000:.1f} kB gzip")
    return goals

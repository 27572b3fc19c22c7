"""What packing costs: `python -m bench scorm`. Times as ratios to plainly zipping the same bytes; sizes; the limits.

Limits (docs: design of the SCORM door): 20 ms to pack a story (compile excluded), 2 s for everything, zips of 60 kB (1.2
and cmi5) and 110 kB (2004) without the story's pictures.
"""

from __future__ import annotations

import io
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from bench.goals import Goal
from olw_core import content
from scorm_export import page
from scorm_export.describe import Module
from scorm_export.dist import build_all
from scorm_export.package import Choice, build
from scorm_export.plan import choose
from scorm_export.trust import Trust

ROUNDS = 15
PROFILES = ("generic", "generic-2004-3", "generic-2004-4", "cmi5")
PACK_MS, ALL_SECONDS = 20.0, 2.0
SMALL_KB, LARGE_KB = 60.0, 110.0


def median_ms(work: Callable[[], object]) -> float:
    """Median processor time of ROUNDS calls, after one to warm caches; a busy machine hardly changes it."""
    work()
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return statistics.median(times) * 1000


def plain_zip(data: bytes) -> Callable[[], object]:
    """The baseline: the same files, zipped by zipfile with its defaults."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}

    def work() -> None:
        with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
            for name, held in files.items():
                archive.writestr(name, held)

    return work


def afresh(compiled: Module, choice: Choice) -> bytes:
    """A package with nothing kept from the one before."""
    page._html.cache_clear()
    return build("module", [compiled], choice).data


def bare_kb(compiled: Module, choice: Choice) -> float:
    """Size of the zip without the story's pictures, which the goal leaves out, in kB."""
    bare = {**compiled, "pictures": {}}
    return len(build("module", [bare], choice).data) / 1000


def of_story(module: str, profile: str) -> list[Goal]:
    """Measure and print one story in one edition."""
    compiled, choice = content.load(module), choose(Trust(), profile)
    data = build("module", [compiled], choice).data
    pack = median_ms(lambda: afresh(compiled, choice))
    plain = median_ms(plain_zip(data))
    bare = bare_kb(compiled, choice)
    limit = LARGE_KB if choice.edition.id.startswith("2004") else SMALL_KB
    name = f"{choice.edition.id}-{module}"
    row = f"{module:14} {choice.edition.id:9} {pack:6.1f}ms {plain:8.1f}ms {pack / plain:6.2f}"
    print(f"{row} {len(data) / 1000:6.1f} kB {bare:6.1f} kB {limit:4g} kB")
    return [
        Goal(f"pack-{name}", pack, PACK_MS, "ms"),
        Goal(f"zip-{name}", bare, limit, "kB"),
    ]


def of_everything() -> Goal:
    """Measure and print what all packages take together."""
    with tempfile.TemporaryDirectory() as folder:
        page._html.cache_clear()
        begun = time.process_time()
        made = build_all(Path(folder))
        whole = time.process_time() - begun
    some = [median_ms(plain_zip(package.data)) for package in made[:3]]
    total = statistics.mean(some) * len(made) / 1000
    print(
        f"everything: {len(made)} zips in {whole:.2f} s; plainly zipped, about {total:.2f} s"
    )
    return Goal("pack-everything", whole, ALL_SECONDS, "s")


def main() -> list[Goal]:
    """Measure every story in every edition, and all packages together."""
    print(
        f"{'module':14} {'edition':9} {'pack':>8} {'plain zip':>10} {'ratio':>6} {'size':>9} {'bare':>9} {'limit':>7}"
    )
    goals: list[Goal] = []
    for module in content.module_ids():
        for profile in PROFILES:
            goals += of_story(module, profile)
    return [*goals, of_everything()]

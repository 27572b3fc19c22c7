"""What packing costs: `python -m bench scorm`.

Times stand beside those of plainly zipping the same bytes; the limits are in bench/goals.py.
"""

from __future__ import annotations

import io
import itertools
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.goals import Goal, goal_for
from bench.zips import unpacked
from olw_core import content
from olw_core.formats.compiled import Module
from scorm_export import page, zipper
from scorm_export.dist import build_all
from scorm_export.package import Choice, build
from scorm_export.plan import choose
from scorm_export.trust import Trust

ROUNDS = 15
VERSIONS = itertools.count(1000)
PROFILES = ("generic", "generic-2004-3", "generic-2004-4", "cmi5")
HEADINGS = "module         edition       pack  plain zip  ratio      size   limit"


@dataclass(frozen=True)
class PackedStory:
    """A compiled module in one edition, and how that is packed."""

    id: str
    """Of the module."""
    compiled: Module
    """As packages carry it."""
    choice: Choice
    """Edition and profile."""

    def packed(self) -> bytes:
        """The package."""
        return build("module", [self.compiled], self.choice).data

    def packed_afresh(self) -> bytes:
        """The package, with nothing of the story kept from the one before: it is another version
        each time. Player and control documents are deflated once for all stories."""
        another = self.compiled.copy()
        another["version"] = next(VERSIONS)
        return build("module", [another], self.choice).data


def median_ms(work: Callable[[], object]) -> float:
    """Median processor time of ROUNDS calls, after one to warm caches.

    A busy machine hardly changes it.
    """
    work()
    times: list[float] = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return statistics.median(times) * 1000


def plain_zip(data: bytes) -> Callable[[], object]:
    """The baseline: the same files, zipped by zipfile with its defaults."""
    files = unpacked(data)

    def work() -> None:
        """Zips them once more, to nowhere."""
        with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
            for name, held in files.items():
                archive.writestr(name, held)

    return work


def of_story(story: PackedStory) -> list[Goal]:
    """Measure and print one story in one edition."""
    edition = story.choice.edition.id
    data = story.packed()
    pack = median_ms(story.packed_afresh)
    plain = median_ms(plain_zip(data))
    ratio = pack / plain
    size = len(data) / 1000
    times = f"{pack:6.1f}ms {plain:8.1f}ms {ratio:6.2f}"
    name = f"{edition}-{story.id}"
    packing = goal_for(
        f"pack-{name}",
        pack,
    )
    zipped = goal_for(
        f"zip-{name}",
        size,
    )
    sizes = f"{size:6.1f} kB {zipped.limit:4g} kB"
    print(f"{story.id:14} {edition:9} {times} {sizes}")
    return [packing, zipped]


def of_everything() -> Goal:
    """Measure and print what all packages take together, with nothing kept from before."""
    page._html.cache_clear()
    zipper._packed.cache_clear()
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        made = build_all(Path(folder))
        whole = time.process_time() - begun
    some = []
    for package in made[:3]:
        zipped = plain_zip(package.data)
        some.append(median_ms(zipped))
    plain = statistics.mean(some) * len(made) / 1000
    took = f"{len(made)} zips in {whole:.2f} s"
    print(f"everything: {took}; plainly zipped, about {plain:.2f} s")
    return goal_for("pack-everything", whole)


def main() -> list[Goal]:
    """Measure every story in every edition, and all packages together."""
    print(HEADINGS)
    goals: list[Goal] = []
    for module in content.module_ids():
        for profile in PROFILES:
            choice = choose(Trust(), profile)
            goals += of_story(PackedStory(module, content.load(module), choice))
    goals.append(of_everything())
    return goals

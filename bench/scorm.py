"""What packing costs: `python bench/scorm.py`. Times as ratios to plainly zipping the same bytes; sizes; the limits.

Limits (docs: design of the SCORM door): 20 ms to pack a story (compile excluded), 2 s for everything, zips of 60 kB (1.2)
and 110 kB (2004).
"""

from __future__ import annotations

import io
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from olw_core import content
from scorm_export import page
from scorm_export.describe import Module
from scorm_export.dist import build_all
from scorm_export.package import Choice, build
from scorm_export.plan import choose
from scorm_export.trust import Trust

ROUNDS = 15


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


def main() -> None:
    print(f"{'module':14} {'edition':9} {'pack':>8} {'plain zip':>10} {'ratio':>6} {'size':>9} {'limit':>7}")
    for module in content.module_ids():
        compiled = content.load(module)
        for profile in ("generic", "generic-2004-3", "generic-2004-4", "cmi5"):
            choice = choose(Trust(), profile)
            data = build("module", [compiled], choice).data
            pack, plain = median_ms(lambda c=choice, m=compiled: afresh(m, c)), median_ms(plain_zip(data))
            limit = 110 if profile.startswith("generic-") else 60
            row = f"{module:14} {choice.edition.id:9} {pack:6.1f}ms {plain:8.1f}ms {pack / plain:6.2f}"
            print(f"{row} {len(data) / 1000:6.1f} kB {limit:4} kB")
    with tempfile.TemporaryDirectory() as folder:
        page._html.cache_clear()
        begun = time.process_time()
        made = build_all(Path(folder))
        whole = time.process_time() - begun
    total = sum(median_ms(plain_zip(package.data)) for package in made[:3]) / 3 * len(made) / 1000
    print(f"everything: {len(made)} zips in {whole:.2f} s (limit 2 s); plain zips of the same, about {total:.2f} s")


if __name__ == "__main__":
    main()

"""`make bench BEFORE=HEAD~40`: this tree beside an earlier commit, in turn on the same machine.

The earlier commit is laid out in a folder of its own, with the libraries of .venv, and measured by
its own scripts: they know its parts. What both give a figure for is compared.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLAYER = "olw_core/player"
SHARED = (
    ".venv/bin",
    ".venv/lib",
    ".venv/pyvenv.cfg",
    f"{PLAYER}/node_modules",
)
"""What the folder of the earlier commit takes from this one."""
SCRIPTS = ("xblock", "lti", "scorm")
"""Requests to both server doors, bundles, zips. Others are named after the commit."""
ROUNDS = 2
"""In turn; the least of each figure counts, for what else a machine does only adds."""

Figures = dict[str, float]

MEASURE = """
import gzip, json, sys
from bench.__main__ import SCRIPTS
from olw_core.player import BUNDLES, bundle
out, sys.stdout = sys.stdout, sys.stderr
figures = {goal.id: goal.figure for goal in SCRIPTS[sys.argv[1]]()}
for name in BUNDLES:
    figures[name] = len(gzip.compress(bundle(name), 9, mtime=0)) / 1000
json.dump(figures, out)
"""
"""Run in a tree: one script's figures, and what each bundle of the player weighs in kB."""


@contextmanager
def laid_out(commit: str) -> Iterator[Path]:
    """The commit in a folder, built, with our libraries; the folder goes afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        place = f"{folder}/before"
        tree = Path(place)
        _git("worktree", "add", "--quiet", "--detach", place, commit)
        try:
            _build(tree)
            yield tree
        finally:
            _git("worktree", "remove", "--force", place)


def _git(*arguments: str) -> None:
    """In this tree."""
    command = ["git", *arguments]
    subprocess.run(
        command,
        cwd=ROOT,
        check=True,
    )


def _build(tree: Path) -> None:
    """Its bundles and files. Nothing is installed: `make` takes that for done."""
    environment = tree / ".venv"
    environment.mkdir()
    for part in SHARED:
        ours = ROOT / part
        there = tree / part
        there.symlink_to(ours)
    installed = environment / ".installed"
    installed.touch()
    command = [
        "make",
        "--silent",
        "--old-file=.venv/.installed",
        f"--old-file={PLAYER}/node_modules/.installed",
        "build",
    ]
    subprocess.run(
        command,
        cwd=tree,
        check=True,
        stdout=sys.stderr,
    )


def figures(tree: Path, script: str) -> Figures:
    """What a tree's script measures; what it prints goes to the error stream."""
    command = [
        f"{tree}/.venv/bin/python",
        "-c",
        MEASURE,
        script,
    ]
    environment = {
        **os.environ,
        "PYTHONPATH": f"{tree}",
    }
    done = subprocess.run(
        command,
        cwd=tree,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
    )
    found: Figures = json.loads(done.stdout)
    return found


def least(rounds: list[Figures]) -> Figures:
    """Of each figure the smallest, in the order of the first round."""
    found: Figures = {}
    for name in rounds[0]:
        taken = [one[name] for one in rounds]
        found[name] = min(taken)
    return found


def compared(before: Figures, now: Figures) -> list[str]:
    """A line for each figure that both have, then what only one has."""
    lines = [f"{'':32} {'before':>9} {'now':>9} {'now/before':>11}"]
    for name, was in before.items():
        if name not in now:
            continue
        figure = now[name]
        ratio = _ratio(was, figure)
        lines.append(f"{name:32} {was:9.2f} {figure:9.2f} {ratio:>11}")
    gone = [name for name in before if name not in now]
    new = [name for name in now if name not in before]
    lines += [f"only before: {name}" for name in gone]
    lines += [f"only now: {name}" for name in new]
    return lines


def _ratio(was: float, now: float) -> str:
    """There is none to what weighed nothing."""
    if was == 0:
        return "-"
    return f"{now / was:.2f}"


def main(commit: str, scripts: tuple[str, ...] = SCRIPTS) -> None:
    """Measure both and print them beside each other."""
    befores: Figures = {}
    nows: Figures = {}
    with laid_out(commit) as earlier:
        for script in scripts:
            before, now = _in_turn(earlier, script)
            befores |= before
            nows |= now
    lines = compared(befores, nows)
    print("\n".join(lines))


def _in_turn(earlier: Path, script: str) -> tuple[Figures, Figures]:
    """One script's figures of both trees."""
    before: list[Figures] = []
    now: list[Figures] = []
    for _ in range(ROUNDS):
        before.append(figures(earlier, script))
        now.append(figures(ROOT, script))
    return least(before), least(now)


if __name__ == "__main__":
    asked, *named = sys.argv[1:]
    main(asked, tuple(named) or SCRIPTS)

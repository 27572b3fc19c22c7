"""Processor time of a process and all that it has started, as Linux tells it (proc(5))."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

PROC = Path("/proc")
MS_PER_TICK = 1000 / os.sysconf("SC_CLK_TCK")


class _Stat(NamedTuple):
    """`ticks`: its own, and those of children that have ended and were waited for."""

    parent: int
    ticks: int


def processor_ms(pid: int) -> float:
    """Milliseconds so far, of the process and of every one below it."""
    stats = {}
    for folder in PROC.glob("[0-9]*"):
        stat = _stat(folder)
        if stat is not None:
            number = int(folder.name)
            stats[number] = stat
    ticks = _ticks(pid, stats)
    return MS_PER_TICK * ticks


def _ticks(pid: int, stats: dict[int, _Stat]) -> int:
    """Of a process and every one below it."""
    total = stats[pid].ticks
    for one, stat in stats.items():
        if stat.parent == pid:
            total += _ticks(one, stats)
    return total


def _stat(folder: Path) -> _Stat | None:
    """None for a process that has just ended."""
    try:
        text = (folder / "stat").read_text("utf-8")
    except OSError:
        return None
    # The name, in brackets, may hold anything: fields are counted behind it.
    _, _, behind = text.rpartition(")")
    fields = behind.split()
    parent = int(fields[1])
    spent = fields[11:15]  # utime, stime, cutime, cstime
    ticks = sum(map(int, spent))
    return _Stat(parent, ticks)

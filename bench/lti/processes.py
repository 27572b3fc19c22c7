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
            stats[int(folder.name)] = stat
    return MS_PER_TICK * _ticks(pid, stats)


def _ticks(pid: int, stats: dict[int, _Stat]) -> int:
    below = [one for one, stat in stats.items() if stat.parent == pid]
    return stats[pid].ticks + sum(_ticks(one, stats) for one in below)


def _stat(folder: Path) -> _Stat | None:
    """None for a process that has just ended."""
    try:
        text = (folder / "stat").read_text()
    except OSError:
        return None
    # The name, in brackets, may hold anything: fields are counted behind it.
    fields = text.rpartition(")")[2].split()
    spent = fields[11:15]  # utime, stime, cutime, cstime
    return _Stat(parent=int(fields[1]), ticks=sum(map(int, spent)))

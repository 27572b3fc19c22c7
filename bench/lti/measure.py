"""`main`: the figures and their goals."""

from __future__ import annotations

import os
import statistics
import tempfile
from pathlib import Path

from flask import Flask

from bench.goals import Goal, goal_for, line
from bench.lti import served
from bench.lti.baseline import create_tool
from bench.lti.lms import Lms
from bench.lti.ours import counted, create_service
from lti_service.wiring import wiring_of

LAUNCHES = 150
WARM = 5
"""Launches that are not counted."""


def main() -> list[Goal]:
    """Measure, print and give the goals."""
    busy, _, _ = os.getloadavg()
    processors = os.cpu_count()
    print(f"{busy:.1f} processes want one of {processors} processors already")
    figures = _figures()
    goals = []
    for name, figure in figures.items():
        goal = goal_for(f"lti-{name}", figure)
        print(line(goal))
        goals.append(goal)
    return goals


def _figures() -> dict[str, float]:
    """By the name of its goal, without the `lti-`."""
    lms = Lms()
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            alone = _alone(folder, lms)
            as_served = _served(folder, lms)
    finally:
        lms.close()
    return {**alone, **as_served}


def _alone(folder: Path, lms: Lms) -> dict[str, float]:
    """Of a launch, without a web server: beside pylti1p3's tool."""
    service = create_service(folder, lms)
    try:
        tool = create_tool(folder / "cache", lms.keys_url)
        ours, theirs = _launch_ms(lms, service, tool)
        with counted(service) as asked:
            lms.launch(service)
    finally:
        wiring_of(service).close()
    print(f"a launch: {ours:.1f} ms of processor time")
    print(f"pylti1p3's: {theirs:.1f} ms")
    print(f"a login and its launch: {asked.statements} statements")
    ratio = ours / theirs
    return {
        "launch": ratio,
        "launch-transactions": float(asked.transactions),
    }


def _launch_ms(lms: Lms, *apps: Flask) -> list[float]:
    """Median processor time of a login with its launch, after the first few.

    The tools take turns, so that whatever else the machine does meets them alike.
    """
    times: list[list[float]] = [[] for _ in apps]
    for _ in range(LAUNCHES):
        for app, taken in zip(apps, times, strict=True):
            seconds = lms.launch(app)
            milliseconds = 1000 * seconds
            taken.append(milliseconds)
    return [statistics.median(taken[WARM:]) for taken in times]


def _served(folder: Path, lms: Lms) -> dict[str, float]:
    """Of two web processes with eight clients; all of it on this one machine."""
    postgresql = served.on_postgresql(folder, lms)
    sqlite = served.on_sqlite(folder, lms)
    measured = {
        "PostgreSQL": postgresql,
        "SQLite": sqlite,
    }
    for database, found in measured.items():
        for what, figures in found.items():
            print(f"{database}, {what}: {figures}")
    answers = postgresql["answers"]
    slowest = [figures.p99 for figures in sqlite.values()]
    return {
        "answer": answers.web,
        "answers": 1000 / answers.a_second,
        "answers-p95": answers.p95,
        "sqlite-p99": max(slowest),
    }

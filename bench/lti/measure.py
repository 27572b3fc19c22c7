"""`main`: the figures and their goals."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from bench.goals import Goal, line
from bench.lti.baseline import create_tool
from bench.lti.lms import Lms
from bench.lti.ours import BEARER, RESPOND, RETRY, counted, create_service, first_of
from lti_service.wiring import wiring_of
from olw_core import content
from olw_core.engine import engine

LAUNCHES = 200
ANSWERS = 60
LIMITS = {
    "launch": (1.3, "x"),
    "launch-transactions": (2.0, "of them"),
    "answer": (2.5, "ms"),
}


def main() -> list[Goal]:
    """Measure, print and give the goals."""
    with tempfile.TemporaryDirectory() as folder:
        figures = _figures(Path(folder))
    goals = []
    for name, figure in figures.items():
        limit, unit = LIMITS[name]
        goal = Goal(f"lti-{name}", figure, limit, unit)
        print(line(goal))
        goals.append(goal)
    return goals


def _figures(folder: Path) -> dict[str, float]:
    lms = Lms()
    service = create_service(folder, lms)
    try:
        tool = create_tool(folder / "cache", lms.keys_url)
        ours, theirs = _launch_ms(lms, service, tool)
        client = service.test_client()
        with counted(service) as asked:
            lms.launch(client)
        print(f"a launch: {ours:.1f} ms of processor time, pylti1p3's {theirs:.1f} ms")
        print(f"a login and its launch: {asked.statements} statements")
        return {
            "launch": ours / theirs,
            "launch-transactions": asked.transactions - 1.0,
            "answer": _answer_ms(lms, client),
        }
    finally:
        wiring_of(service).close()
        lms.close()


def _launch_ms(lms: Lms, *apps: Flask) -> list[float]:
    """Median processor time of a login with its launch, after the first few.

    The tools take turns, so that whatever else the machine does meets them alike.
    """
    clients = [app.test_client() for app in apps]
    times: list[list[float]] = [[] for _ in apps]
    for _ in range(LAUNCHES):
        for client, taken in zip(clients, times, strict=True):
            taken.append(lms.launch(client)[0])
    return [1000 * statistics.median(taken[5:]) for taken in times]


def _answer_ms(lms: Lms, client: FlaskClient) -> float:
    """Median processor time of an answer that is new: a story is played again and again."""
    _, page = lms.launch(client)
    headers = {"Authorization": f"Bearer {first_of(BEARER, page.text)}"}
    respond, retry = first_of(RESPOND, page.text), first_of(RETRY, page.text)
    module = content.load("kind")
    view = engine.view(module, engine.start(module), "score")
    times = []
    for _ in range(ANSWERS):
        place = {"attempt": view["attempt"], "step": view["step"]}
        if "ending" in view:
            again = {**place, "step": 0}
            told = client.post(retry, json=again, headers=headers)
            view = told.get_json()["view"]
            place = {"attempt": view["attempt"], "step": view["step"]}
        answer = view["item"]["options"][0]["id"]
        body = {**place, "response": answer}
        began = time.process_time()
        told = client.post(respond, json=body, headers=headers)
        times.append(time.process_time() - began)
        assert told.status_code == 200, told.text
        view = told.get_json()["view"]
    return 1000 * statistics.median(times)

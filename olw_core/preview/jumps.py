"""Where an author can go at once: every state of every scene, with the record that leads there."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from olw_core.authoring import review
from olw_core.authoring.compiler.markdown import count
from olw_core.authoring.compiler.reading_time import WORDS_PER_MINUTE
from olw_core.authoring.endings import endings
from olw_core.engine import engine
from olw_core.engine.feedback import authors_answer
from olw_core.engine.record import Record, write
from olw_core.engine.story import walk
from olw_core.formats.compiled import Module, Node


class State(NamedTuple):
    """One state of a scene."""

    record: str
    """Leads there, as the player stores it."""
    answers: str
    """A shortest way there: what is answered, decision by decision; "" at the start."""


@dataclass(frozen=True)
class Jump:
    """One scene, with a way to each of its states."""

    scene: str
    words: int
    """Of its longest state, without what is chosen from."""
    seconds: int
    ending: str
    """Tone and title; "" where the story goes on."""
    share: int | None
    """Percent of those who play by chance and come to this ending."""
    states: tuple[State, ...]


def jumps(module: Module) -> list[Jump]:
    """Every scene in the order of the shortest ways to it."""
    shares = {}
    for one in endings(module).reached:
        shares[one.scene] = one.share
    states: dict[str, list[State]] = {}
    words: dict[str, int] = {}
    for node, record in _reached(module):
        scene = node["scene"]
        answers = ", ".join(answer for _, answer in record.steps)
        ways = states.setdefault(scene, [])
        state = State(write(record), answers)
        ways.append(state)
        length = _words(module, node)
        longest = words.get(scene, 0)
        words[scene] = max(length, longest)
    found = []
    for scene, ways in states.items():
        share = shares.get(scene)
        percent = None if share is None else round(100 * share)
        jump = Jump(
            scene=scene,
            words=words[scene],
            seconds=round(60 * words[scene] / WORDS_PER_MINUTE),
            ending=_ending(module, scene),
            share=percent,
            states=tuple(ways),
        )
        found.append(jump)
    return found


def records(module: Module) -> dict[review.State, str]:
    """A record that leads to each state that a reviewer can tell apart."""
    found: dict[review.State, str] = {}
    for node, record in _reached(module):
        state = review.state_of(node)
        found.setdefault(state, write(record))
    return found


Arrival = tuple[Node, Record]


def _reached(module: Module) -> Iterator[Arrival]:
    """Each node that a learner can come to, with a shortest record that leads there."""
    open_records = deque([engine.start(module)])
    seen: set[int] = set()
    while open_records:
        record = open_records.popleft()
        here, _ = walk(module, record.steps)
        node = here.node
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node, record
        attempt = record.attempt
        step = len(record.steps)
        for answer in _answers(module, node):
            after = engine.respond(module, record, attempt, step, answer)
            open_records.append(after)


def _answers(module: Module, node: Node) -> list[str]:
    """One answer for each way on: of pick, rank and rate the authors' own."""
    if node["item"] is None:
        return []
    items = module["story"]["items"]
    item = items[node["item"]]
    if item["type"] == "choose":
        return [option["id"] for option in item["options"]]
    return [authors_answer(item)]


def _words(module: Module, node: Node) -> int:
    """Of the text of a node; where it depends on the walk, of all its parts."""
    texts = module["story"]["texts"]
    text = texts[node["text"]]
    if isinstance(text, str):
        return count(text)
    words = 0
    for part in text:
        words += count(part["html"])
    return words


def _ending(module: Module, scene: str) -> str:
    """Tone and title of an ending."""
    scenes = module["story"]["scenes"]
    ending = scenes[scene]["ending"]
    if not ending:
        return ""
    title = ending["title"]
    return f"{ending['tone']}: {title}"

"""Plays compiled modules: every response an item takes, every path, random ones."""

from __future__ import annotations

import random
from collections.abc import Iterator

from olw_core.authoring.compiler.items import answers
from olw_core.engine import engine
from olw_core.engine.record import Record
from olw_core.engine.story import LEAVE, Walk, follow, item_at, may_leave, walk
from olw_core.formats.compiled import Module


def possible(module: Module, here: Walk) -> list[str]:
    """Every canonical answer to the decision at hand, the way out last; empty at an ending."""
    if here.ended:
        return []
    found = answers(item_at(module, here.node))
    if not may_leave(module, here):
        return found
    return [*found, LEAVE]


def responses(module: Module, record: Record) -> list[str]:
    """Every canonical response possible now; empty at an ending."""
    here, _ = walk(module, record.steps)
    return possible(module, here)


def every_walk(module: Module) -> Iterator[Walk]:
    """The finished walk of every path, ways out with them, in the order of the answers.

    Far quicker than `every_path`: nothing is written or walked again on the way.
    """
    stack = [walk(module, ())[0]]
    while stack:
        here = stack.pop()
        if here.ended:
            yield here
        onward = [follow(module, here, answer) for answer in possible(module, here)]
        stack += reversed(onward)


def every_turn(module: Module) -> list[Walk]:
    """Every answer at every node, each by a shortest way there."""
    begin = walk(module, ())[0]
    known = {id(begin.node)}
    turns: list[Walk] = []
    ahead = [begin]
    for here in ahead:
        for answer in possible(module, here):
            onward = follow(module, here, answer)
            turns.append(onward)
            if id(onward.node) not in known:
                known.add(id(onward.node))
                ahead.append(onward)
    return turns


def every_path(module: Module, *, leave: bool = False) -> Iterator[Record]:
    """The final record of every path; of pick, rank and rate items every answer."""
    stack = [engine.start(module)]
    while stack:
        record = stack.pop()
        open_ = [r for r in responses(module, record) if leave or r != LEAVE]
        if not open_:
            yield record
        stack += [
            engine.respond(module, record, record.attempt, len(record.steps), r)
            for r in open_
        ]


def random_path(module: Module, rng: random.Random) -> Record:
    """One path by uniform choices."""
    record = engine.start(module)
    while open_ := [r for r in responses(module, record) if r != LEAVE]:
        record = engine.respond(
            module, record, record.attempt, len(record.steps), rng.choice(open_)
        )
    return record

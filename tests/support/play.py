"""Plays compiled modules: every response an item takes, every path, random ones."""

from __future__ import annotations

import random
from collections.abc import Iterator

from olw_core.authoring.compiler.items import answers
from olw_core.engine import engine
from olw_core.engine.record import Record
from olw_core.engine.story import LEAVE, item_at, may_leave, walk
from olw_core.formats.compiled import Module


def responses(module: Module, record: Record) -> list[str]:
    """Every canonical response possible now; empty at an ending."""
    here, _ = walk(module, record.steps)
    if here.ended:
        return []
    possible = answers(item_at(module, here.node))
    if not may_leave(module, here):
        return possible
    return [*possible, LEAVE]


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

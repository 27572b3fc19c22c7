"""Writes the golden files anew: compiled tiny modules, and the vectors both engines must give.

Run by `make golden`.
"""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

from olw_core.engine import engine
from olw_core.engine.echoes import MOST_ECHOES, chosen, heard, said
from olw_core.engine.record import Plan, Record, Step, checksum
from olw_core.engine.story import walk
from olw_core.formats.compiled import Module
from tests.support.modules import CONTENT, GOLDEN, golden, golden_ids
from tests.support.play import every_path, responses
from tests.support.twin import Call, call_python

MOST_PATHS = 12


def main() -> None:
    for module_id in golden_ids():
        module = golden(module_id)
        _dump(CONTENT / module_id / "compiled.json", module)
        vectors = []
        for call in calls(module):
            vectors.append({"call": call, "gives": call_python(module, call)})
        _dump(GOLDEN / "vectors" / f"{module_id}.json", vectors)


def calls(module: Module) -> list[Call]:
    """Starts, whole paths, refusals, retries, plans, cards and unusual records of one module."""
    paths = list(every_path(module, leave=True))
    found: list[Call] = [{"op": "start"}, {"op": "read", "record": ""}]
    rng = random.Random(20261123)
    for final in rng.sample(paths, min(MOST_PATHS, len(paths))):
        found += path_calls(module, final.steps)
        found += ended_calls(final)
    found += kept_calls(module, paths[0])
    found += kept_calls(module, paths[-1])
    found += unusual_calls(module, paths[0])
    found += early_calls(module, engine.write(paths[0]))
    found += card_calls(module)
    return found + crowded_calls(module, paths)


def ended_calls(final: Record) -> list[Call]:
    """Another way from the last decision, and what is kept without a percentage."""
    text = engine.write(final)
    last = max(0, len(final.steps) - 1)
    return [
        {"op": "retry", "record": text, "args": [1, last]},
        {"op": "read", "record": text, "report": "completion"},
    ]


def unusual_calls(module: Module, final: Record) -> list[Call]:
    """Texts that were cut or changed, and answers to a story that has ended."""
    text = engine.write(final)
    texts = (
        text[:-2],
        text[:12],
        "2" + text[1:],
        text.replace(module["id"], "other"),
        "x" * 10_000,
        f" {text}\n",
    )
    answers = (
        [1, 0, None],
        [1, 0, "zz"],
        [2, 0, "a"],
        [1, 99, "a"],
        [1, len(final.steps), "a"],
    )
    found: list[Call] = [{"op": "read", "record": one} for one in texts]
    for args in answers:
        found.append({"op": "respond", "record": text, "args": args})
    return found


def early_calls(module: Module, ended: str) -> list[Call]:
    """What comes before an ending, beside the record of an ended story."""
    fresh = engine.write(engine.start(module))
    plan = {"cue": "a", "action": "b"}
    found: list[Call] = []
    for text in ("", fresh, ended):
        found.append({"op": "leave", "record": text})
    for response in ("", "zz", "a" * 40, "aa", "_", "55"):
        args = [1, 0, response]
        found.append({"op": "respond", "record": fresh, "args": args})
    for text in (ended, fresh):
        found.append({"op": "keep_plan", "record": text, "args": [plan]})
    found.append({"op": "keep_plan", "record": ended, "args": [{"cue": "z"}]})
    return found


def card_calls(module: Module) -> list[Call]:
    """A card that is not there, and each that is."""
    found: list[Call] = [{"op": "card_view", "args": ["nothing", "a"]}]
    for card in module["cards"]:
        found += [
            {"op": "card_view", "args": [card["id"], "b"]},
            {"op": "card_answer", "args": [card["id"], "a", "b"]},
            {"op": "card_answer", "args": [card["id"], "a", "x"]},
            {"op": "card_view", "args": [card["id"], "constructor"]},
        ]
    return found


def crowded_calls(module: Module, paths: list[Record]) -> list[Call]:
    """Endings at which more could be said than is heard: both engines leave out the same."""
    found: list[Call] = []
    for final in paths:
        here, _ = walk(module, final.steps)
        alone = [heard([echoes], chosen(here)) for echoes in said(here)]
        if sum(map(len, alone)) > MOST_ECHOES:
            found.append({"op": "read", "record": engine.write(final)})
    return found


def kept_calls(module: Module, final: Record) -> list[Call]:
    """What is kept of one finished attempt.

    By each switch, when the learner goes, and on the next visit. The third text is the first
    edition's, with confidence and what would stop the learner.
    """
    left = engine.leave(module, final)
    planned = replace(left, plan=Plan("a", "b"))
    old = with_tail(engine.write(replace(final, plan=Plan("a", "b"))))
    bare = engine.write(final, "completion")
    return [
        {"op": "leave", "record": engine.write(final), "report": "completion"},
        {"op": "leave", "record": engine.write(final)},
        {"op": "read", "record": old},
        {"op": "read", "record": bare, "report": "score"},
        {"op": "read", "record": bare, "report": "completion"},
        {"op": "read", "record": engine.write(planned), "report": "score"},
        {"op": "read", "record": engine.write(planned), "report": "completion"},
        {"op": "keep_plan", "record": engine.write(left), "args": [{"cue": "b"}]},
    ]


def with_tail(text: str) -> str:
    """A record as the first edition wrote it: `-f-25` behind the plan's ids."""
    fields = text.split(".")
    fields[5] += "-f-25"
    body = ".".join(fields[:-1])
    return f"{body}.{checksum(body)}"


def path_calls(module: Module, steps: tuple[Step, ...]) -> list[Call]:
    """One respond call per decision of a path."""
    record, found = engine.start(module), []
    for i, (_, answer) in enumerate(steps):
        assert answer in responses(module, record)
        found.append(
            {"op": "respond", "record": engine.write(record), "args": [1, i, answer]}
        )
        record = engine.respond(module, record, 1, i, answer)
    return found


def _dump(path: Path, value: object) -> None:
    text = json.dumps(
        value,
        indent=1,
        sort_keys=True,
        ensure_ascii=False,
    )
    path.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()

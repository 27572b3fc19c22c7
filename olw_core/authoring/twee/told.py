"""What an author reads after a Twine story was taken over: what became of it, what was not taken
over as it was, and what is to be added."""

from __future__ import annotations

import json
from collections.abc import Iterator

from olw_core.authoring.leftover import TO_WRITE
from olw_core.authoring.twee.story import TakenStory


def lines(made: TakenStory, file: str) -> Iterator[str]:
    """The list, line by line. `file`: as the author named it."""
    scenes = made.data["story"]["scenes"].values()
    endings = sum("ending" in scene for scene in scenes)
    decisions = len(scenes) - endings
    counted = [
        _number(decisions, "decision"),
        _number(endings, "ending"),
        f"{made.followed} told after a choice",
    ]
    passages = _number(made.passages, "passage")
    listed = ", ".join(counted)
    yield f"{passages}: {listed}"
    if made.told:
        yield "Not taken over as it was (kept as notes at the end of module.yaml):"
    for one in made.told:
        place = f"{file}:{one.line}" if one.line else file
        passage = f" {one.passage}:" if one.passage else ""
        yield f"  {place}:{passage} {one.words}"
    yield "To add:"
    written = json.dumps(made.data, ensure_ascii=False)
    blank = written.lower().count(TO_WRITE.lower())
    texts = _number(blank, "text")
    yield f"  {texts}: look for `{TO_WRITE}`"
    yield "  people, and `@name:` before what they say"
    if decisions:
        yield (
            f"  points, and then `tests`, `weight`, `protects` and `costs`,"
            f" of {_number(decisions, 'decision')}: now they count nothing"
        )
    yield f"  the tone of {_number(endings, 'ending')}: now each is mixed"
    yield "  a recap for each scene, echoes, a plan, cards and the facilitator's guide"


def _number(count: int, word: str) -> str:
    """1 ending; 2 endings"""
    if count == 1:
        return f"1 {word}"
    return f"{count} {word}s"

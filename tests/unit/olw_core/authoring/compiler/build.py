"""Authored dictionaries for tests of size and structure:
chains of decisions, as short as the format allows.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

BEHAVIOUR = "improving-high-quality-care"


def option(go: str, weight: int, **more: Any) -> dict[str, Any]:
    """An option with feedback of its own."""
    told = {
        "consequence": f"It leads to {go}.",
        "why": f"The weight is {weight}.",
        "other": "There is another side.",
    }
    reasons = {"protects": "time", "costs": "care"} if weight >= 2 else {}
    return {
        "text": f"Go to {go}.",
        "weight": weight,
        **reasons,
        "feedback": told,
        "go": go,
        **more,
    }


def decision(goes: dict[str, str], points: int = 3, **more: Any) -> dict[str, Any]:
    """A scene that chooses between scenes; the first option weighs 3, the others 1."""
    weights = [3, *[1] * (len(goes) - 1)]
    options = {
        letter: option(go, weight, text=f"{letter.upper()}. Go to {go}.")
        for (letter, go), weight in zip(goes.items(), weights, strict=True)
    }
    item = {
        "type": "choose",
        "prompt": "What now?",
        "points": points,
        "tests": [BEHAVIOUR],
        "options": options,
    }
    return {"recap": "You are here.", "text": "You are here.", "item": item, **more}


def ending(tone: str = "good") -> dict[str, Any]:
    return {
        "recap": "It is over.",
        "text": "It is over.",
        "ending": {"title": "Over", "tone": tone},
    }


def module(scenes: dict[str, Any], start: str, **more: Any) -> dict[str, Any]:
    """A module around a story; ids of scenes are its keys."""
    setting = {"role": "Clerk", "place": "Office", "mode": "hybrid"}
    return {
        "id": "built",
        "principle": "improving",
        "version": 1,
        "title": "Built",
        "summary": "A story for a test.",
        "accepted": [{"code": "story-short", "reason": "It is for a test."}],
        "story": {"setting": setting, "start": start, "scenes": scenes},
        **more,
    }


def chain(names: Iterable[str], **more: Any) -> dict[str, Any]:
    """Decisions one after the other, each with two options to the next, then one ending."""
    order = [*names, "last"]
    scenes: dict[str, Any] = {
        here: decision({"a": following, "b": following}, tag=f"{i:02d}")
        for i, (here, following) in enumerate(itertools.pairwise(order))
    }
    return module({**scenes, "last": ending()}, order[0], **more)

"""Hypothesis strategies: random valid modules (every item type, variables, ties,
a way out) and what learners do with them.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

BEHAVIOURS = (
    "improving-high-quality-care",
    "improving-try-new-things",
    "improving-let-staff-improve",
)
LETTERS = "abcdefg"


def _feedback(mark: str) -> dict[str, str]:
    return {
        "consequence": f"Then {mark}.",
        "why": f"As {mark}.",
        "other": f"But {mark}.",
    }


@st.composite
def _choose(
    draw: st.DrawFn, targets: list[str], variables: list[str]
) -> dict[str, Any]:
    points = draw(st.sampled_from([0, 1, 2, 3, 3, 3, 5]))
    letters = LETTERS[: draw(st.integers(2, 4))]
    options: dict[str, Any] = {}
    for i, letter in enumerate(letters):
        option: dict[str, Any] = {
            "text": f"Do *{letter}*.",
            "feedback": _feedback(letter),
            "go": draw(_go(targets, variables)),
        }
        if points:
            option["weight"] = draw(st.integers(0, 3))
            if draw(st.booleans()):
                option["protects"], option["costs"] = (
                    f"keeps {letter}",
                    f"costs {letter}",
                )
        if bool(variables) and draw(st.booleans()):
            option["set"] = {
                draw(st.sampled_from(variables)): draw(
                    st.sampled_from([0, 1, 2, "+1", -1])
                )
            }
        if i >= 2 and variables and draw(st.booleans()):
            option["if"] = draw(_condition(variables))
        options[letter] = option
    tests = (
        draw(st.lists(st.sampled_from(BEHAVIOURS), unique=True, max_size=2))
        if points
        else []
    )
    return {
        "type": "choose",
        "prompt": "What now?",
        "points": points,
        "tests": tests,
        "options": options,
    }


@st.composite
def _condition(draw: st.DrawFn, variables: list[str]) -> str:
    name = draw(st.sampled_from(variables))
    return draw(
        st.sampled_from(
            [
                name,
                f"not {name}",
                f"{name} >= 2",
                f"{name} == 1 or {variables[0]} < 1",
                f"{name} and {variables[-1]} != 2",
            ]
        )
    )


@st.composite
def _go(draw: st.DrawFn, targets: list[str], variables: list[str]) -> Any:
    last = draw(st.sampled_from(targets))
    if variables and draw(st.integers(0, 3)) == 0:
        return [
            {"if": draw(_condition(variables)), "to": draw(st.sampled_from(targets))},
            {"to": last},
        ]
    return last


@st.composite
def _keyed(draw: st.DrawFn, targets: list[str], variables: list[str]) -> dict[str, Any]:
    kind = draw(st.sampled_from(["pick", "rank", "rate"]))
    letters = list(LETTERS[: draw(st.integers(2, 4))])
    item: dict[str, Any] = {
        "type": kind,
        "prompt": "Which?",
        "points": draw(st.integers(1, 5)),
        "tests": draw(st.lists(st.sampled_from(BEHAVIOURS), unique=True, max_size=2)),
        "options": {i: {"text": f"Thing {i}."} for i in draw(st.permutations(letters))},
        "feedback": {band: _feedback(band) for band in ("full", "part", "low")},
        "go": draw(_go(targets, variables)),
    }
    if kind == "pick":
        item["k"] = draw(st.integers(1, len(letters) - 1))
        item["key"] = draw(st.permutations(letters))[: item["k"]]
    elif kind == "rate":
        item["key"] = {i: draw(st.integers(1, 4)) for i in letters}
    else:
        order = draw(st.permutations(letters))
        tie = draw(st.integers(0, len(order) - 1))
        item["key"] = (
            [*order[:tie], list(order[tie : tie + 2]), *order[tie + 2 :]]
            if draw(st.booleans())
            else list(order)
        )
    return item


@st.composite
def modules(draw: st.DrawFn) -> dict[str, Any]:
    """An authored module: up to four layers of one or two scenes, then one to three endings."""
    variables = draw(st.sampled_from([[], [], ["rested"], ["rested", "trust"]]))
    layers = []
    for depth in range(draw(st.integers(1, 4))):
        width = draw(st.integers(1, 2))
        layers.append([f"s{depth}{i}" for i in range(width)])
    layers[0] = layers[0][:1]
    endings = [f"end{i}" for i in range(draw(st.integers(1, 3)))]
    later = [*layers[1:], endings]
    scenes: dict[str, Any] = {}
    for layer, following in zip(layers, later, strict=True):
        for scene in layer:
            targets = [*following]
            if draw(st.integers(0, 3)) == 0:
                targets += endings
            item = draw(
                st.one_of(
                    _choose(targets, variables),
                    _choose(targets, variables),
                    _keyed(targets, variables),
                )
            )
            text: Any = f"Scene {scene}."
            if bool(variables) and draw(st.booleans()):
                text = [
                    text,
                    {
                        "if": draw(_condition(variables)),
                        "text": "Something is different.",
                    },
                ]
            scenes[scene] = {"recap": f"At {scene}.", "text": text, "item": item}
    for i, ending in enumerate(endings):
        scenes[ending] = {
            "text": f"The end {i}.",
            "ending": {"title": ending, "tone": ("good", "mixed", "hard")[i]},
        }
    return _whole(draw, scenes, layers[0][0], variables)


def _whole(
    draw: st.DrawFn, scenes: dict[str, Any], start: str, variables: list[str]
) -> dict[str, Any]:
    _drop_unreachable(scenes, start)
    for i, scene in enumerate(scenes.values()):
        scene["tag"] = f"{i:02d}"
    module: dict[str, Any] = {
        "id": "random",
        "principle": "improving",
        "version": draw(st.integers(1, 9)),
        "title": "Random",
        "summary": "A random module.",
        "story": {
            "setting": {"role": "Clerk", "place": "Office", "mode": "remote"},
            "start": start,
            "scenes": scenes,
        },
    }
    if variables:
        module["variables"] = (
            {"rested": False, "trust": {"start": 1, "min": 0, "max": 2}}
            if len(variables) > 1
            else {"rested": draw(st.booleans())}
        )
    if draw(st.booleans()):
        module["plan"] = {
            "cues": {"a": "it rings", "b": "it stops"},
            "actions": {"a": "wait", "b": "ask"},
        }
    if draw(st.booleans()):
        module |= {
            "content_note": "Sad.",
            "way_out": {"title": "Away", "text": "Fine."},
        }
    return module


def _goes(item: dict[str, Any] | None) -> list[Any]:
    """Every `go` of an item: its own, or its options'."""
    if item is None:
        return []
    if "go" in item:
        return [item["go"]]
    return [option["go"] for option in item["options"].values()]


def _targets(go: str | list[dict[str, str]]) -> list[str]:
    """The scenes one `go` names: one, or one for each condition."""
    if isinstance(go, str):
        return [go]
    return [part["to"] for part in go]


def _drop_unreachable(scenes: dict[str, Any], start: str) -> None:
    seen, open_ = {start}, [start]
    while open_:
        for go in _goes(scenes[open_.pop()].get("item")):
            for target in _targets(go):
                if target not in seen:
                    seen.add(target)
                    open_.append(target)
    for scene in set(scenes) - seen:
        del scenes[scene]

"""Hypothesis strategies: random valid modules as authors write them.

Every item type, variables, ties, a way out.
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
                option["protects"] = f"keeps {letter}"
                option["costs"] = f"costs {letter}"
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
        item["key"] = draw(_ranking(letters))
    return item


@st.composite
def _ranking(draw: st.DrawFn, letters: list[str]) -> list[Any]:
    """A rank item's key, with or without a tie."""
    order = draw(st.permutations(letters))
    tie = draw(st.integers(0, len(order) - 1))
    if not draw(st.booleans()):
        return list(order)
    tied = list(order[tie : tie + 2])
    return [*order[:tie], tied, *order[tie + 2 :]]


@st.composite
def modules(draw: st.DrawFn) -> dict[str, Any]:
    """An authored module: up to four layers of one or two scenes, then one to three endings."""
    variables = draw(st.sampled_from([[], [], ["rested"], ["rested", "trust"]]))
    layers = draw(_layers())
    endings = [f"end{i}" for i in range(draw(st.integers(1, 3)))]
    later = [*layers[1:], endings]
    scenes: dict[str, Any] = {}
    for layer, following in zip(layers, later, strict=True):
        for scene in layer:
            targets = list(following)
            if draw(st.integers(0, 3)) == 0:
                targets += endings
            scenes[scene] = draw(_scene(scene, targets, variables))
    for i, ending in enumerate(endings):
        tone = ("good", "mixed", "hard")[i]
        scenes[ending] = {
            "text": f"The end {i}.",
            "ending": {"title": ending, "tone": tone},
        }
    return _whole(draw, scenes, layers[0][0], variables)


@st.composite
def _layers(draw: st.DrawFn) -> list[list[str]]:
    """Names of scenes by their distance from the start, which is one scene."""
    layers = []
    for depth in range(draw(st.integers(1, 4))):
        count = draw(st.integers(1, 2))
        layers.append([f"s{depth}{i}" for i in range(count)])
    layers[0] = layers[0][:1]
    return layers


@st.composite
def _scene(
    draw: st.DrawFn,
    name: str,
    targets: list[str],
    variables: list[str],
) -> dict[str, Any]:
    """A scene with a decision; half of the decisions are choices."""
    item = draw(
        st.one_of(
            _choose(targets, variables),
            _choose(targets, variables),
            _keyed(targets, variables),
        )
    )
    text: Any = f"Scene {name}."
    if bool(variables) and draw(st.booleans()):
        condition = draw(_condition(variables))
        text = [text, {"if": condition, "text": "Something is different."}]
    return {"recap": f"At {name}.", "text": text, "item": item}


def _whole(
    draw: st.DrawFn,
    scenes: dict[str, Any],
    start: str,
    variables: list[str],
) -> dict[str, Any]:
    """The module around its scenes."""
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
    if len(variables) > 1:
        trust = {"start": 1, "min": 0, "max": 2}
        module["variables"] = {"rested": False, "trust": trust}
    elif variables:
        module["variables"] = {"rested": draw(st.booleans())}
    if draw(st.booleans()):
        module["plan"] = {
            "cues": {"a": "it rings", "b": "it stops"},
            "actions": {"a": "wait", "b": "ask"},
        }
    if draw(st.booleans()):
        module["content_note"] = "Sad."
        module["way_out"] = {"title": "Away", "text": "Fine."}
    return module


def _drop_unreachable(scenes: dict[str, Any], start: str) -> None:
    """Authors may not leave a scene that nothing leads to."""
    seen, open_ = {start}, [start]
    while open_:
        for target in _targets(scenes[open_.pop()]):
            if target not in seen:
                seen.add(target)
                open_.append(target)
    for scene in set(scenes) - seen:
        del scenes[scene]


def _targets(scene: dict[str, Any]) -> list[str]:
    """Where a scene can lead."""
    item = scene.get("item")
    if item is None:
        return []
    goes = [item["go"]] if "go" in item else _own_goes(item)
    found = []
    for go in goes:
        if isinstance(go, str):
            found.append(go)
        else:
            found += [part["to"] for part in go]
    return found


def _own_goes(item: dict[str, Any]) -> list[Any]:
    """The ways of a choice, which its options tell."""
    return [option["go"] for option in item["options"].values()]

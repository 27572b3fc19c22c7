"""Checks everything an authored module refers to: scenes, behaviours, keys, variables, speakers, tags, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from olw_core.authoring.compiler import conditions
from olw_core.authoring.compiler.problems import Report
from olw_core.authoring.compiler.reach import check_graph
from olw_core.authoring.compiler.source import Path
from olw_core.authoring.compiler.speech import check_speech
from olw_core.authoring.compiler.tags import check_tags
from olw_core.framework import Framework

Module = Mapping[str, Any]


def check_links(
    module: Module, framework: Framework, report: Report
) -> dict[str, conditions.Variable]:
    """Report every broken reference; returns the declared variables."""
    variables = _variables(module, report)
    _principle(module, framework, report)
    for scene_id, scene in module["story"]["scenes"].items():
        _scene(scene_id, scene, variables, report)
    for card_id, card in module["cards"].items():
        for letter, variant in card["variants"].items():
            _alike(variant["options"], ("cards", card_id, "variants", letter), report)
    check_speech(module, report)
    check_graph(module["story"], report)
    check_tags(module, report)
    _retired(module, report)
    _way_out(module, report)
    _guide(module, report)
    _alts(module, report)
    return variables


def _variables(module: Module, report: Report) -> dict[str, conditions.Variable]:
    found = {}
    for name, raw in module["variables"].items():
        try:
            found[name] = conditions.declare(raw)
        except conditions.ConditionError as error:
            report.error(
                "variable-declaration",
                ("variables", name),
                f"{error}.",
                "Write for example `rested: false`.",
            )
            found[name] = conditions.Variable(0, 0, 1, True)
    return found


def _principle(module: Module, framework: Framework, report: Report) -> None:
    known = {p.id: [b.id for b in p.behaviours] for p in framework.principles}
    if module["principle"] not in known:
        report.error(
            "principle-unknown",
            ("principle",),
            f"There is no principle '{module['principle']}'.",
            f"Use one of: {', '.join(known)}.",
        )
        return
    behaviours = known[module["principle"]]
    for path, behaviour in _tested(module):
        if behaviour not in behaviours:
            report.error(
                "behaviour-unknown",
                path,
                f"'{behaviour}' is not a behaviour of '{module['principle']}'.",
                f"Use one of: {', '.join(behaviours)}.",
            )


def _tested(module: Module) -> Iterator[tuple[Path, str]]:
    for scene_id, scene in module["story"]["scenes"].items():
        for i, behaviour in enumerate(scene["item"]["tests"] if scene["item"] else ()):
            yield ("story", "scenes", scene_id, "item", "tests", i), behaviour
    for card in module["cards"]:
        yield ("cards", card), card


def _scene(
    scene_id: str,
    scene: Module,
    variables: dict[str, conditions.Variable],
    report: Report,
) -> None:
    path: Path = ("story", "scenes", scene_id)
    if bool(scene["item"]) == bool(scene["ending"]):
        report.error(
            "scene-end",
            path,
            "A scene needs an item or an ending, and not both."
            if scene["item"]
            else "This scene is a dead end: it has neither an item nor an ending.",
            "Add an item or an ending.",
        )
    for i, part in enumerate(scene["text"]):
        _condition(part["if"], (*path, "text", i), variables, report)
    picture = scene["picture"]
    if picture:
        _picture(picture, (*path, "picture"), report)
    if scene["item"]:
        _item(scene["item"], (*path, "item"), variables, report)


def _picture(picture: Module, path: Path, report: Report) -> None:
    if picture["file"] not in report.source.media:
        report.error(
            "picture-missing",
            path,
            f"There is no media/{picture['file']}.",
            "Add the file or correct the name.",
        )
    if not picture["alt"] and not picture["decorative"]:
        report.error(
            "picture-alt",
            path,
            "The picture has no alt text.",
            "Add `alt: ...`, or `decorative: true` if it says nothing new.",
        )


def _item(
    item: Module, path: Path, variables: dict[str, conditions.Variable], report: Report
) -> None:
    if item["type"] != "choose":
        _keyed(item, path, report)
        _go(item["go"], (*path, "go"), variables, report)
        return
    for letter, option in item["options"].items():
        here = (*path, "options", letter)
        _condition(option.get("if", ""), (*here, "if"), variables, report)
        _go(option["go"], (*here, "go"), variables, report)
        try:
            conditions.apply(
                option["set"], {n: v.start for n, v in variables.items()}, variables
            )
        except conditions.ConditionError as error:
            report.error(
                "set-line",
                (*here, "set"),
                f"{error}.",
                "Declare it under variables, or correct the line.",
            )
        if item["points"] and option["weight"] is None:
            report.error(
                "weight-missing",
                here,
                "This option has no weight.",
                "Add `weight:` 0 to 3, or set the item's points to 0.",
            )
    _flat(item, path, report)


def _flat(item: Module, path: Path, report: Report) -> None:
    if item["points"]:
        _alike(item["options"], path, report)
    elif item["tests"]:
        report.error(
            "tests-without-points",
            path,
            "A decision without points cannot test a behaviour.",
            "Give it points, or leave out `tests`.",
        )


def _alike(options: Module, path: Path, report: Report) -> None:
    same_weight = len({o["weight"] for o in options.values()}) == 1
    same_feedback = (
        len({tuple(sorted(o["feedback"].items())) for o in options.values()}) == 1
    )
    if same_weight and same_feedback:
        report.error(
            "options-alike",
            path,
            "All options have the same weight and the same feedback.",
            "Give each option feedback of its own.",
        )


def _keyed(item: Module, path: Path, report: Report) -> None:
    ids = sorted(item["options"])
    keyed = sorted(
        str(k)
        for entry in item["key"]
        for k in (entry if isinstance(entry, list) else [entry])
    )
    if item["type"] == "pick":
        good = len(set(keyed)) == len(keyed) == item["k"] < len(ids) and set(
            keyed
        ) <= set(ids)
        remedy = f"List {item['k']} different options, fewer than there are."
    else:
        good = keyed == ids
        remedy = "Name every option once."
    if not good:
        report.error(
            "key-mismatch", (*path, "key"), "The key does not fit the options.", remedy
        )
    if item["type"] == "rank" and any(
        isinstance(e, list) and not e for e in item["key"]
    ):
        report.error(
            "key-mismatch", (*path, "key"), "The key holds an empty tie.", remedy
        )


def _condition(
    condition: str,
    path: Path,
    variables: dict[str, conditions.Variable],
    report: Report,
) -> None:
    try:
        conditions.check(condition, variables)
    except conditions.ConditionError as error:
        report.error(
            "condition",
            path,
            f"{error}.",
            "Declare the variable, or write a condition such as `rested` or `trust >= 2`.",
        )


def _go(
    go: list[dict[str, str]],
    path: Path,
    variables: dict[str, conditions.Variable],
    report: Report,
) -> None:
    for i, part in enumerate(go):
        _condition(part["if"], (*path, i), variables, report)
    if go[-1]["if"] or any(not part["if"] for part in go[:-1]):
        report.error(
            "go-may-fail",
            path,
            "Only the last line of `go` may, and must, stand without `if`.",
            "Add `- {to: scene}` as the last line.",
        )


def _retired(module: Module, report: Report) -> None:
    scenes = module["story"]["scenes"]
    used = set(scenes) | {f"card:{c}" for c in module["cards"]}
    used |= {
        f"{s}.{o}"
        for s, scene in scenes.items()
        if scene["item"]
        for o in scene["item"]["options"]
    }
    for i, name in enumerate(module["retired"]):
        if name in used:
            report.error(
                "retired-reused",
                ("retired", i),
                f"'{name}' is retired and used again: old records would change their meaning.",
                "Choose a new id.",
            )


def _way_out(module: Module, report: Report) -> None:
    if bool(module["content_note"]) != bool(module["way_out"]):
        report.error(
            "way-out",
            ("content_note" if module["content_note"] else "way_out",),
            "A content note and a way out belong together.",
            "Add the other one.",
        )


def _guide(module: Module, report: Report) -> None:
    scenes = module["story"]["scenes"]
    for name in module["facilitator"]["decisions"] if module["facilitator"] else ():
        if name not in scenes or not scenes[name]["item"]:
            report.error(
                "guide-scene",
                ("facilitator", "decisions", name),
                f"There is no decision '{name}' in the story.",
                "Name a scene that has an item.",
            )


def _alts(module: Module, report: Report) -> None:
    told: dict[str, str] = {}
    for scene_id, scene in module["story"]["scenes"].items():
        picture = scene["picture"]
        if (
            picture
            and told.setdefault(picture["file"], picture["alt"]) != picture["alt"]
        ):
            report.error(
                "picture-alt-differs",
                ("story", "scenes", scene_id, "picture"),
                f"{picture['file']} has another alt text in an earlier scene.",
                "Use the same alt text wherever the picture is shown.",
            )

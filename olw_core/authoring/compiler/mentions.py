"""Checks all that an authored module refers to: behaviours, variables, speakers, tags,
scenes, pictures."""

from __future__ import annotations

from collections.abc import Iterator

from olw_core.authoring.authored.module import Module
from olw_core.authoring.compiler import conditions
from olw_core.authoring.compiler.chair import told_by_chair
from olw_core.authoring.compiler.conditions import Variable
from olw_core.authoring.compiler.edition import check_named
from olw_core.authoring.compiler.judging import ConditionCheck
from olw_core.authoring.compiler.keys import check_alike
from olw_core.authoring.compiler.pictures_named import check_pictures
from olw_core.authoring.compiler.places import FieldPath, at_item, at_variant
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.compiler.reach import check_graph
from olw_core.authoring.compiler.scenes import SceneCheck
from olw_core.authoring.compiler.speech import check_speech
from olw_core.authoring.compiler.tags import check_tags
from olw_core.framework import Framework
from olw_core.near import meant


def check_links(
    module: Module,
    framework: Framework,
    problems: Problems,
) -> dict[str, Variable]:
    """Report every broken reference; returns the declared variables."""
    variables = _variables(module, problems)
    _check_principle(module, framework, problems)
    scenes = module["story"]["scenes"]
    scene_check = SceneCheck(variables, scenes, problems)
    for scene_id, scene in scenes.items():
        scene_check.check(scene_id, scene)
    _check_told_after(module, scene_check.conditions)
    for card_id, card in module["cards"].items():
        for letter, variant in card["variants"].items():
            check_alike(variant["options"], at_variant(card_id, letter), problems)
    check_speech(module, problems)
    check_graph(module["story"], problems)
    check_tags(module, problems)
    _check_retired(module, problems)
    _check_way_out(module, problems)
    _check_guide(module, problems)
    check_pictures(module, problems)
    check_named(module, problems)
    return variables


def _check_told_after(module: Module, check: ConditionCheck) -> None:
    """What was spent, and what the other chair tells, may depend on paths."""
    story = module["story"]
    for index, picture in enumerate(story["spent"]):
        check.on_paths(picture["if"], ("story", "spent", index))
    for index, part in enumerate(told_by_chair(module)):
        check.on_paths_alone(part["if"], ("story", "other_chair", "text", index))


def _variables(module: Module, problems: Problems) -> dict[str, Variable]:
    """The declared variables; a broken declaration counts as a switch from here on."""
    found = {}
    for name, raw in module["variables"].items():
        try:
            found[name] = conditions.declare(raw)
        except conditions.ConditionError as error:
            problems.error(
                "variable-declaration",
                ("variables", name),
                f"{error}.",
                "Write for example `rested: false`.",
            )
            found[name] = Variable(
                start=0,
                low=0,
                high=1,
                boolean=True,
            )
    return found


def _check_principle(
    module: Module,
    framework: Framework,
    problems: Problems,
) -> None:
    """Modules and decisions name what they teach by the framework's ids."""
    name = module["principle"]
    if not framework.has_principle(name):
        problems.error(
            "principle-unknown",
            ("principle",),
            f"There is no principle '{name}'.",
            f"{meant(name, framework.principle_ids())}.",
        )
        return
    behaviours = [one.id for one in framework.principle(name).behaviours]
    for path, behaviour in _tested(module):
        if behaviour not in behaviours:
            problems.error(
                "behaviour-unknown",
                path,
                f"'{behaviour}' is not a behaviour of '{name}'.",
                f"{meant(behaviour, behaviours)}.",
            )


def _tested(module: Module) -> Iterator[tuple[FieldPath, str]]:
    """Every behaviour that the module names, with its place."""
    scenes = module["story"]["scenes"]
    for scene_id, scene in scenes.items():
        if scene["item"]:
            for index, behaviour in enumerate(scene["item"]["tests"]):
                yield at_item(scene_id, "tests", index), behaviour
    for card_id in module["cards"]:
        yield ("cards", card_id), card_id


def _check_retired(module: Module, problems: Problems) -> None:
    """Ids are written in learners' records for ever."""
    used = set(_ids(module))
    for index, name in enumerate(module["retired"]):
        if name in used:
            problems.error(
                "retired-reused",
                ("retired", index),
                f"'{name}' is retired and used again:"
                " old records would change their meaning.",
                "Choose a new id.",
            )


def _ids(module: Module) -> Iterator[str]:
    """The ids that may not come back once they were retired."""
    scenes = module["story"]["scenes"]
    for scene_id, scene in scenes.items():
        yield scene_id
        if scene["item"]:
            for letter in scene["item"]["options"]:
                yield f"{scene_id}.{letter}"
    for card_id in module["cards"]:
        yield f"card:{card_id}"


def _check_way_out(module: Module, problems: Problems) -> None:
    """Who is warned needs another way, and another way needs its reason."""
    if bool(module["content_note"]) != bool(module["way_out"]):
        there = "content_note" if module["content_note"] else "way_out"
        problems.error(
            "way-out",
            (there,),
            "A content note and a way out belong together.",
            "Add the other one.",
        )


def _check_guide(module: Module, problems: Problems) -> None:
    """A facilitator's questions belong to a decision."""
    guide = module["facilitator"]
    if guide is None:
        return
    decisions = set(_decisions(module))
    for name in guide["decisions"]:
        if name not in decisions:
            problems.error(
                "guide-scene",
                ("facilitator", "decisions", name),
                f"There is no decision '{name}' in the story.",
                f"{meant(name, sorted(decisions))}. Name a scene that has an item.",
            )


def _decisions(module: Module) -> Iterator[str]:
    """The ids of the scenes that have an item."""
    scenes = module["story"]["scenes"]
    for scene_id, scene in scenes.items():
        if scene["item"]:
            yield scene_id

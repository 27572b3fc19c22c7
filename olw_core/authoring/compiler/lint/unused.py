"""What stands in a module and changes nothing: variables that nobody reads or sets, people who
are never heard, options that cannot be told apart, points that nobody gave."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from olw_core.authoring.authored.module import Module
from olw_core.authoring.compiler.edition import heard, items
from olw_core.authoring.compiler.lint.texts import all_texts
from olw_core.authoring.compiler.places import at_item
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.compiler.speech import speakers

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NAMED = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CONDITIONS = ("if", "holds")


def check_unused(module: Module, problems: Problems) -> None:
    """Report what has no effect on any walk."""
    _check_variables(module, problems)
    _check_people(module, problems)
    _check_points(module, problems)
    for scene_id, item in items(module):
        _check_options(
            item["options"],
            scene_id,
            problems,
        )


def _check_variables(module: Module, problems: Problems) -> None:
    """A variable is set by an option, and something depends on it."""
    read: set[str] = set()
    changed: set[str] = set()
    for group in _groups(module["story"]):
        for name in _CONDITIONS:
            read.update(_NAME.findall(str(group.get(name, ""))))
        settings = group.get("set")
        if isinstance(settings, Mapping):
            changed.update(settings)
    for name in module["variables"]:
        if name not in read:
            problems.warning(
                "variable-unused",
                ("variables", name),
                f"Nothing depends on '{name}'.",
                f"Use it, as in `if: {name}`, or remove it.",
            )
        elif name not in changed:
            problems.warning(
                "variable-unused",
                ("variables", name),
                f"No option changes '{name}'.",
                f"Set it, as in `set: {{{name}: true}}`, or remove it.",
            )


def _groups(value: object) -> Iterator[Mapping[str, object]]:
    """Every group of fields in a tree."""
    if isinstance(value, Mapping):
        yield value
        for inner in value.values():
            yield from _groups(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _groups(inner)


def _check_people(module: Module, problems: Problems) -> None:
    """Somebody in `people` speaks, is heard at an ending, or is at least spoken of."""
    named = set(speakers(module))
    named.update(who for _, who in heard(module))
    texts = [text.words for text in all_texts(module)]
    spoken_of = set(_NAMED.findall(" ".join(texts)))
    for who, person in module["people"].items():
        first, *_ = person["name"].split()
        if who not in named and first not in spoken_of:
            problems.warning(
                "person-unused",
                ("people", who),
                f"{person['name']} never speaks, and nobody speaks of them.",
                f"Let them speak, as in `@{who}: ...`, or remove them.",
            )


def _check_points(module: Module, problems: Problems) -> None:
    """How much a decision counts is its author's choice."""
    scenes = problems.source.data["story"]["scenes"]
    for scene_id, item in items(module):
        if "points" not in scenes[scene_id]["item"]:
            problems.warning(
                "points-default",
                at_item(scene_id),
                f"The decision counts {item['points']} points because none are given.",
                "Add `points:`; 0 where it only leads somewhere.",
            )


def _check_options(
    options: Mapping[str, Mapping[str, object]],
    scene_id: str,
    problems: Problems,
) -> None:
    """Learners tell options apart by their words."""
    seen: dict[tuple[str, object], str] = {}
    for letter, option in options.items():
        words = " ".join(str(option["text"]).lower().split())
        key = (words, option.get("if", ""))
        if key in seen:
            problems.error(
                "option-twice",
                at_item(
                    scene_id,
                    "options",
                    letter,
                ),
                f"Options {seen[key]} and {letter} have the same words.",
                "Write each in words of its own.",
            )
        seen.setdefault(key, letter)

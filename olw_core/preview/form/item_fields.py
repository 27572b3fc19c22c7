"""The fields of a decision: its options, where they lead, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from olw_core.authoring.compiler.lengths import ECHO_WORDS
from olw_core.authoring.compiler.places import FieldPath, at_item
from olw_core.preview.form.field import Choices, Field, Group, listed, mapping, text

MOST_POINTS = 12
_WEIGHTS = (
    ("3", "3 - most effective"),
    ("2", "2 - sound"),
    ("1", "1 - weak"),
    ("0", "0 - makes it worse"),
)
_TOLD = (
    ("consequence", "What happens then", "Told at once, above the next scene."),
    ("why", "Why it goes so", "Told at the end, like the next two."),
    ("yours", "What spoke for this choice", ""),
    ("other", "What spoke for another", ""),
)
_BANDS = {"full": "All right", "part": "Half or more", "low": "Less than half"}


class Offered(NamedTuple):
    """What may be chosen: what a decision tests, where it leads, and who says something later."""

    behaviours: Choices
    targets: Choices
    people: Choices


def item_groups(
    item: Mapping[str, Any],
    scene_id: str,
    offered: Offered,
) -> Iterator[Group]:
    """A decision with its options."""
    path = at_item(scene_id)
    points = [(str(one), str(one)) for one in range(MOST_POINTS + 1)]
    fields = [
        Field(
            (*path, "prompt"),
            "Question",
            text(item.get("prompt")),
        ),
        Field(
            (*path, "points"),
            "Points",
            text(item.get("points")),
            "number",
            points,
            "How much the decision counts. 0: it only leads somewhere.",
        ),
        Field(
            (*path, "tests"),
            "Tests",
            listed(item.get("tests")),
            "ticks",
            offered.behaviours,
        ),
    ]
    chooses = item.get("type") == "choose"
    if not chooses:
        fields += _go(
            item.get("go"),
            (*path, "go"),
            offered.targets,
        )
    known = {"type", "prompt", "points", "tests", "options", "feedback", "go"}
    yield Group(
        "The decision",
        fields,
        [name for name in item if name not in known],
    )
    onward = offered if chooses else None
    for letter, option in mapping(item.get("options")).items():
        where = (*path, "options", letter)
        yield _option(
            letter,
            mapping(option),
            where,
            onward,
        )
    if not chooses:
        for band, label in _BANDS.items():
            bands = mapping(item.get("feedback"))
            told = mapping(bands.get(band))
            shown = _told(told, (*path, "feedback", band))
            yield Group(label, list(shown))


def _option(
    letter: str,
    option: Mapping[str, Any],
    path: FieldPath,
    offered: Offered | None,
) -> Group:
    """One option. `offered`: None where it has words only."""
    fields = [
        Field(
            (*path, "text"), "What the learner does", text(option.get("text")), "lines"
        )
    ]
    title = f"Option {letter}"
    if offered is None:
        return Group(title, fields)
    fields += _go(
        option.get("go"),
        (*path, "go"),
        offered.targets,
    )
    weight = text(option.get("weight"))
    fields.append(
        Field(
            (*path, "weight"),
            "Weight",
            weight,
            "number",
            _WEIGHTS,
        )
    )
    for name, label in (("protects", "What it protects"), ("costs", "What it costs")):
        fields.append(
            Field(
                (*path, name),
                label,
                text(option.get(name)),
            )
        )
    fields += _told(
        mapping(option.get("feedback")),
        (*path, "feedback"),
    )
    known = {"text", "go", "weight", "protects", "costs", "feedback"}
    if not isinstance(option.get("echo"), list):
        echo = mapping(option.get("echo"))
        fields += _echo(echo, (*path, "echo"), offered.people)
        known.add("echo")
    return Group(
        title,
        fields,
        [name for name in option if name not in known],
    )


def _echo(
    echo: Mapping[str, Any],
    path: FieldPath,
    people: Choices,
) -> Iterator[Field]:
    """What somebody says later about a choice."""
    who = text(echo.get("who"))
    yield Field(
        (*path, "who"),
        "Who speaks of it later",
        who,
        "choice",
        people,
    )
    yield Field(
        (*path, "text"),
        "What they say of it later",
        text(echo.get("text")),
        "lines",
        hint=f"At most {ECHO_WORDS} words, told at the ending. Without quotation marks.",
    )


def _told(feedback: Mapping[str, Any], path: FieldPath) -> Iterator[Field]:
    """What is told of an answer."""
    for name, label, hint in _TOLD:
        yield Field(
            (*path, name),
            label,
            text(feedback.get(name)),
            "lines",
            hint=hint,
        )


def _go(
    value: object,
    path: FieldPath,
    targets: Choices,
) -> Iterator[Field]:
    """Where it leads; each line of several with its condition."""
    if not isinstance(value, list):
        yield Field(
            path,
            "Leads to",
            text(value),
            "choice",
            targets,
        )
        return
    for index, move in enumerate(value):
        asked = mapping(move).get("if")
        label = f"Leads to, if {asked}" if asked else "Leads to, in all other cases"
        target = text(mapping(move).get("to"))
        yield Field(
            (*path, index, "to"),
            label,
            target,
            "choice",
            targets,
        )

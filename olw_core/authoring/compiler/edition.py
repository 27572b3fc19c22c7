"""What a module of the second edition must have.

A module belongs to it as soon as somebody is heard at its ending: an echo, or the other chair.
Those of the first edition go on compiling without any of this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from olw_core.authoring.authored.items import CardOption, Echo, Item
from olw_core.authoring.authored.module import Module
from olw_core.authoring.compiler import short_way
from olw_core.authoring.compiler.lengths import PRICE_CHARACTERS, too_long
from olw_core.authoring.compiler.places import FieldPath, at_item
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.compiler.scored import scored_choices
from olw_core.near import meant


def is_second(module: Module) -> bool:
    """Whether a module belongs to the second edition."""
    if module["story"]["other_chair"] is not None:
        return True
    return any(True for _ in echoes(module))


def items(module: Module) -> Iterator[tuple[str, Item]]:
    """Every decision of the story, with the id of its scene."""
    for scene_id, scene in module["story"]["scenes"].items():
        if scene["item"]:
            yield scene_id, scene["item"]


def echoes(module: Module) -> Iterator[tuple[FieldPath, Echo]]:
    """Every echo, with its place."""
    for scene_id, item in items(module):
        for path, said in _echo_lists(item):
            for index, echo in enumerate(said):
                yield at_item(scene_id, *path, "echo", index), echo


def _echo_lists(item: Item) -> Iterator[tuple[FieldPath, Sequence[Echo]]]:
    """The echoes of each option or band, with their place in the item."""
    if item["type"] == "choose":
        for letter, option in item["options"].items():
            yield ("options", letter), option["echo"]
        return
    bands = item["feedback"]
    yield ("feedback", "full"), bands["full"]["echo"]
    yield ("feedback", "part"), bands["part"]["echo"]
    yield ("feedback", "low"), bands["low"]["echo"]


def check_named(module: Module, problems: Problems) -> None:
    """Report people, actions and cards that are named and not there."""
    _check_people(module, problems)
    _check_plan(module, problems)
    _check_short_way(module, problems)


def check_complete(module: Module, problems: Problems) -> None:
    """Report what a module of the second edition still lacks."""
    if is_second(module):
        _check_way_out(module, problems)
        _check_prices(module, problems)
        _check_chair(module, problems)


def _check_people(module: Module, problems: Problems) -> None:
    """Who is heard at the ending is one of the people."""
    for path, who in heard(module):
        if who not in module["people"]:
            problems.error(
                "echo-person-unknown",
                path,
                f"'{who}' is heard here but is not in people.",
                f"{meant(who, module['people'])}. Add {who} to people, or correct the name.",
            )


def heard(module: Module) -> Iterator[tuple[FieldPath, str]]:
    """Everyone who is heard at an ending, with the place."""
    for path, echo in echoes(module):
        yield path, echo["who"]
    chair = module["story"]["other_chair"]
    if chair is not None:
        yield ("story", "other_chair", "who"), chair["who"]


def _check_plan(module: Module, problems: Problems) -> None:
    """The actions that fit a cue are on the list."""
    plan = module["plan"]
    if plan is None:
        return
    for letter, cue in plan["cues"].items():
        for act in cue["acts"]:
            if act not in plan["actions"]:
                problems.error(
                    "plan-acts-unknown",
                    ("plan", "cues", letter, "acts"),
                    f"There is no action '{act}'.",
                    f"{meant(act, plan['actions'])}. Name actions by their letters.",
                )


def _check_short_way(module: Module, problems: Problems) -> None:
    """Who leaves still gets three moments, from cards that exist."""
    way_out = module["way_out"]
    if way_out is None:
        return
    names = way_out["short_way"]
    path = ("way_out", "short_way")
    if names and len(set(names)) != short_way.LENGTH:
        problems.error(
            "short-way-count",
            path,
            f"The short way has {len(set(names))} different cards.",
            f"Name {short_way.LENGTH}.",
        )
    for name in names:
        if short_way.variant(module, name) is None:
            problems.error(
                "short-way-card-unknown",
                path,
                f"There is no card '{name}'.",
                f"{meant(name, short_way.every(module))}. Write the card's id, a dot and"
                " the letter of a variant.",
            )


def _check_way_out(module: Module, problems: Problems) -> None:
    """Leaving leads to something that is worth as much."""
    way_out = module["way_out"]
    if way_out is not None and not way_out["short_way"]:
        problems.error(
            "short-way-missing",
            ("way_out",),
            "The way out leads to no cards.",
            "Add `short_way:` with three cards that avoid the subject.",
        )


def _check_prices(module: Module, problems: Problems) -> None:
    """Every scored option has its price, the weak ones too."""
    for choice in scored_choices(module):
        for letter, option in choice.options.items():
            where = (*choice.path, "options", letter)
            _check_price(option, where, problems)


def _check_price(
    option: CardOption,
    path: FieldPath,
    problems: Problems,
) -> None:
    """What an option protects, and what it costs, in a few words."""
    prices: Mapping[str, str] = {
        "protects": option["protects"],
        "costs": option["costs"],
    }
    if not all(prices.values()):
        problems.error(
            "option-without-price",
            path,
            "The option does not say what it protects and what it costs.",
            "Add `protects` and `costs`, honest ones for weak options too.",
        )
    for name, words in prices.items():
        if len(words) > PRICE_CHARACTERS:
            length = f"{len(words)} characters"
            too_long((*path, name), "It", length, PRICE_CHARACTERS, problems)


def _check_chair(module: Module, problems: Problems) -> None:
    """Each story is told from another chair too; ours, named after a principle, must be."""
    if module["story"]["other_chair"] is not None:
        return
    problem = "Nobody else tells what happened."
    remedy = "Add `other_chair:` with who, title and text."
    if module["id"] == module["principle"]:
        problems.error("chair-missing", ("story",), problem, remedy)
    else:
        problems.warning("chair-missing", ("story",), problem, remedy)

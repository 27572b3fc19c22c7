"""What catalogues are told of a module, a course or the return cards: the Description that manifests are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from olw_core.formats import compiled
from scorm_export.manifest.contents import Competency, Description
from scorm_export.names import DEFAULT_AUTHOR

Kind = Literal["module", "course", "menu", "cards"]
Module = compiled.Module
MAX_VERSION = 20  # IMS CP 1.1.2, manifest/@version
_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
)


def key(kind: Kind, ids: Sequence[str], everything: bool) -> str:
    """The stable name of a package: the module's id, or what it is, with the ids where these are not all there are."""
    if kind == "module":
        return ids[0]
    name = {"course": "course", "menu": "course-menu", "cards": "return-cards"}[kind]
    return name if everything else "-".join([name, *ids])


def describe(
    kind: Kind, name: str, modules: Sequence[Module], titles: Mapping[str, str]
) -> Description:
    """The description of a package; `titles` holds a trust's own titles by module id, "course" or "cards"."""
    first = modules[0]
    if kind == "module":
        title, summary, minutes = first["title"], first["summary"], first["minutes"]
    elif kind == "cards":
        count = sum(len(module["cards"]) for module in modules)
        title = titles.get("cards", f"{DEFAULT_AUTHOR}: return cards")
        summary = f"{count} short decisions, about a minute each, to come back to after the stories."
        minutes = count
    else:
        title = titles.get(
            "course", f"{DEFAULT_AUTHOR}: {number(len(modules))} stories"
        )
        summary = (
            "Short workplace stories in which you decide what happens: "
            + "; ".join(m["title"] for m in modules)
            + "."
        )
        minutes = sum(module["minutes"] for module in modules)
    return Description(
        key=name,
        title=title,
        summary=summary,
        lang=first["lang"],
        version=".".join(str(module["version"]) for module in modules)[
            :MAX_VERSION
        ].rstrip("."),
        keywords=tuple(
            dict.fromkeys(
                keyword for module in modules for keyword in module["keywords"]
            )
        ),
        minutes=minutes,
        competencies=tuple(_competency(module) for module in modules),
    )


def number(count: int) -> str:
    """A small number in words."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _competency(module: Module) -> Competency:
    behaviours = tuple(
        (behaviour["id"], behaviour["label"]) for behaviour in module["behaviours"]
    )
    return Competency(module["principle"], module["source_title"], behaviours)

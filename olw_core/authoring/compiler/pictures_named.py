"""Checks the pictures that a module names: the file is there, who cannot see it is told what it
says, and of several one always holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from olw_core.authoring.authored.module import Module, Picture
from olw_core.authoring.compiler.pictures import pictures_of
from olw_core.authoring.compiler.places import FieldPath, at_scene
from olw_core.authoring.compiler.problems import Problems
from olw_core.near import meant


def check_pictures(module: Module, problems: Problems) -> None:
    """Report every fault of the pictures named."""
    alts: dict[str, str] = {}
    for path, picture in pictures_of(module):
        _check(picture, path, problems)
        first = alts.setdefault(picture["file"], picture["alt"])
        if picture["alt"] != first:
            problems.error(
                "picture-alt-differs",
                path,
                f"{picture['file']} has another alt text in an earlier scene.",
                "Use the same alt text wherever the picture is shown.",
            )
    for path, choices in _lists(module):
        _check_order(choices, path, problems)


def _check(
    picture: Picture,
    path: FieldPath,
    problems: Problems,
) -> None:
    """Who cannot see a picture is told what it says."""
    if picture["file"] not in problems.source.media:
        problems.error(
            "picture-missing",
            path,
            f"There is no media/{picture['file']}.",
            f"{meant(picture['file'], problems.source.media)}. Add the file or correct the name.",
        )
    if not picture["alt"] and not picture["decorative"]:
        problems.error(
            "picture-alt",
            path,
            "The picture has no alt text.",
            "Add `alt: ...`, or `decorative: true` if it says nothing new.",
        )


def _lists(module: Module) -> Iterator[tuple[FieldPath, Sequence[Picture]]]:
    """Every list of pictures of which one is shown, with its place."""
    story = module["story"]
    for scene_id, scene in story["scenes"].items():
        yield at_scene(scene_id, "picture"), scene["picture"]
    yield ("story", "spent"), story["spent"]


def _check_order(
    choices: Sequence[Picture],
    path: FieldPath,
    problems: Problems,
) -> None:
    """Only the last picture may, and must, stand without a condition."""
    if not choices:
        return
    *conditional, last = choices
    if last["if"] or not all(picture["if"] for picture in conditional):
        problems.error(
            "picture-may-fail",
            path,
            "Only the last of several pictures may, and must, stand without `if`.",
            "Add a picture without `if` as the last.",
        )

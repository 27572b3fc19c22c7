"""Writes the module of a Twine story: YAML with the passages' names, and behind it, as notes, what
could not be taken over as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from olw_core.authoring.twee.story import TakenStory


class _Dumper(yaml.SafeDumper):
    """Texts of several lines stand as they are read."""

    def ignore_aliases(self, data: Any) -> bool:
        """A module repeats no other place."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """What belongs to a list stands further in."""
        super().increase_indent(flow, False)


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    """A text of several lines stands behind a bar."""
    style = "|" if "\n" in text else None
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str",
        text,
        style=style,
    )


_Dumper.add_representer(str, _text)


def module_text(made: TakenStory, file: str) -> str:
    """The text of module.yaml. `file`: the name of the story's file."""
    data = dict(made.data)
    told = dict(data.pop("story"))
    scenes: Mapping[str, Any] = told.pop("scenes")
    head = f"# Taken over from the Twine story {_line(file)}. Every field is in docs/authors.md.\n"
    parts = [head, _yaml(data), "\n", _yaml({"story": told}), "  scenes:\n"]
    for scene, fields in scenes.items():
        was = made.names[scene]
        parts.append(f"\n    # Passage: {_line(was)}\n")
        parts.append(_indented(_yaml({scene: fields}), 4))
    if made.kept:
        parts.append(
            "\n# What could not be taken over as it was, as it stood in the file:\n"
        )
    for passage in made.kept:
        parts.append(_note(passage))
    return "".join(parts)


def _yaml(data: Mapping[str, Any]) -> str:
    """Fields as YAML, in their order."""
    dumped: str = yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120
    )
    return dumped


def _indented(text: str, by: int) -> str:
    """Every line that holds something, further in."""
    return re.sub(
        r"(?m)^(?=.)",
        " " * by,
        text,
    )


def _note(text: str) -> str:
    """A text as notes of a YAML file."""
    noted = "#\n"
    for line in text.split("\n"):
        note = f"#   {line}"
        noted += note.rstrip() + "\n"
    return noted


def _line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())

"""The exported JSON Schema accepts the shipped modules and
refuses what the compiler would refuse by shape.
"""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from olw_core import content
from olw_core.authoring.compiler.source import read_source
from olw_core.authoring.jsonschema import module_schema
from tests.unit.olw_core.authoring.compiler.cases import changed, good_files

SCHEMA = module_schema()


def faults(files: dict[str, str]) -> list[str]:
    """JSON paths at which a module's files do not fit the schema."""
    found = Draft202012Validator(SCHEMA).iter_errors(read_source(files, {}).data)
    return sorted(".".join(map(str, error.absolute_path)) for error in found)


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("module_id", content.module_ids())
def test_the_shipped_modules_fit(module_id: str) -> None:
    folder = content.modules_dir() / module_id
    assert (
        faults(
            {
                n: (folder / n).read_text("utf-8")
                for n in content.PARTS
                if (folder / n).is_file()
            }
        )
        == []
    )


def test_the_good_module_fits() -> None:
    assert faults(good_files()) == []


CASES = [  # (old, new, paths that do not fit)
    ("title: The late list\n", "", [""]),
    ("title: The late list\n", "title: 2026\n", ["title"]),
    ("keywords: [booking]", "keyword: [booking]", [""]),
    ("version: 2", "version: 0", ["version"]),
    ("id: good", "id: Good", ["id"]),
    ("wear: blue", "wear: pink", ["people.sam.look.wear"]),
    ("    end_slow:\n", "    End_slow:\n", ["story.scenes"]),
    (
        "      ending: {title: The old list, tone: mixed}",
        "      ending: {tone: mixed}",
        ["story.scenes.end_slow.ending"],
    ),
    ("        type: rank", "        type: sort", ["story.scenes.order.item"]),
    ("          - {to: end_slow}", "          - end_slow", ["story.scenes.judge.item"]),
    (
        "      text: There are three jobs to do.",
        "      text: []",
        ["story.scenes.order.text"],
    ),
    ("          b: {text: Drop the list now.}\n", "", ["story.scenes.judge.item"]),
    (
        "  cues: {a: a letter goes out late, b: someone rings in tears}",
        "  cues: {}",
        ["plan.cues"],
    ),
]


@pytest.mark.parametrize(("old", "new", "paths"), CASES)
def test_broken_modules_do_not_fit(old: str, new: str, paths: list[str]) -> None:
    assert faults(changed("module.yaml", old, new)) == paths


def test_an_empty_list_of_questions_does_not_fit() -> None:
    files = good_files()
    files["facilitator.yaml"] = files["facilitator.yaml"].replace(
        'meeting_check: ["What comes back each week?"]', "meeting_check: []"
    )
    assert (
        yaml.safe_load(files["facilitator.yaml"])["facilitator"]["meeting_check"] == []
    )
    assert faults(files) == ["facilitator.meeting_check"]


def test_every_field_says_what_it_is() -> None:
    """Editors complete only what the schema names:
    no property without a type or a choice, but the free values.
    """

    def bare(described: dict[str, Any], path: str = "") -> list[str]:
        found = (
            [path] if not {"type", "enum", "const", "oneOf"} & described.keys() else []
        )
        for name, inner in described.get("properties", {}).items():
            found += bare(inner, f"{path}.{name}")
        for key in ("items", "additionalProperties"):
            if isinstance(described.get(key), dict):
                found += bare(described[key], f"{path}.*")
        for i, inner in enumerate(described.get("oneOf", [])):
            found += bare(inner, f"{path}|{i}")
        return found

    scene = ".story.scenes.*.item"
    free = [".variables.*", f"{scene}|0.options.*.set.*", f"{scene}|2.key.*"]
    assert sorted(bare(SCHEMA)) == sorted(free)

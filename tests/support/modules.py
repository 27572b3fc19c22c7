"""Compiled modules for tests: the tiny golden ones, and any authored dictionary."""

from __future__ import annotations

import copy
import functools
from pathlib import Path
from typing import Any

import yaml

from olw_core import content
from olw_core.authoring.compiler import compile_unjudged
from olw_core.authoring.compiler.source import read_source
from olw_core.formats.compiled import Module
from olw_core.formats.items import ChooseItem

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
CONTENT = GOLDEN / "content"
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
"""libyaml's where there is one: tests of random modules write hundreds of them."""


def golden_ids() -> list[str]:
    """Ids of the tiny modules under tests/golden/content."""
    return sorted(p.parent.name for p in CONTENT.glob("*/module.yaml"))


@functools.cache
def golden(module_id: str) -> Module:
    """One tiny module, compiled now from its YAML."""
    folder = CONTENT / module_id
    text = (folder / "module.yaml").read_text("utf-8")
    pictures = sorted(folder.glob("media/*.svg"))
    media = {path.name: path.read_text("utf-8") for path in pictures}
    source = read_source({"module.yaml": text}, media)
    return compile_unjudged(source, content.framework())


def compiled(authored: dict[str, Any], media: dict[str, str] | None = None) -> Module:
    """Compile an authored dictionary without judging it."""
    text = yaml.dump(authored, Dumper=DUMPER, sort_keys=False, allow_unicode=True)
    return compile_unjudged(
        read_source({"module.yaml": text}, media or {}), content.framework()
    )


def loose(module: Module) -> Any:
    """A copy that a test may break on purpose: types do not hold it to the format."""
    return copy.deepcopy(module)


def first_choice(module: Module) -> ChooseItem:
    """The decision that a story of choices opens with, with its key."""
    story = module["story"]
    first = story["nodes"][story["start"]]["item"]
    assert first is not None
    item = story["items"][first]
    assert item["type"] == "choose"
    return item

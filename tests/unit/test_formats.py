"""One shape, told three times: in Python, in TypeScript and in formats.md, and the data fits.

TypeScript has them in olw_core/player/src/engine/types.ts and olw_core/player/src/config.ts.
"""

from __future__ import annotations

import ast
import copy
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from marshmallow import Schema

from lti_service.schemas import play as schemas
from olw_core import content, formats
from olw_core.formats import answers, calls
from olw_core.page import element
from olw_core.play import bodies
from olw_core.report import REPORTS
from olw_xblock.learner_page import configuration
from olw_xblock.visit import Visit
from scorm_export.describe import Kind, describe
from scorm_export.editions import SCORM12
from scorm_export.page import Settings, config
from scorm_export.trust import Trust
from tests.support import typed_dicts, typescript
from tests.support.modules import CONTENT, GOLDEN, golden, golden_ids
from tests.support.openedx import OpenEdx
from tests.support.shapes import AllOf, Comparison, Named, Thing, faults, kinds

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs" / "developers" / "formats.md").read_text("utf-8")
PLAYER = ROOT / "olw_core" / "player" / "src"
PYTHON = typed_dicts.declared()

# path: why TypeScript tells it otherwise
DIFFERENT = {
    "Config.disclosureEnglish: only left": "the page around the player shows it",
    "CompiledModule.format: ['1'] and ['number']": "the player does not look at it",
    "CompiledModule.guide: only left": "no page carries it",
    "CompiledModule.reviewed_by: only left": "no page carries it",
    "CompiledModule.keywords: optional left": "packages leave it out; nothing reads it",
    "CompiledModule.story.chance: only left": "for reviewers",
    "CompiledModule.story.decisions: only left": "for reviewers and for Studio",
    "CompiledModule.story.words: only left": "for reviewers",
    "CompiledModule.story.scenes{}.ending.tone: ['\"good\"', '\"hard\"', '\"mixed\"']"
    " and ['string']": "shown as it is",
    "View.ending.tone: ['\"good\"', '\"hard\"', '\"mixed\"'] and ['string']": "likewise",
}
CARD_ITEM = "CompiledModule.cards[].variants{}.item"
"""Always a choice; the player has one interface for the four types of item."""


def in_the_document() -> dict[str, Thing | AllOf]:
    """The interfaces of formats.md; names for alternatives are not among them."""
    told = typescript.declared(DOCUMENT)
    return {n: one for n, one in told.items() if isinstance(one, Thing | AllOf)}


def in_the_player() -> Mapping[str, Any]:
    sources = [PLAYER / "engine" / "types.ts", PLAYER / "config.ts"]
    return typescript.declared("\n".join(path.read_text("utf-8") for path in sources))


def test_the_document_tells_every_shape_and_no_other() -> None:
    assert sorted(in_the_document()) == sorted(PYTHON)


@pytest.mark.parametrize("name", sorted(PYTHON))
def test_the_document_tells_the_same_fields(name: str) -> None:
    sides = Comparison(PYTHON, typescript.declared(DOCUMENT))
    assert sides.differences(name, name) == []


def test_the_player_knows_the_same_fields() -> None:
    sides = Comparison(PYTHON, in_the_player())
    pairs = (
        ("Module", "CompiledModule"),
        ("View", "View"),
        ("CardView", "CardView"),
        ("Config", "Config"),
    )
    found = [line for pair in pairs for line in sides.differences(*pair)]
    assert {line for line in found if not line.startswith(CARD_ITEM)} == set(DIFFERENT)


def test_the_state_document_is_told_as_the_recorder_keeps_it() -> None:
    """Section 5; only TypeScript writes and reads it."""
    source = (PLAYER / "recorders" / "cmi5.ts").read_text("utf-8")
    kept = kinds(Named("State"), typescript.declared(source)).things[0]
    told = re.search(r"`olw-record`, `\{([^}]+)\}`", DOCUMENT)
    assert told
    assert {name.strip(" ?") for name in told[1].split(",")} == set(kept)


COMPARED = [
    # what the right side says of the left side's Theme, what is found
    ("{ name?: string; count: number }", []),
    ("{ count: number }", ["B.name: only left"]),
    ("{ name?: string; count: number; more: 1 }", ["B.more: only right"]),
    ("{ name: string; count: number }", ["B.name: optional left"]),
    ("{ name?: string; count?: number }", ["B.count: optional right"]),
    ("{ name?: true; count: number }", ["B.name: ['string'] and ['true']"]),
    ("{ name?: string | null; count: number }", ["B.name: ['string'] and ['null', 'string']"]),
]  # fmt: skip


@pytest.mark.parametrize(("right", "found"), COMPARED)
def test_a_difference_is_seen(right: str, found: list[str]) -> None:
    left = typescript.declared("interface A { name?: string; count: number }")
    sides = Comparison(left, typescript.declared(f"interface B {right}"))
    assert sides.differences("A", "B") == found


# what checks a body or makes an answer, the shape under which it is handed on
CHECKED: list[tuple[type[Schema], type]] = [
    (bodies.Retry, calls.RetryCall),
    (bodies.Respond, calls.RespondCall),
    (schemas.PlanCall, calls.PlanCall),
    (bodies.Card, calls.CardCall),
    (schemas.Played, answers.Played),
    (schemas.CardShown, answers.CardShown),
    (schemas.Refused, answers.Refused),
    (schemas.Problem, answers.Reason),
]


@pytest.mark.parametrize(("schema", "shape"), CHECKED)
def test_schemas_know_the_fields_of_the_shapes(
    schema: type[Schema], shape: type
) -> None:
    assert sorted(schema().fields) == sorted(shape.__annotations__)


def explained(path: Path) -> list[str]:
    """Fields of TypedDicts that have no words below them."""
    lost = []
    for one in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(one, ast.ClassDef):
            continue
        for line, below in zip(one.body, [*one.body[1:], None], strict=True):
            if isinstance(line, ast.AnnAssign) and not isinstance(below, ast.Expr):
                lost.append(f"{path.name}:{line.lineno}")
    return lost


def test_every_field_has_its_line_of_explanation() -> None:
    paths = [path for folder in formats.__path__ for path in Path(folder).glob("*.py")]
    assert len(paths) > 5
    assert [place for path in paths for place in explained(path)] == []


@pytest.mark.parametrize("module_id", golden_ids())
def test_golden_modules_fit(module_id: str) -> None:
    kept = json.loads((CONTENT / module_id / "compiled.json").read_text("utf-8"))
    assert faults(kept, Named("Module"), PYTHON) == []


@pytest.mark.parametrize("module_id", content.module_ids())
def test_shipped_modules_fit_and_are_whole(module_id: str) -> None:
    module = content.load(module_id)
    assert faults(module, Named("Module"), PYTHON) == []
    fields = kinds(Named("Module"), PYTHON).things[0]
    assert sorted(module) == sorted(fields)


@pytest.mark.parametrize("module_id", golden_ids())
def test_what_the_vectors_give_fits(module_id: str) -> None:
    path = GOLDEN / "vectors" / f"{module_id}.json"
    views, cards = [], []
    for call in json.loads(path.read_text("utf-8")):
        given = call["gives"]
        if "view" in given:
            views.append(given["view"])
        if "card" in given:
            cards.append(given["card"])
    assert len(views) > 10
    for view in views:
        assert faults({"view": view}, Named("Played"), PYTHON) == []
    for card in cards:
        assert faults({"card": card}, Named("CardShown"), PYTHON) == []


PACKAGES: list[Kind] = ["module", "course", "menu", "cards"]
TRUST = Trust(
    organisation="A trust",
    colour="#005eb8",
    support=(("Staff line", "https://example.org"),),
    problem_url="mailto:a@example.org",
    pass_mark=80,
)


@pytest.mark.parametrize("kind", PACKAGES)
@pytest.mark.parametrize("report", REPORTS)
def test_configurations_of_packages_fit(kind: Kind, report: Any) -> None:
    ids = ["kind"] if kind == "module" else list(content.module_ids())
    modules = [content.load(one) for one in ids]
    about = describe(kind, kind, modules, {})
    told = config(kind, modules, about, Settings(SCORM12, report, TRUST, True))
    assert faults(told, Named("Config"), PYTHON) == []


@pytest.mark.parametrize("show", ["story", "cards"])
def test_configurations_of_open_edx_fit(show: str) -> None:
    edx = OpenEdx()
    usage = edx.add(
        show=show,
        trust_name="A trust",
        support_label="Staff line",
        support_url="https://example.org",
    )
    told = configuration(Visit(edx.block(usage)))
    assert faults(told, Named("Config"), PYTHON) == []


def broken(path: str, value: object) -> dict[str, Any]:
    """A good module with one value in the place of another; None takes the field out."""
    module = copy.deepcopy(dict(golden("way_out")))
    *way, last = path.split(".")
    here: Any = module
    for step in way:
        here = here[int(step)] if isinstance(here, list) else here[step]
    if value is None:
        del here[last]
    else:
        here[last] = value
    return module


BROKEN = [
    # where, what stands there instead, what is found
    ("title", 7, [".title: 7"]),
    ("version", "1", [".version: '1'"]),
    ("version", True, [".version: True"]),
    ("version", 1.0, [".version: 1.0"]),
    ("format", 2, [".format: 2"]),
    ("title", None, [".title: missing"]),
    ("titel", "x", [".titel: unknown"]),
    ("story.items.0.type", "guess", [".story.items[0].type: 'guess'"]),
    ("story.items.0.k", 1, [".story.items[0].k: unknown"]),
    ("story.items.0.options.0.gain", None, [".story.items[0].options[0].gain: missing"]),
    ("story.nodes.0.go", {"a": "b"}, [".story.nodes[0].go.a: 'b'"]),
    ("story.texts", "x", [".story.texts: 'x'"]),
    ("guide", "x", [".guide: 'x'"]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "found"), BROKEN)
def test_a_fault_is_seen(path: str, value: object, found: list[str]) -> None:
    assert faults(broken(path, value), Named("Module"), PYTHON) == found


def test_the_cover_fits() -> None:
    assert faults(element.cover(content.load("kind")), Named("Cover"), PYTHON) == []

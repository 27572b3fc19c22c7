"""Compiles authored modules (YAML and Markdown) to JSON; see docs/developers/formats.md.

`compile_source` runs the stages in order: shapes, links, wording, unfolding, bounds,
structure, assembly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from olw_core.authoring.authored.module import Module as Authored
from olw_core.authoring.compiler.accepted import sift
from olw_core.authoring.compiler.assemble import assemble
from olw_core.authoring.compiler.bounds import Unfolded, all_bounds
from olw_core.authoring.compiler.conditions import Variables
from olw_core.authoring.compiler.edition import check_complete
from olw_core.authoring.compiler.facts import check_facts
from olw_core.authoring.compiler.lint.balance import check_balance
from olw_core.authoring.compiler.lint.lost import check_lost
from olw_core.authoring.compiler.lint.structure import check_structure
from olw_core.authoring.compiler.lint.unused import check_unused
from olw_core.authoring.compiler.lint.wording import check_wording
from olw_core.authoring.compiler.longest import longest_record
from olw_core.authoring.compiler.mentions import check_links
from olw_core.authoring.compiler.never import check_never
from olw_core.authoring.compiler.pictures import faults
from olw_core.authoring.compiler.places import at_scene
from olw_core.authoring.compiler.problems import Problems
from olw_core.authoring.compiler.rendering import Rendering, Text
from olw_core.authoring.compiler.shapes import load_shapes
from olw_core.authoring.compiler.source import Source
from olw_core.authoring.compiler.unfold import (
    MAX_NODES,
    Node,
    TooFewOptionsError,
    TooManyNodesError,
    Unfolder,
)
from olw_core.authoring.compiler.walks import (
    arrivals,
    most_words,
    named_atoms,
    parts_of,
)
from olw_core.errors import Problem
from olw_core.formats.compiled import Module
from olw_core.framework import Framework

MAX_RECORD = 600
"""Six modules joined in one SCO stay under the 4,000 characters every LMS keeps; shipped
stories need about 60."""


@dataclass(frozen=True)
class Compiled:
    """A compiled module (plain JSON) and the warnings found on the way.

    `accepted`: those that the authors accept, with their reason.
    """

    module: Module
    warnings: tuple[Problem, ...]
    accepted: tuple[tuple[Problem, str], ...] = ()


def compile_source(source: Source, framework: Framework) -> Compiled:
    """Compile one authored module. Raises ContentError with every problem, at once."""
    problems = Problems(source)
    module = load_shapes(problems)
    _check_media(source, problems)
    variables = check_links(module, framework, problems)
    check_complete(module, problems)
    check_wording(module, problems)
    check_lost(module, problems)
    check_unused(module, problems)
    if framework.has_principle(module["principle"]):
        check_balance(module, framework, problems)
    problems.stop_if_failed()
    unfolder, unfolded = _unfold(module, variables, problems)
    check_structure(module, unfolded, problems)
    check_facts(module, unfolder, problems)
    check_never(module, unfolder, unfolded.arrivals, problems)
    problems.stop_if_failed()
    compiled = assemble(module, framework, source.media, unfolded)
    _check_record(compiled, problems)
    problems.stop_if_failed()
    sifted = sift(module, problems.sorted())
    return Compiled(compiled, sifted.warnings, sifted.accepted)


def compile_unjudged(source: Source, framework: Framework) -> Module:
    """Compile without judging wording, balance or fairness.

    For tests of the engines, where unfair graphs are wanted.
    """
    problems = Problems(source)
    module = load_shapes(problems)
    variables = check_links(module, framework, problems)
    problems.stop_if_failed()
    _, unfolded = _unfold(module, variables, problems)
    return assemble(module, framework, source.media, unfolded)


def _check_media(source: Source, problems: Problems) -> None:
    """Pictures stand inside our own pages, so each must be safe there."""
    for name, picture in source.media.items():
        for fault in faults(picture):
            problems.error(
                "picture",
                ("media", name),
                f"{fault}.",
                "Draw it with plain shapes, colours and paths.",
                place=(f"media/{name}", 1),
            )


def _unfold(
    module: Authored,
    variables: Variables,
    problems: Problems,
) -> tuple[Unfolder, Unfolded]:
    """The story as nodes with bounds. Raises ContentError where it cannot be unfolded."""
    unfolder, start = Unfolder(module, variables), 0
    try:
        start = unfolder.run(module["story"]["start"])
    except TooFewOptionsError as error:
        problems.error(
            "options-too-few",
            at_scene(error.scene, "item"),
            f"With {error.state} fewer than two options are left.",
            "Let at least two options stand without `if`.",
        )
    except TooManyNodesError as error:
        problems.error(
            "too-many-nodes",
            ("variables",),
            f"Scenes times variables make {error} nodes; the limit is {MAX_NODES}.",
            "Use fewer variables or smaller ranges.",
        )
    problems.stop_if_failed()
    return unfolder, _with_bounds(module, unfolder, start)


def _with_bounds(
    module: Authored,
    unfolder: Unfolder,
    start: int,
) -> Unfolded:
    """The nodes with all that is known of the ways to them and on from them."""
    nodes = unfolder.nodes
    chair = _chair(module)
    arriving = arrivals(nodes, start, _named(nodes, chair))
    words = []
    for index, node in enumerate(nodes):
        words.append(most_words(node.text, arriving.get(index, ())))
    return Unfolded(
        nodes=nodes,
        bounds=all_bounds(nodes, words),
        start=start,
        denominator=unfolder.denominator,
        words=words,
        arrivals=arriving,
        chair=chair,
    )


def _chair(module: Authored) -> Text:
    """What the other chair tells; "" where there is none."""
    chair = module["story"]["other_chair"]
    if chair is None:
        return ""
    return Rendering(module["people"], denominator=1).text(chair["text"], {})


def _named(nodes: Sequence[Node], chair: Text) -> set[str]:
    """Every `scene.answer` that something depends on."""
    found = set() if isinstance(chair, str) else named_atoms(chair)
    for node in nodes:
        found |= named_atoms(parts_of(node))
    return found


def _check_record(compiled: Module, problems: Problems) -> None:
    """An LMS may cut a longer record, and with it the learner's way."""
    length = longest_record(compiled)
    if length > MAX_RECORD:
        problems.error(
            "record-too-long",
            ("story",),
            f"An attempt record could reach {length} characters;"
            f" the limit is {MAX_RECORD}.",
            "Use fewer decisions on a path.",
        )

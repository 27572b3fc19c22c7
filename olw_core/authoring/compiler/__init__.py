"""Compiles authored modules (YAML and Markdown) to plain JSON; see docs/developers/formats.md.

`compile_source` runs the stages in order: shapes, links, wording, unfolding, bounds, structure, assembly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from olw_core.authoring.compiler.assemble import Story, assemble
from olw_core.authoring.compiler.bounds import all_bounds
from olw_core.authoring.compiler.conditions import Variable
from olw_core.authoring.compiler.links import check_links
from olw_core.authoring.compiler.lint.balance import check_balance
from olw_core.authoring.compiler.lint.structure import check_structure
from olw_core.authoring.compiler.lint.wording import check_wording
from olw_core.authoring.compiler.pictures import faults
from olw_core.authoring.compiler.problems import Report
from olw_core.authoring.compiler.shapes import load_shapes
from olw_core.authoring.compiler.source import Source
from olw_core.authoring.compiler.unfold import (
    MAX_NODES,
    TooFewOptionsError,
    TooManyNodesError,
    Unfolder,
)
from olw_core.engine.record import longest_record
from olw_core.errors import Problem
from olw_core.formats.compiled import Module
from olw_core.framework import Framework

MAX_RECORD = 600
"""Six modules joined in one SCO stay under the 4,000 characters every LMS keeps; shipped stories need about 60."""


@dataclass(frozen=True)
class Compiled:
    """A compiled module (plain JSON) and the warnings found on the way."""

    module: Module
    warnings: tuple[Problem, ...]


def compile_source(source: Source, framework: Framework) -> Compiled:
    """Compile one authored module. Raises ContentError with every problem found, at once."""
    report = Report(source)
    module = load_shapes(report)
    _media(source, report)
    variables = check_links(module, framework, report)
    check_wording(module, report)
    if module["principle"] in {p.id for p in framework.principles}:
        check_balance(module, framework, report)
    report.stop_if_failed()
    story = _unfold(module, variables, report)
    check_structure(module, story.nodes, story.bounds, story.start, report)
    report.stop_if_failed()
    compiled = assemble(module, framework, source.media, story)
    _record(compiled, report)
    report.stop_if_failed()
    return Compiled(compiled, report.sorted())


def compile_unjudged(source: Source, framework: Framework) -> Module:
    """Compile without judging wording, balance or fairness: for tests of the engines, where unfair graphs are wanted."""
    report = Report(source)
    module = load_shapes(report)
    variables = check_links(module, framework, report)
    report.stop_if_failed()
    return assemble(module, framework, source.media, _unfold(module, variables, report))


def _media(source: Source, report: Report) -> None:
    for name, svg in source.media.items():
        for fault in faults(svg):
            place = (f"media/{name}", 1)
            report.error(
                "picture",
                ("media", name),
                f"{fault}.",
                "Draw it with plain shapes, colours and paths.",
                place,
            )


def _unfold(
    module: dict[str, Any], variables: dict[str, Variable], report: Report
) -> Story:
    unfolder, start = Unfolder(module, variables), 0
    try:
        start = unfolder.run(module["story"]["start"])
    except TooFewOptionsError as error:
        report.error(
            "options-too-few",
            ("story", "scenes", error.scene, "item"),
            f"With {error.state} fewer than two options are left.",
            "Let at least two options stand without `if`.",
        )
    except TooManyNodesError as error:
        report.error(
            "too-many-nodes",
            ("variables",),
            f"Scenes times variables make {error} nodes; the limit is {MAX_NODES}.",
            "Use fewer variables or smaller ranges.",
        )
    report.stop_if_failed()
    return Story(
        unfolder.nodes, all_bounds(unfolder.nodes), start, unfolder.denominator
    )


def _record(compiled: Module, report: Report) -> None:
    length = longest_record(compiled)
    if length > MAX_RECORD:
        report.error(
            "record-too-long",
            ("story",),
            f"An attempt record could reach {length} characters; the limit is {MAX_RECORD}.",
            "Use fewer decisions on a path.",
        )

"""`olw record show`: good, damaged, joined and foreign records."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from olw_core import content
from olw_core.cli import olw
from olw_core.engine import engine
from olw_core.engine.record import Record
from olw_core.errors import ContentMissing
from tests.support.play import every_path


def show(text: str) -> Result:
    return CliRunner().invoke(olw, ["record", "show", text])


@pytest.fixture(scope="module")
def finished() -> Record:
    module = content.load("kind")
    return engine.keep_plan(
        module, next(every_path(module)), {"cue": "a", "action": "b"}
    )


def lines(module_id: str, record: Record, check: str, version: str = "") -> list[str]:
    """What `show` should print, from the engine's own View."""
    module = content.load(module_id)
    view = engine.view(module, record)
    state = "at an ending" if "ending" in view else "in the story"
    done = (
        f"{record.done.percent}% with content version {record.done.version}"
        if record.done
        else "not completed"
    )
    plan = record.plan
    return [
        (
            f"Module     {module['title']} ({module_id}), content version "
            f"{version or module['version']}"
        ),
        f"Attempt    {record.attempt}, {len(record.steps)} decisions, {state}",
        f"Result     {done}",
        f"Plan       cue {plan.cue or '-'}, action {plan.action or '-'}",
        f"Check      {check}",
    ]


def test_a_result_without_a_percentage(finished: Record) -> None:
    result = show(engine.write(finished, "completion"))
    version = content.load("kind")["version"]
    assert printed(result)[2] == f"Result     completed with content version {version}"


def printed(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [line for line in result.output.splitlines() if not line.startswith("  ")]


def test_a_good_record(finished: Record) -> None:
    result = show(engine.write(finished))
    assert printed(result) == lines("kind", finished, "good")
    steps = [line for line in result.output.splitlines() if line.startswith("  ")]
    history = engine.view(content.load("kind"), finished)["history"]
    assert [s.split(" = ")[0] for s in steps] == [
        f"  {i + 1}. {p['scene']}: {p['answer']}" for i, p in enumerate(history)
    ]


def test_a_story_that_was_left() -> None:
    module = content.load("kind")
    left = engine.respond(module, engine.start(module), 1, 0, "_")
    result = show(engine.write(left))
    assert printed(result) == lines("kind", left, "good")
    assert "  1. garage: _ = left the story" in result.output.splitlines()


def test_a_damaged_record_keeps_what_it_can(finished: Record) -> None:
    assert printed(show(engine.write(finished)[:-1] + "~3")) == lines(
        "kind", finished, "record-damaged"
    )


def test_several_joined_with_a_counter(finished: Record) -> None:
    fresh = engine.start(content.load("trusted"))
    joined = f"{engine.write(finished)}~12~~{engine.write(fresh)}~3"
    assert printed(show(joined)) == [
        *lines("kind", finished, "good"),
        *lines("trusted", fresh, "good"),
    ]


def test_a_record_cut_after_the_module() -> None:
    """Two fields are enough to say which module it was."""
    fresh = engine.start(content.load("kind"))
    assert printed(show("1.kind")) == lines("kind", fresh, "record-damaged")


@pytest.mark.parametrize(
    "text", ["", "garbage", "1.nothing.1.1....00000", "....", "~~", "x" * 10_000]
)
def test_garbage(text: str) -> None:
    result = show(text)
    assert isinstance(result.exception, ContentMissing)
    assert (result.exception.code, str(result.exception)) == (
        "record-unreadable",
        "This is not a record of a module known here. Paste the whole text, in quotes.",
    )

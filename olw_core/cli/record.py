"""`olw record show`: explains any attempt record, whichever packaging it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from olw_core import content
from olw_core.authoring.compiler.markdown import plain
from olw_core.engine import engine
from olw_core.engine.record import Done, parse
from olw_core.engine.story import walk
from olw_core.errors import ContentMissing

_UNREADABLE = (
    "This is not a record of a module known here. Paste the whole text, in quotes."
)


@click.group()
def record() -> None:
    """Look into attempt records."""


@record.command()
@click.argument("text")
def show(text: str) -> None:
    """Explain TEXT: a record, or a SCORM suspend_data with one or several."""
    for part in text.split("~~"):
        _show_one(part.split("~")[0])


def _show_one(text: str) -> None:
    """Explain one record. Raises ContentMissing record-unreadable."""
    module = _module_of(text)
    reading = engine.read(module, text)
    here, _ = walk(module, reading.record.steps)
    history = engine.view(module, reading.record)["history"]
    stored, _ = parse(text, module["id"], module["version"])
    attempt = reading.record.attempt
    place = "at an ending" if here.ended else "in the story"
    name = f"{module['title']} ({module['id']})"
    _tell("Module", f"{name}, content version {stored.version}")
    _tell("Attempt", f"{attempt}, {len(here.decisions)} decisions, {place}")
    for number, decision in enumerate(here.decisions, 1):
        scene = decision.node["scene"]
        chosen = _chosen(history[number - 1]["chosen"])
        click.echo(f"  {number}. {scene}: {decision.answer} = {chosen}")
    plan = reading.record.plan
    _tell("Result", _result(reading.record.done))
    _tell("Plan", f"cue {plan.cue or '-'}, action {plan.action or '-'}")
    _tell("Check", reading.notice or "good")


def _module_of(text: str) -> Mapping[str, Any]:
    """The compiled module that a record names. Raises ContentMissing."""
    fields = text.split(".")
    if len(fields) < 2 or fields[1] not in content.module_ids():
        raise ContentMissing("record-unreadable", _UNREADABLE)
    return content.load(fields[1])


def _tell(name: str, words: str) -> None:
    """One line: a name and what is to be said."""
    click.echo(f"{name:<10} {words}")


def _chosen(options: Sequence[str]) -> str:
    """The words of the options that were chosen; none where the way out was taken."""
    words = [plain(option) for option in options]
    return "; ".join(words) or "left the story"


def _result(done: Done | None) -> str:
    """What the record holds as its result."""
    if done is None:
        return "not completed"
    told = "completed" if done.percent is None else f"{done.percent}%"
    return f"{told} with content version {done.version}"

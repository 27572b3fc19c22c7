"""`olw record show`: explains any attempt record, whichever packaging it came from."""

from __future__ import annotations

import click

from olw_core import content
from olw_core.authoring.compiler.markdown import plain
from olw_core.engine import engine
from olw_core.engine.feedback import lines
from olw_core.engine.record import Done, Plan, Record, parse
from olw_core.engine.story import LEAVE, Decision, walk
from olw_core.errors import ContentMissing
from olw_core.formats.compiled import Module

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
        story, _, _ = part.partition("~")
        _show_one(story)


def _show_one(text: str) -> None:
    """Explain one record. Raises ContentMissing record-unreadable."""
    module = _module_of(text)
    reading = engine.read(module, text)
    read = reading.record
    _tell("Module", _module(module, text))
    _tell_way(module, read)
    _tell("Result", _result(read.done))
    _tell("Plan", _plan(read.plan))
    _tell("Check", reading.notice or "good")


def _module_of(text: str) -> Module:
    """The compiled module that a record names. Raises ContentMissing."""
    _, _, rest = text.partition(".")
    module_id, _, _ = rest.partition(".")
    if module_id not in content.module_ids():
        raise ContentMissing("record-unreadable", _UNREADABLE)
    return content.load(module_id)


def _module(module: Module, text: str) -> str:
    """The module's name, and the version of the content that the record was made with."""
    module_id = module["id"]
    title = module["title"]
    stored, _ = parse(text, module_id, module["version"])
    return f"{title} ({module_id}), content version {stored.version}"


def _tell_way(module: Module, record: Record) -> None:
    """How far the learner has come, and what was chosen on the way."""
    here, _ = walk(module, record.steps)
    place = "at an ending" if here.ended else "in the story"
    decisions = here.decisions
    count = len(decisions)
    _tell("Attempt", f"{record.attempt}, {count} decisions, {place}")
    for number, decision in enumerate(decisions, 1):
        scene = decision.node["scene"]
        answer = decision.answer
        chosen = _chosen(decision)
        click.echo(f"  {number}. {scene}: {answer} = {chosen}")


def _plan(plan: Plan) -> str:
    """The ids of the plan's two halves; - for one that is not made."""
    cue = plan.cue or "-"
    action = plan.action or "-"
    return f"cue {cue}, action {action}"


def _tell(name: str, words: str) -> None:
    """One line: a name and what is to be said."""
    click.echo(f"{name:<10} {words}")


def _chosen(decision: Decision) -> str:
    """The words of what was chosen."""
    if decision.answer == LEAVE:
        return "left the story"
    chosen = lines(decision.item, decision.answer)
    words = map(plain, chosen)
    return "; ".join(words)


def _result(done: Done | None) -> str:
    """What the record holds as its result."""
    if done is None:
        return "not completed"
    told = f"{done.percent}%"
    if done.percent is None:
        told = "completed"
    return f"{told} with content version {done.version}"

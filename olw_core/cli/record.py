"""`olw record show`: explains any attempt record, whichever packaging it came from."""

from __future__ import annotations

import click

from olw_core import content
from olw_core.authoring.compiler.markdown import plain
from olw_core.engine import engine
from olw_core.engine.record import Done, parse
from olw_core.engine.story import walk
from olw_core.errors import ContentMissing


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
    fields = text.split(".")
    if len(fields) < 2 or fields[1] not in content.module_ids():
        raise ContentMissing(
            "record-unreadable",
            "This is not a record of a module known here. Paste the whole text, in quotes.",
        )
    module = content.load(fields[1])
    reading = engine.read(module, text)
    here, _ = walk(module, reading.record.steps)
    version = parse(text, module["id"], module["version"])[0].version
    click.echo(
        f"Module     {module['title']} ({module['id']}), content version {version}"
    )
    click.echo(
        f"Attempt    {reading.record.attempt}, {len(here.decisions)} decisions, {'at an ending' if here.ended else 'in the story'}"
    )
    for i, decision in enumerate(here.decisions):
        chosen = engine.view(module, reading.record)["history"][i]["chosen"]
        click.echo(
            f"  {i + 1}. {decision.node['scene']}: {decision.answer} = {'; '.join(map(plain, chosen)) or 'left the story'}"
        )
    done = reading.record.done
    click.echo(f"Result     {_result(done)}")
    plan = reading.record.plan
    click.echo(f"Plan       cue {plan.cue or '-'}, action {plan.action or '-'}")
    click.echo(f"Check      {reading.notice or 'good'}")


def _result(done: Done | None) -> str:
    if done is None:
        return "not completed"
    told = "completed" if done.percent is None else f"{done.percent}%"
    return f"{told} with content version {done.version}"

"""`olw explain CODE`: what a code on a screen or in a log means, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

import click

from olw_core.cli.codes import Meaning, absent, known, like
from olw_core.errors import OlwError

AROUND = " \t[]`'\".,:"
"""What people copy with a code."""
LONGEST_CODE = 60
"""Characters of an unknown code that are told back."""


@click.command()
@click.argument("code", nargs=-1)
def explain(code: tuple[str, ...]) -> None:
    """Say what CODE means and what to do about it; without one, list every code."""
    meanings = known()
    together = " ".join(code)
    given = together.split()
    if not given:
        _list(meanings)
        return
    code_alone = given[0]  # an HTTP status may follow it
    bare = code_alone.strip(AROUND)
    wanted = bare.lower()
    found = [one for one in meanings if one.code == wanted]
    if not found:
        problem = _unknown(wanted, meanings)
        raise OlwError("code-unknown", problem)
    click.echo(wanted)
    for one in found:
        wrong = _sentence(one.wrong)
        remedy = _sentence(one.remedy)
        click.echo(f"\n  {one.place}")
        click.echo(f"    What is wrong: {wrong}")
        click.echo(f"    What to do:    {remedy}")


def _list(meanings: Sequence[Meaning]) -> None:
    """Every code, under the place where people meet it."""
    places: dict[str, list[str]] = {}
    for one in meanings:
        codes = places.setdefault(one.place, [])
        codes.append(one.code)
    for place, codes in places.items():
        click.echo(place)
        for code in codes:
            click.echo(f"  {code}")


def _unknown(code: str, meanings: Sequence[Meaning]) -> str:
    """What is told about a code that nobody knows here."""
    near = like(code, meanings)
    told = code[:LONGEST_CODE]
    parts = [f"There is no code {told!a}."]
    if near:
        listed = ", ".join(near)
        part = f"Did you mean: {listed}?"
        parts.append(part)
    else:
        parts.append("`olw explain` lists every code.")
    for door in absent():
        extra = f"pip install 'our-leadership-way[{door}]'"
        part = f"Codes of {door} are not known here: {extra}."
        parts.append(part)
    return " ".join(parts)


def _sentence(words: str) -> str:
    """Words of a table as a sentence. A code or a name at its start keeps its letters."""
    first = words[0]
    begun = first.upper() + words[1:]
    if begun.endswith((".", "?")):
        return begun
    return f"{begun}."

"""What a programme's page tells, as text or as a file: `olw lti programmes figures`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

import click

from lti_service.cli.common import of_platform, plainly
from lti_service.cli.printing import say
from lti_service.cli.programmes import naming, programmes
from lti_service.library import Library
from lti_service.services.cohort import programme_rooms
from lti_service.services.cohort.programme_rooms import ProgrammeRoom
from lti_service.services.figures import programmes as services
from lti_service.services.sheet_files import WRITERS
from lti_service.settings import Settings

FILE = click.File("wb", lazy=True)
"""Opened once there is something to write. A dash is the standard output."""


@programmes.command("figures")
@click.argument("platform")
@click.argument("name")
@of_platform
@click.option("--csv", type=FILE, help="Write them to this file, as CSV.")
@click.option("--xlsx", type=FILE, help="Write them to this file, as XLSX.")
@plainly
def show_figures(
    platform: str,
    name: str,
    client_id: str,
    csv: BinaryIO | None,
    xlsx: BinaryIO | None,
) -> None:
    """Show how programme NAME of PLATFORM (name or issuer) answered, or write it to files.

    By the rules of its page: no names, and nothing of too few. Each look is in the log.
    """
    wanted = {"csv": csv, "xlsx": xlsx}
    files = {ending: file for ending, file in wanted.items() if file is not None}
    rules = Settings.from_env(os.environ).rules
    modules = Library.load().modules
    verb = "took the figures of" if files else "looked at"
    with naming(platform, name, client_id, verb) as (session, found):
        room = programme_rooms.read(session, found, modules, rules)
        told = list(_told(room))
    for ending, file in files.items():
        data = WRITERS[ending](room.sheet())
        file.write(data)
    if not files:
        for line in told:
            say(line)


def _told(room: ProgrammeRoom) -> Iterator[str]:
    """The programme, its courses, how many are counted, and each answer in a line."""
    yield room.programme.name
    for course in room.courses:
        yield f"  {services.line_of(course)}"
    for one in room.published:
        if one.people:
            title = one.module["title"]
            yield f"{title}: at least {one.people} people have finished and are counted."
    sheet = room.sheet()
    for row in sheet.rows:
        filled = [
            f"{head}: {cell}"
            for head, cell in zip(sheet.head, row, strict=True)
            if cell
        ]
        yield ", ".join(filled)
    if not sheet.rows:
        yield "There is nothing to tell yet."

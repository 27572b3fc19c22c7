"""The commands `olw lti ...`, one file for each group. Faults come as one plain line."""

from __future__ import annotations

import click

from lti_service.cli import adding as _adding  # noqa: F401
from lti_service.cli import changing as _changing  # noqa: F401
from lti_service.cli import deployments as _deployments  # noqa: F401
from lti_service.cli import programme_figures as _figures  # noqa: F401
from lti_service.cli import registration_links as _registration_links  # noqa: F401
from lti_service.cli.admin import admin
from lti_service.cli.keys import keys, reseal
from lti_service.cli.people import export, forget
from lti_service.cli.platforms import platforms
from lti_service.cli.programmes import programmes
from lti_service.cli.running import doctor, migrate, serve, settings, worker
from lti_service.cli.scores import scores
from lti_service.cli.sessions import sessions

COMMANDS: tuple[click.Command, ...] = (
    serve,
    worker,
    migrate,
    doctor,
    settings,
    platforms,
    programmes,
    admin,
    keys,
    reseal,
    export,
    forget,
    scores,
    sessions,
)


@click.group()
def lti() -> None:
    """The LTI 1.3 tool: serve it, deliver its scores, register platforms."""


for command in COMMANDS:
    lti.add_command(command)

"""`olw schema`: prints the JSON Schema of the authoring format, for completion in editors."""

from __future__ import annotations

import json

import click

from olw_core.authoring.jsonschema import module_schema


@click.command()
def schema() -> None:
    """Print the JSON Schema of module.yaml."""
    click.echo(json.dumps(module_schema(), indent=2, sort_keys=True))

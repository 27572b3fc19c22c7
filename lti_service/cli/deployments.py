"""Deployments that wait for an administrator: `olw lti platforms pending`, `approve`, `refuse`."""

from __future__ import annotations

import click

from lti_service.cli.common import note, of_platform, plainly, ready_database
from lti_service.cli.platforms import platforms
from lti_service.cli.printing import say
from lti_service.clock import utc_now
from lti_service.models import PendingDeployment
from lti_service.services.platforms import deployments, registrations


@platforms.command("pending")
@plainly
def list_pending() -> None:
    """Show deployments that launched and that nobody has approved yet."""
    _, database = ready_database()
    with database.reading() as session:
        lines = [_line(one) for one in deployments.pending(session)]
    for line in lines:
        say(line)
    if not lines:
        say("No deployment is waiting.")


@platforms.command("approve")
@click.argument("platform")
@click.argument("deployment")
@of_platform
@click.option(
    "--report",
    default="",
    help="What it is told: completion, score or answers. Usually as the platform's others.",
)
@plainly
def approve_deployment(
    platform: str,
    deployment: str,
    client_id: str,
    report: str,
) -> None:
    """Let DEPLOYMENT of PLATFORM (name or issuer) launch, from now on."""
    _, database = ready_database()
    with database.writing() as session:
        found = registrations.named(session, platform, client_id)
        told = deployments.approve(session, found, deployment, report)
        note(session, f"approved deployment {deployment}", found.name)
    say(f"{found.name}: deployment {deployment} may launch and reports {told}.")


@platforms.command("refuse")
@click.argument("platform")
@click.argument("deployment")
@of_platform
@plainly
def refuse_deployment(platform: str, deployment: str, client_id: str) -> None:
    """Say no to DEPLOYMENT of PLATFORM (name or issuer). It can still be approved later."""
    _, database = ready_database()
    with database.writing() as session:
        found = registrations.named(session, platform, client_id)
        deployments.refuse(session, found, deployment, utc_now())
        note(session, f"refused deployment {deployment}", found.name)
    say(f"{found.name}: deployment {deployment} is refused.")


def _line(one: PendingDeployment) -> str:
    """Platform, deployment, and how often somebody tried."""
    times = "1 launch" if one.tries == 1 else f"{one.tries} launches"
    last = f"{one.last_at:%d %B %Y %H:%M} UTC"
    refused = ", refused" if one.refused_at else ""
    what = f"{one.registration.name}: {one.deployment_id}"
    return f"{what}, {times}, last {last}{refused}"

"""`olw lti platforms add`: a platform whose values an administrator types in."""

from __future__ import annotations

from typing import TypedDict, Unpack

import click

from lti_service.cli.common import note, or_blank, plainly, ready_database
from lti_service.cli.platforms import ADDRESSES, platforms
from lti_service.cli.printing import say
from lti_service.clock import utc_now
from lti_service.services.platforms import registrations, support_links
from lti_service.services.platforms.new_platforms import NewPlatform, like
from lti_service.services.platforms.platform_families import WITH_ADDRESSES, family


class Given(TypedDict):
    """Options of `platforms add` that are stored as they are given."""

    name: str
    issuer: str
    client_id: str
    login_url: str
    token_url: str
    keys_url: str
    token_audience: str
    allow_anonymous: bool
    allow_private: bool
    family: str


@platforms.command("add")
@click.option(
    "--name",
    required=True,
    help="What people call it, for example the trust's name.",
)
@click.option(
    "--like",
    "family",
    type=click.Choice(WITH_ADDRESSES),
    callback=or_blank,
    help="Fill in the addresses of a known LMS. Those that are given come first.",
)
@click.option(
    "--at",
    default="",
    help="With --like: the address at which people see the LMS.",
)
@click.option(
    "--issuer",
    default="",
    help="The platform's issuer (iss), exactly as it writes it.",
)
@click.option(
    "--client-id",
    required=True,
    help="The client id that the platform gave this tool.",
)
@click.option(
    "--login-url",
    default="",
    help="Its OIDC authentication request address.",
)
@click.option("--token-url", default="", help="Its access token address.")
@click.option("--keys-url", default="", help="Its public key set (JWKS) address.")
@click.option(
    "--deployment",
    "deployments",
    multiple=True,
    help="A deployment id; may be repeated. Others wait for approval at their first launch.",
)
@click.option(
    "--report",
    default="score",
    show_default=True,
    help="What it is told: completion, score or answers.",
)
@click.option(
    "--token-audience",
    default="",
    help="Audience for token requests, where it is not the token address.",
)
@click.option(
    "--frame",
    "frames",
    multiple=True,
    help="A further origin that frames this tool; may be repeated.",
)
@click.option(
    "--support",
    multiple=True,
    help="A support link as words=address; may be repeated.",
)
@click.option(
    "--allow-anonymous",
    is_flag=True,
    help="Accept launches that do not say who the learner is.",
)
@click.option(
    "--private",
    "allow_private",
    is_flag=True,
    help="It may have no public address or TLS.",
)
@plainly
def add_platform(
    deployments: tuple[str, ...],
    report: str,
    frames: tuple[str, ...],
    support: tuple[str, ...],
    at: str,
    **given: Unpack[Given],
) -> None:
    """Register a platform by hand. What the options leave out is told in one line."""
    settings, database = ready_database()
    platform = NewPlatform(
        deployments=dict.fromkeys(deployments, report),
        frame_ancestors=list(frames),
        support=list(map(support_links.read, support)),
        usual_report=report,
        **given,
    )
    if given["family"]:
        platform = like(platform, at)
    with database.writing() as session:
        added = registrations.add(session, platform, utc_now())
        note(session, "added platform", added.name)
    say(f"Added {added.name}. Give the platform these addresses:")
    for words, path in ADDRESSES:
        say(f"  {words:<21}{settings.public_url}{path}")
    if not family(given["family"]).reads_keys:
        say("Its form asks for the key itself. Paste what this prints:")
        say("  olw lti keys pem")

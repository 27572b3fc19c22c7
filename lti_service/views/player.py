"""The player on our page: its configuration (formats.md, section 8) and its files. Never a key, never a score table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template

from lti_service import addresses
from lti_service.messages.roles import FACILITATOR, LEARNER
from lti_service.models import LaunchSession
from lti_service.services.attempts import Shown
from lti_service.services.line_items import can_be_graded
from lti_service.views import scripts
from lti_service.wiring import wiring
from olw_core import __version__
from olw_core import player as built
from olw_core.page import element as markup
from olw_core.report import Told, disclosure

SCRIPT = "player.js"
SERVED = (SCRIPT, built.MORE, built.STYLE)
CALLS = ("respond", "retry", "plan", "card")


@dataclass(frozen=True)
class Part:
    """A part of a page: what stands in <main>."""

    title: str
    html: str


@dataclass(frozen=True)
class Files:
    """Addresses of the player's stylesheets and scripts; the version in them lets browsers keep the files."""

    styles: list[str]
    scripts: list[str]


def files() -> Files:
    """The built player."""
    return Files([_file(built.STYLE)], [_file(SCRIPT)])


def _file(name: str) -> str:
    return addresses.local("service.player_file", name=name, v=__version__)


def part(
    key: str, module: dict[str, Any], shown: Shown, owner: LaunchSession, token: str
) -> Part:
    """The player for one attempt, with its View in it. `token` is the bearer token for its calls."""
    link = owner.resource_link
    html = render_template(
        "player.html",
        title=module["title"],
        player=markup.player_element(_config(key, module, shown, owner, token)),
        address=addresses.local("learn.play", key=key),
        idle=scripts.idle_seconds(owner),
        home="" if link.module else addresses.local("learn.home", key=link.key),
        group=addresses.local("cohort.show", key=link.key)
        if owner.role == FACILITATOR and link.context
        else "",
    )
    return Part(module["title"], html)


def _told(owner: LaunchSession) -> Told:
    """What the learner's sentences depend on; the same facts decide in services/grades.py and cohorts.py."""
    link, anonymous = owner.resource_link, owner.learner.anonymous
    return Told(
        trying=owner.role != LEARNER,
        graded=can_be_graded(link) and not anonymous,
        grouped=link.context is not None and not anonymous,
        stories=1 if link.module else len(wiring().library.modules),
    )


def _config(
    key: str, module: dict[str, Any], shown: Shown, owner: LaunchSession, token: str
) -> dict[str, Any]:
    registration, report = owner.learner.registration, owner.resource_link.reported
    return {
        "lang": module["lang"],
        "report": report,
        "heading": 1,
        "ownsPage": True,
        "show": "story",
        "cover": markup.cover(module),
        "disclosure": disclosure(report, "lti", _told(owner)),
        "trust": {"name": registration.name, "support": registration.support},
        "view": shown.view,
        **({"notice": shown.notice} if shown.notice else {}),
        "urls": {call: addresses.local(f"api.{call}", key=key) for call in CALLS},
        "auth": {"bearer": token},
        "more": _file(built.MORE),
    }

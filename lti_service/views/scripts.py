"""What a page hands to its own script.

Addresses, how long it may stand unused, and who may frame it.
"""

from __future__ import annotations

from typing import TypedDict

from lti_service import addresses
from lti_service.services.glances import AnyVisitor
from lti_service.services.known_platforms import AnyRegistration
from lti_service.services.platforms.framing import framers
from lti_service.views import who_asks
from lti_service.wiring import wiring


class Urls(TypedDict):
    """`closed` is followed by a reason. `window` opens the session in a window of its own."""

    leave: str
    stay: str
    closed: str
    window: str


class PageData(TypedDict, total=False):
    """Read by static/page.js.

    `address`: the page's own. `token`: the bearer token of a launch. `person`: tells people apart.
    `link`: the placement whose cookie a facilitator has. `idle`: seconds without use until the page
    is closed. `framers`: origins of the platform, for messages to its frame.
    """

    urls: Urls
    address: str
    token: str
    person: str
    link: str
    idle: int
    framers: list[str]


def for_page(registration: AnyRegistration | None) -> PageData:
    """What every page has, whoever opens it."""
    closed = addresses.local("leaving.closed", reason="finished")
    urls: Urls = {
        "leave": addresses.local("leaving.leave"),
        "stay": addresses.local("leaving.stay"),
        "closed": closed.removesuffix("finished"),
        "window": addresses.local("launch.open_window"),
    }
    if registration is None:
        return {"urls": urls, "framers": []}
    return {"urls": urls, "framers": framers(registration)}


def for_owner(owner: AnyVisitor, address: str, token: str) -> PageData:
    """What a page has that a session opened."""
    registration = owner.platform
    return {
        **for_page(registration),
        "address": address,
        "token": token,
        "person": who_asks.person(owner.learner),
        "link": owner.resource_link.key,
        "idle": idle_seconds(owner),
    }


def idle_seconds(owner: AnyVisitor) -> int:
    """How long this session lasts without use."""
    life = wiring().settings.idle(owner.role)
    return int(life.total_seconds())

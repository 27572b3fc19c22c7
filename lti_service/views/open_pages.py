"""Where a learner is signed in: one row for each open session, to be ended one by one.

ASVS 5.0, 7.5.2: people can see their sessions and end any of them.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from lti_service.models import LaunchSession, ResourceLink
from lti_service.services.launching import launch_sessions
from lti_service.views.speech import gettext, mark
from lti_service.wiring import wiring

MAP = mark("My map")
CARDS = mark("Cards")


class OpenPage(NamedTuple):
    """`number` names the session. `lang`: of the activity's name, "" where it is our own words.

    `course` is "" where none is known. `here`: the page itself.
    """

    number: int
    activity: str
    lang: str
    course: str
    until: datetime
    here: bool


def of(session: Session, owner: LaunchSession) -> list[OpenPage]:
    """The pages of the person who has the session `owner`."""
    now = wiring().clock()
    found: list[OpenPage] = []
    for one in launch_sessions.open_of(session, owner, now):
        place = one.resource_link
        course = place.context.title if place.context else ""
        name, lang = _name(place)
        is_here = one.id == owner.id
        row = OpenPage(one.id, name, lang, course, one.expires_at, is_here)
        found.append(row)
    return found


def _name(place: ResourceLink) -> tuple[str, str]:
    """What its title said when it was opened, and in which language if it is not ours."""
    module = wiring().library.modules.get(place.module)
    if module is not None:
        return module["title"], module["lang"]
    ours = CARDS if place.shows else MAP
    return gettext(ours), ""

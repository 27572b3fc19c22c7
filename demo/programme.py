"""The demo's programme: the course of fourteen and the group of nine, open to their facilitators.

In neither have ten people finished a story. Together twelve have, who have waited for four weeks.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from demo.platform.config import PlatformConfig
from demo.platform.course import DEMO_COURSE
from demo.platform.register import register
from lti_service.services.figures import programmes

NAME = "Leading together, small groups"
JOINED = (
    DEMO_COURSE.id,
    "nine",
)
"""Ids of the courses in it."""


def join(session: Session, platform: PlatformConfig, now: datetime) -> None:
    """Make it, of those of its courses that somebody has come from."""
    registration = register(session, platform, now)
    programme = programmes.add(session, registration, NAME, now)
    programmes.open_to_facilitators(session, programme, True)
    for course in platform.courses:
        if course.id in JOINED:
            context = programmes.course_of(session, programme, course.id)
            programmes.join(session, programme, context)

"""A database with learners who stand at the beginning of a story, and the tool's platform."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from bench.lti.lms import CLIENT_ID, DEPLOYMENT_ID, ISSUER, MODULE, TARGET, Lms
from lti_service import migrations
from lti_service.clock import utc_now
from lti_service.database import Database
from lti_service.messages.launch import Launch, read_launch
from lti_service.services import known_platforms
from lti_service.services.keys import tool_keys
from lti_service.services.launching import launch_sessions, launches
from lti_service.services.launching.launch_sessions import Life
from lti_service.services.launching.launches import Arrival, Named
from lti_service.services.platforms import registrations
from lti_service.services.platforms.new_platforms import NewPlatform
from lti_service.services.play import attempts

DAY = timedelta(days=1)


class AttemptKey(NamedTuple):
    """`key`: of a learner's attempt; `token`: of their session."""

    key: str
    token: str


def prepare(database: Database, lms: Lms) -> None:
    """The newest tables, and the LMS in them."""
    migrations.upgrade(database)
    platform = NewPlatform(
        name="Bench",
        issuer=ISSUER,
        client_id=CLIENT_ID,
        login_url=ISSUER + "/auth",
        token_url=ISSUER + "/token",
        keys_url=lms.keys_url,
        deployments={DEPLOYMENT_ID: "score"},
        allow_private=True,
    )
    with database.writing() as session:
        tool_keys.ensure(session, utc_now())
        registrations.add(session, platform, utc_now())


def seat(database: Database, lms: Lms, learners: int) -> list[AttemptKey]:
    """Learners of one course who have come in, as launches bring them."""
    now = utc_now()
    places = []
    with database.writing() as session:
        registration = known_platforms.find(session.connection(), ISSUER, CLIENT_ID)
        for number in range(learners):
            launch = _launch(lms, f"seated-{number}")
            arrival = launches.arrive(session, registration, launch, Named(MODULE), now)
            place = _seat_one(session, arrival, now)
            places.append(place)
    return places


def _seat_one(session: Session, arrival: Arrival, now: datetime) -> AttemptKey:
    learner = arrival.learner
    link = arrival.link
    attempt = attempts.open_attempt(session, learner, link, MODULE, now)
    life = Life(DAY, now + DAY)
    token = launch_sessions.begin(session, learner, link, arrival.role, now, life)
    return AttemptKey(attempt.key, token)


def _launch(lms: Lms, learner: str) -> Launch:
    claims = lms.claims("", learner)
    return read_launch(
        claims,
        target_link_uri=TARGET,
        allow_anonymous=False,
        allow_http=True,
    )

"""Seeds the demo: invented learners at different stages, who really played the modules through the
service layer: 14 in the course with a gradebook, and groups of 9 and 60. Nearly all of the 60 have
counted what would stop them.

`seed(tool, platform)` does nothing when the learners are there already.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from demo import programme
from demo.acting import act
from demo.platform.config import PlatformConfig
from demo.platform.course import Activity, Course
from demo.platform.people import Person
from demo.platform.register import register
from demo.platform.tokens import CLAIM, SCOPES, target
from lti_service.messages.launch import Launch, read_launch
from lti_service.messages.roles import LEARNER
from lti_service.messages.vocabulary import AGS_ENDPOINT
from lti_service.models import Attempt
from lti_service.services.figures import stops
from lti_service.services.figures.counting import count_due
from lti_service.services.launching import launches
from lti_service.services.launching.launches import Named
from lti_service.services.play import attempts
from lti_service.services.scores import grades
from lti_service.wiring import EXTENSION, Wiring
from olw_core.authoring.compiler.items import answers
from olw_core.engine import engine
from olw_core.engine.story import item_at, walk
from olw_core.formats.compiled import Module
from olw_core.play.room import Outcome, Room

SEED = 20261123
PART, WHOLE = 2, 99
SECOND = ("kind", "trusted")


@dataclass(frozen=True)
class Stage:
    """How far one learner is."""

    days: int
    """Since they began."""
    decisions: Mapping[str, int]
    """Module -> number of decisions taken (WHOLE = to the end)."""


STAGES = (
    Stage(
        35,
        {"kind": WHOLE, "inclusive": WHOLE, "trusted": WHOLE, "improving": WHOLE},
    ),
    Stage(34, {"kind": WHOLE, "inclusive": PART}),
    Stage(33, {"kind": WHOLE}),
    Stage(18, {"kind": WHOLE, "celebrating": WHOLE}),
    Stage(17, {"kind": 3}),
    Stage(16, {"kind": WHOLE, "collaborating": 1}),
    Stage(14, {"kind": WHOLE, "inclusive": WHOLE}),
    Stage(12, {"kind": PART}),
    Stage(9, {"kind": WHOLE}),
    Stage(8, {"kind": WHOLE, "improving": 3}),
    Stage(5, {"kind": 1}),
    Stage(2, {"kind": WHOLE}),
)
"""The last two of the fourteen have not started. Three finished so long ago that they are counted
with the programme."""
BEGUN = {"nine": 35}
"""Course -> how many days ago its people began; the others `LATELY`."""
LATELY = 9
LEANS = (0.1, 0.6, 0.95)
"""How often the first answer to one decision after the other is given without a thought, so that
some divide the room and some do not."""
STOPPED = ("cover", "cover", "time", "fear", "time", "cover", "unsure", "authority")
"""What would stop one after the other."""
COUNTS_NOTHING = 12
"""One in so many does not press the button for it."""


def seed(tool: Flask, platform: PlatformConfig) -> int:
    """Play for the demo's learners; returns how many attempts were made now."""
    wiring: Wiring = tool.extensions[EXTENSION]
    with wiring.database.writing() as session:
        if session.scalar(select(Attempt.id).limit(1)) is not None:
            return 0
        register(session, platform, wiring.clock())
        seeding = _Seeding(session, wiring, platform, random.Random(SEED))
        made = seeding.all()
        programme.join(session, platform, wiring.clock())
    settings = wiring.settings
    modules = wiring.library.modules
    count_due(wiring.database, modules, settings.rules, wiring.clock())
    return made


@dataclass
class _Seeding:
    """Learners at play, within one transaction of the tool's database."""

    session: Session
    """Ends with everything or nothing."""
    wiring: Wiring
    """The tool's."""
    platform: PlatformConfig
    """Whom the learners come from."""
    rng: random.Random
    """Seeded, so that every demo tells the same."""

    def all(self) -> int:
        """Play for everyone who has begun; returns the number of attempts."""
        people = self.platform.course.people
        learners = [person for person in people if person.is_learner]
        made = sum(map(self.learner, learners, STAGES))
        return made + sum(map(self.group, self.platform.others))

    def group(self, course: Course) -> int:
        """Everyone of a course finishes a story, and every other one a second."""
        made = 0
        activity = course.activities[0]
        days = BEGUN.get(course.id, LATELY)
        first = self.wiring.clock() - timedelta(days=days)
        for number, person in enumerate(course.people):
            if not person.is_learner:
                continue
            many = 1 + number % 2
            began = first - timedelta(minutes=10 * number)
            for module_id in SECOND[:many]:
                attempt = self.play(
                    person,
                    activity,
                    module_id,
                    began,
                    WHOLE,
                )
                self.look_ahead(attempt, number, began)
                made += 1
        return made

    def look_ahead(self, attempt: Attempt, number: int, at: datetime) -> None:
        """They make a plan, and have counted what would stop them.

        Some would rather do neither.
        """
        if number % COUNTS_NOTHING == 0:
            return
        modules = self.wiring.library.modules
        module = modules[attempt.module]
        _plan(self.session, attempt, module, at)
        stop = self.rng.choice(STOPPED)
        stops.add_once(self.session, attempt.learner, module["id"], stop)

    def learner(self, person: Person, stage: Stage) -> int:
        """All that one learner has begun; returns the number of attempts."""
        made = 0
        for later, (module_id, count) in enumerate(stage.decisions.items()):
            activity = _activity(self.platform, module_id)
            if module_id in self.wiring.library.modules and activity is not None:
                hours = self.rng.randrange(9)
                ago = timedelta(days=stage.days - later, hours=hours)
                began = self.wiring.clock() - ago
                self.play(person, activity, module_id, began, count)
                made += 1
        return made

    def play(
        self,
        person: Person,
        activity: Activity,
        module_id: str,
        began: datetime,
        count: int,
    ) -> Attempt:
        """One learner launches one module and answers, as the views would have them do it."""
        modules = self.wiring.library.modules
        registration = register(self.session, self.platform, began)
        launch = _launch(self.platform, person, activity)
        arrival = launches.arrive(
            self.session,
            registration,
            launch,
            Named(module=activity.module),
            began,
        )
        learner, link = arrival.learner, arrival.link
        attempt = attempts.open_attempt(self.session, learner, link, module_id, began)
        for step in range(count):
            answer = _answer(modules[module_id], attempt, self.rng)
            if answer is None:
                break
            at = began + timedelta(minutes=step)
            _respond(self.session, attempt, modules[module_id], step, answer, at)
        self.session.flush()
        now = self.wiring.clock()
        grades.note(self.session, learner, link, LEARNER, list(modules), now)
        return attempt


def _activity(platform: PlatformConfig, module_id: str) -> Activity | None:
    """The placement that offers the module: its own, or else the list, or none."""
    whole = None
    for one in platform.course.activities:
        if one.module == module_id:
            return one
        if not one.module:
            whole = whole or one
    return whole


def _respond(
    session: Session,
    attempt: Attempt,
    module: Module,
    step: int,
    answer: str,
    at: datetime,
) -> None:
    """One answer of the only attempt, kept as of `at`."""

    def respond(room: Room) -> Outcome:
        return room.respond(attempt=1, step=step, response=answer)

    act(session, attempt, LEARNER, module, respond, at)


def _plan(
    session: Session,
    attempt: Attempt,
    module: Module,
    at: datetime,
) -> None:
    """The first moment and the first act of the lists, kept as of `at`."""
    cue = module["plan"]["cues"][0]
    action = module["plan"]["actions"][0]

    def plan(room: Room) -> Outcome:
        return room.plan(cue=cue["id"], action=action["id"])

    act(session, attempt, LEARNER, module, plan, at)


def _answer(module: Module, attempt: Attempt, rng: random.Random) -> str | None:
    """A possible answer, the first one more often where the room leans; None at an ending."""
    text = attempts.record_of(attempt)
    record = engine.read(module, text).record
    here, _ = walk(module, record.steps)
    if here.ended:
        return None
    possible = answers(item_at(module, here.node))
    turn = len(record.steps) % len(LEANS)
    if rng.random() < LEANS[turn]:
        return possible[0]
    return rng.choice(possible)


def _launch(platform: PlatformConfig, person: Person, activity: Activity) -> Launch:
    """The launch that the demo LMS would send."""
    course = platform.course_of(activity.id)
    base = platform.services_url(course)
    uri = target(platform, activity)
    claims: dict[str, Any] = {
        "sub": person.id,
        CLAIM + "version": "1.3.0",
        CLAIM + "message_type": "LtiResourceLinkRequest",
        CLAIM + "deployment_id": platform.deployment_id,
        CLAIM + "target_link_uri": uri,
        CLAIM + "resource_link": {"id": activity.id},
        CLAIM + "roles": list(person.roles),
        CLAIM + "context": {
            "id": course.id,
            "title": course.title,
        },
        "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice": {
            "context_memberships_url": f"{base}/members"
        },
    }
    if course == platform.course:
        claims[AGS_ENDPOINT] = {
            "scope": sorted(SCOPES),
            "lineitems": f"{base}/lineitems",
            "lineitem": f"{base}/lineitems/{activity.id}/lineitem",
        }
    return read_launch(
        claims,
        target_link_uri=uri,
        allow_anonymous=False,
        allow_http=True,
    )

"""Courses full of people who finish stories, through the services that views call, without HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from demo.acting import Action, act
from lti_service.database import Database
from lti_service.library import Library
from lti_service.messages.launch import Launch
from lti_service.messages.roles import LEARNER
from lti_service.models import Attempt, Registration
from lti_service.secret import Keyring
from lti_service.services.figures.counting import count_due
from lti_service.services.launching import launches
from lti_service.services.launching.launches import Named
from lti_service.services.platforms import registrations
from lti_service.services.platforms.new_platforms import NewPlatform
from lti_service.services.play import attempts
from olw_core.cohort.rules import USUAL
from olw_core.formats.compiled import Module
from olw_core.play.room import Outcome, Room
from tests.integration.lti_service.databases import SECRET, give_back, sqlite_url

START = datetime(2026, 11, 2, 9, tzinfo=UTC)


@dataclass
class Rooms:
    """`now` is moved by hand."""

    database: Database
    modules: Mapping[str, Module]
    now: datetime = START
    platforms: dict[str, int] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path, url: str = "") -> Rooms:
        database = Database(url or sqlite_url(folder), Keyring([SECRET]))
        return cls(database, Library.load().modules)

    def close(self) -> None:
        self.database.close()
        give_back(self.database.engine.url)

    def later(self, **delta: float) -> None:
        self.now += timedelta(**delta)

    def count(self) -> int:
        """What the worker does."""
        return count_due(self.database, self.modules, USUAL, self.now)

    def play(
        self,
        sub: str,
        answers: Sequence[str],
        *,
        module: str = "kind",
        course: str = "c1",
        platform: str = "Copse",
        role: str = LEARNER,
        activity: str = "",
    ) -> Attempt:
        """One person launches a story and answers as far as `answers` go."""
        with self.database.writing() as session:
            registration = self._registration(session, platform)
            launch = Launch(
                deployment_id="1",
                sub=sub,
                role=role,
                context_id=course,
                context_title=f"Course {course}",
                resource_link_id=activity or f"{course}-{module}",
                target_link_uri="",
                custom={},
                line_item_url="",
                line_items_url="",
                grade_scopes=[],
                memberships_url="",
            )
            named = Named(module=module)
            arrival = launches.arrive(session, registration, launch, named, self.now)
            attempt = attempts.open_attempt(
                session, arrival.learner, arrival.link, module, self.now
            )
            self.answer(session, attempt, answers, role)
        return attempt

    def answer(
        self, session: Session, attempt: Attempt, answers: Sequence[str], role: str
    ) -> None:
        for answer in answers:

            def respond(room: Room, answer: str = answer) -> Outcome:
                step = len(room.record.steps)
                return room.respond(
                    attempt=room.record.attempt, step=step, response=answer
                )

            self.act(session, attempt, role, respond)

    def act(
        self, session: Session, attempt: Attempt, role: str, action: Action
    ) -> None:
        act(session, attempt, role, self.modules[attempt.module], action, self.now)

    def _registration(self, session: Session, name: str) -> Registration:
        if name in self.platforms:
            return session.get_one(Registration, self.platforms[name])
        address = f"https://{name.lower()}.example.nhs.uk"
        found = registrations.add(
            session,
            NewPlatform(
                name=name,
                issuer=address,
                client_id="olw",
                login_url=address + "/auth",
                token_url=address + "/token",
                keys_url=address + "/jwks",
                deployments={"1": "score"},
            ),
            self.now,
        )
        session.flush()
        self.platforms[name] = found.id
        return found

"""The worker that brings scores to the platforms, and clears away what is over.

Any number may run at once.

One job's failure, of any kind, is that job's own: it is counted, shown and tried again, and harms
no other. What it takes to bring one score: `services/scores/bringing.py`.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lti_service.away import is_away, kind_of
from lti_service.clock import Clock
from lti_service.database import Database
from lti_service.errors import OutgoingError
from lti_service.fairness import Shares
from lti_service.outgoing import deadline
from lti_service.services import admin_log, audit
from lti_service.services.admin import admin_sessions
from lti_service.services.calls import notice_handlers
from lti_service.services.calls.platform_calls import PlatformCalls
from lti_service.services.figures import counting
from lti_service.services.launching import (
    launch_sessions,
    logins,
    named_courses,
    notices,
    pickings,
)
from lti_service.services.personal_data import person
from lti_service.services.platforms import registration_links
from lti_service.services.scores import deliveries
from lti_service.services.scores.bringing import bring
from lti_service.services.scores.deliveries import Job
from olw_core.cohort.rules import Rules
from olw_core.formats.compiled import Module

logger = logging.getLogger("lti_service.worker")
THREADS = 16
LOOKS_APART = 2.0
"""Seconds."""
JOB_SECONDS = 40.0
"""For all of a job: token, line item and score.

Shorter than both leases, which then cannot run out under it.
"""
HOUSEKEEPING = timedelta(minutes=10)


def _shares() -> Shares:
    return Shares(THREADS)


def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS)


@dataclass
class Worker:
    """`labels` gives a line item its name: module id -> title, "" -> the name of the whole list.

    `notices_address`: where platforms are to send notices. `keep`: how long a person's data stays
    after their last launch. `modules`, `rules`: for the steps of the room figures.
    """

    database: Database
    calls: PlatformCalls
    clock: Clock
    labels: dict[str, str]
    notices_address: str
    keep: timedelta
    modules: Mapping[str, Module]
    rules: Rules
    tidied_at: datetime | None = None
    shares: Shares = field(default_factory=_shares)
    pool: ThreadPoolExecutor = field(default_factory=_pool)
    freed: threading.Event = field(default_factory=threading.Event)

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set, then finish what has begun.

        A fault is logged and does not end the worker.
        """
        while not stop.is_set():
            self.freed.clear()
            begun = _guarded("deliveries", self._begin_round)
            _guarded("housekeeping", self.tidy)
            if begun:
                continue
            is_idle = self.shares.free == THREADS
            waiting = stop if is_idle else self.freed
            waiting.wait(LOOKS_APART)
        self.pool.shutdown(wait=True)

    def work(self) -> int:
        """Everything that is due now, to its end; returns how many rows were taken."""
        taken = 0
        while begun := self._begin_round():
            wait(begun)
            taken += len(begun)
        return taken

    def tidy(self) -> None:
        """Delete old logins and sessions, and people who have not come for long, now and then."""
        now = self.clock()
        if self._is_tidy(now):
            return
        self.tidied_at = now
        with self.database.writing() as session:
            logins.forget_old(session, now)
            launch_sessions.forget_old(session, now)
            pickings.forget_old(session, now)
            notices.forget_old(session, now)
            registration_links.forget_old(session, now)
            admin_sessions.forget_old(session, now)
            admin_log.forget_old(session, now - self.keep)
            audit.forget_old(session, now - self.keep)
        gone = person.forget_unseen(self.database, now, self.keep)
        if gone:
            told = {"people": gone, "keep_days": self.keep.days}
            logger.info("people forgotten", extra=told)
        counting.count_due(self.database, self.modules, self.rules, now)
        # Not here: a platform that is slow to take it must not hold up the others' scores.
        self.pool.submit(_guarded, "notice handlers", self._name_handlers)
        with self.database.writing() as session:
            named_courses.forget_unopened(session, now - self.keep)

    def _name_handlers(self) -> None:
        now = self.clock()
        notice_handlers.name_due(self.database, self.calls, self.notices_address, now)

    def _is_tidy(self, now: datetime) -> bool:
        """Whether it is too soon. A clock that was set back since then counts for nothing."""
        last = self.tidied_at
        return last is not None and last <= now < last + HOUSEKEEPING

    def _begin_round(self) -> list[Future[None]]:
        """Give free threads to platforms in turn.

        A row is leased only when a thread is there for it.
        """
        now = self.clock()
        with self.database.reading() as session:
            platforms = deliveries.platforms_due(session, now)
        begun = []
        for platform in self.shares.in_turn(platforms):
            for job in self._take(platform, now):
                begun.append(self._begin(job))
        return begun

    def _take(self, platform: int, now: datetime) -> list[Job]:
        room = self.shares.room(platform, now)
        if not room:
            return []
        with self.database.writing() as session:
            return deliveries.take(session, now, room, platform)

    def _begin(self, job: Job) -> Future[None]:
        self.shares.begin(job.registration.id)
        return self.pool.submit(self._do, job)

    def _do(self, job: Job) -> None:
        """Everything about one job, and nothing that could reach another."""
        platform = job.registration.id
        problem = "unforeseen"
        try:
            problem = self._try(job)
        except Exception as error:
            logger.error("delivery not settled", extra=_fault(error, job))
        finally:
            self.shares.note(platform, problem, self.clock())
            self.shares.end(platform)
            self.freed.set()

    def _try(self, job: Job) -> str:
        """Deliver and settle; returns the problem's code, "" for none."""
        try:
            with deadline.within(JOB_SECONDS):
                bring(self.database, self.calls, self.clock, self.labels, job)
        except OutgoingError as error:
            return self._failed(job, error)
        except deadline.OverdueError as error:
            told = "the delivery as a whole took too long"
            return self._failed(job, OutgoingError(error.code, told))
        except Exception as error:
            logger.error("delivery failed", extra=_fault(error, job))
            fault = OutgoingError("unforeseen", type(error).__name__)
            return self._failed(job, fault)
        return ""

    def _failed(self, job: Job, error: OutgoingError) -> str:
        """Settle a job that failed; returns the problem's code."""
        with self.database.writing() as session:
            parked = deliveries.settle_failed(session, job, error, self.clock())
        told = {
            "delivery": job.delivery_id,
            "problem": error.code,
            "detail": str(error),
            "parked": parked,
        }
        logger.warning("score not delivered", extra=told)
        return error.code


def _guarded(what: str, step: Callable[[], object]) -> object:
    """What a step of the loop gives, None after a fault.

    A fault in it is logged and ends neither the loop nor the other steps.
    """
    try:
        return step()
    except Exception as error:
        if is_away(error):
            _tell_away(what, error)
            return None
        logger.exception("worker step failed", extra={"step": what})
        return None


def _tell_away(what: str, error: Exception) -> None:
    """In one line, since each step says it at each round until the database is back."""
    told = {
        "step": what,
        "detail": kind_of(error),
        "remedy": "see OLW_DATABASE_URL; tried again",
    }
    logger.error("database", extra=told)


def _fault(error: Exception, job: Job) -> dict[str, str | int]:
    """What the log says of a fault: its kind and place.

    Its text might quote a person's id or a token.
    """
    place = ""
    frames = traceback.extract_tb(error.__traceback__)
    if frames:
        last = frames[-1]
        place = f"{last.filename}:{last.lineno}"
    return {
        "delivery": job.delivery_id,
        "problem": type(error).__name__,
        "place": place,
    }

"""The worker that brings scores to the platforms, and clears away what is over.

Any number may run at once.

One job's failure, of any kind, is that job's own: it is counted, shown and tried again, and harms
no other.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lti_service.clock import Clock
from lti_service.database import Database
from lti_service.errors import OutgoingError
from lti_service.fairness import Shares
from lti_service.messages import vocabulary as v
from lti_service.outgoing import deadline
from lti_service.outgoing.client import Call
from lti_service.services import deliveries, launch_sessions, line_items, logins, people
from lti_service.services.deliveries import Job
from lti_service.services.platform_calls import PlatformCalls

logger = logging.getLogger("lti_service.worker")
THREADS = 16
PAUSE = 2.0
JOB_SECONDS = 40.0
"""For all of a job: token, line item and score.

Shorter than both leases, which then cannot run out under it.
"""
HOUSEKEEPING = timedelta(minutes=10)
LINE_ITEM_WAIT = timedelta(seconds=5)


@dataclass
class Worker:
    """`labels` gives a line item its name: module id -> title, "" -> the name of the whole list.

    `keep`: how long a person's data stays after their last launch.
    """

    database: Database
    calls: PlatformCalls
    clock: Clock
    labels: dict[str, str]
    keep: timedelta
    tidied_at: datetime | None = None
    shares: Shares = field(default_factory=lambda: Shares(THREADS))
    pool: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(THREADS)
    )
    freed: threading.Event = field(default_factory=threading.Event)

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set, then finish what has begun.

        A fault is logged and does not end the worker.
        """
        while not stop.is_set():
            self.freed.clear()
            begun = _guarded("deliveries", self._begin_round) or []
            _guarded("housekeeping", self.tidy)
            if begun:
                continue
            waiting = stop if self.shares.free == THREADS else self.freed
            waiting.wait(PAUSE)
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
        if self.tidied_at is not None and now < self.tidied_at + HOUSEKEEPING:
            return
        self.tidied_at = now
        with self.database.writing() as session:
            logins.forget_old(session, now)
            launch_sessions.forget_old(session, now)
        gone = people.forget_unseen(self.database, now, self.keep)
        if gone:
            logger.info(
                "people forgotten", extra={"people": gone, "keep_days": self.keep.days}
            )

    def _begin_round(self) -> list[Future[None]]:
        """Give free threads to platforms in turn.

        A row is leased only when a thread is there for it.
        """
        now = self.clock()
        with self.database.reading() as session:
            platforms = deliveries.platforms_due(session, now)
        begun: list[Future[None]] = []
        for platform in self.shares.in_turn(platforms):
            room = self.shares.room(platform, now)
            if room:
                begun += [self._begin(job) for job in self._take(platform, room, now)]
        return begun

    def _take(self, platform: int, room: int, now: datetime) -> list[Job]:
        with self.database.writing() as session:
            return deliveries.take(session, now, room, platform)

    def _begin(self, job: Job) -> Future[None]:
        self.shares.begin(job.registration.id)
        return self.pool.submit(self._bring, job)

    def _bring(self, job: Job) -> None:
        """Everything about one job, and nothing that could reach another."""
        problem = "unforeseen"
        try:
            problem = self._try(job)
        except Exception as error:
            logger.error("delivery not settled", extra=_fault(error, job))
        finally:
            self.shares.note(job.registration.id, problem, self.clock())
            self.shares.end(job.registration.id)
            self.freed.set()

    def _try(self, job: Job) -> str:
        """Deliver and settle; returns the problem's code, "" for none."""
        try:
            with deadline.within(JOB_SECONDS):
                return self._deliver(job)
        except OutgoingError as error:
            self._failed(job, error)
            return error.code
        except deadline.OverdueError:
            late = OutgoingError(
                "outgoing-slow", "the delivery as a whole took too long"
            )
            self._failed(job, late)
            return late.code
        except Exception as error:
            logger.error("delivery failed", extra=_fault(error, job))
            self._failed(job, OutgoingError("unforeseen", type(error).__name__))
            return "unforeseen"

    def _deliver(self, job: Job) -> str:
        url = job.link.line_item_url or self._line_item(job)
        if not url:
            return ""
        self._send(job, url)
        with self.database.writing() as session:
            deliveries.settle_done(session, job, self.clock())
        told = {"delivery": job.delivery_id, "registration": job.registration.id}
        logger.info("score delivered", extra=told)
        return ""

    def _send(self, job: Job, url: str) -> None:
        score = {
            "userId": job.sub,
            "scoreGiven": job.score,
            "scoreMaximum": line_items.MAXIMUM,
            "activityProgress": "Completed",
            "gradingProgress": "FullyGraded",
            "timestamp": job.stamp.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        }
        address = line_items.scores_url(url)
        call = Call("POST", address, headers={"Content-Type": v.SCORE}, data=score)
        try:
            self.calls.request(job.registration, v.SCOPE_SCORE, call)
        except OutgoingError as error:
            # The platform holds this or a later score: what we wanted (AGS 3.4.6).
            if error.status != deliveries.ALREADY_NEWER:
                raise

    def _line_item(self, job: Job) -> str:
        """The address of a line item that we find or make; "" when another worker is at it."""
        now = self.clock()
        if not line_items.lease(self.database, job.link.id, now):
            with self.database.writing() as session:
                deliveries.put_back(session, job, now, LINE_ITEM_WAIT)
            return ""
        label = self.labels.get(job.link.module) or job.link.module
        try:
            url = line_items.find_or_create(
                self.database,
                self.calls,
                job.registration,
                job.link,
                label,
                now,
            )
        except OutgoingError as error:
            code = "line-item-status" if error.code == "outgoing-status" else error.code
            raise OutgoingError(
                code, str(error), error.status, error.retry_after
            ) from error
        line_items.keep(self.database, job.link.id, url)
        return url

    def _failed(self, job: Job, error: OutgoingError) -> None:
        with self.database.writing() as session:
            parked = deliveries.settle_failed(session, job, error, self.clock())
        told = {"problem": error.code, "detail": str(error), "parked": parked}
        logger.warning(
            "score not delivered", extra={"delivery": job.delivery_id, **told}
        )


def _guarded(
    what: str, step: Callable[[], list[Future[None]] | None]
) -> list[Future[None]] | None:
    """Run a step of the loop; a fault in it is logged and ends neither the loop nor the other
    steps.
    """
    try:
        return step()
    except Exception:
        logger.exception("worker step failed", extra={"step": what})
        return None


def _fault(error: Exception, job: Job) -> dict[str, str | int]:
    """What the log says of a fault: its kind and place.

    Its text might quote a person's id or a token.
    """
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return {
        "delivery": job.delivery_id,
        "problem": type(error).__name__,
        "place": place,
    }

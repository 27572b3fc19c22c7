"""The worker that brings scores to the platforms, and clears away what is over. Any number may run at once."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from lti_service.clock import Clock
from lti_service.database import Database
from lti_service.errors import OutgoingError
from lti_service.guarded_http import Outgoing
from lti_service.messages import vocabulary as v
from lti_service.services import deliveries, launch_sessions, line_items, logins
from lti_service.services.deliveries import Job
from lti_service.services.platform_tokens import PlatformTokens

logger = logging.getLogger("lti_service.worker")
BATCH = 20
PAUSE = 2.0
HOUSEKEEPING = timedelta(minutes=10)
LINE_ITEM_WAIT = timedelta(seconds=5)


@dataclass
class Worker:
    """`labels` gives a line item its name: module id -> title, "" -> the name of the whole list."""

    database: Database
    outgoing: Outgoing
    tokens: PlatformTokens
    clock: Clock
    labels: dict[str, str]
    tidied_at: datetime | None = None

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set. A fault is logged and does not end the worker."""
        while not stop.is_set():
            try:
                busy = self.work()
                self.tidy()
            except Exception:
                logger.exception("worker round failed")
                busy = 0
            if not busy:
                stop.wait(PAUSE)

    def work(self) -> int:
        """One round; returns how many rows were taken."""
        with self.database.writing() as session:
            jobs = deliveries.take(session, self.clock(), BATCH)
        for job in jobs:
            self._bring(job)
        return len(jobs)

    def tidy(self) -> None:
        """Delete old logins and sessions now and then."""
        now = self.clock()
        if self.tidied_at is not None and now < self.tidied_at + HOUSEKEEPING:
            return
        with self.database.writing() as session:
            logins.forget_old(session, now)
            launch_sessions.forget_old(session, now)
        self.tidied_at = now

    def _bring(self, job: Job) -> None:
        sending = False
        try:
            url = job.link.line_item_url or self._line_item(job)
            if not url:
                return
            token = self.tokens.get(job.registration, [v.SCOPE_SCORE])
            sending = True
            self._send(job, url, token)
        except OutgoingError as error:
            self._failed(job, error, final=sending and deliveries.is_final(error))
            return
        with self.database.writing() as session:
            deliveries.settle_done(session, job, self.clock())
        logger.info("score delivered", extra={"delivery": job.delivery_id, "registration": job.registration.id})

    def _send(self, job: Job, url: str, token: str) -> None:
        score = {
            "userId": job.sub,
            "scoreGiven": job.score,
            "scoreMaximum": line_items.MAXIMUM,
            "activityProgress": "Completed",
            "gradingProgress": "FullyGraded",
            "timestamp": job.stamp.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        }
        headers = {"Authorization": f"Bearer {token}", "Content-Type": v.SCORE}
        try:
            self.outgoing.request("POST", line_items.scores_url(url), json=score, headers=headers)
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
        url = line_items.find_or_create(self.outgoing, self.tokens, job.registration, job.link, label)
        line_items.keep(self.database, job.link.id, url)
        return url

    def _failed(self, job: Job, error: OutgoingError, *, final: bool) -> None:
        if error.status == 401:
            self.tokens.drop(job.registration, [v.SCOPE_SCORE])
        with self.database.writing() as session:
            deliveries.settle_failed(session, job, error, self.clock(), final=final)
        logger.warning(
            "score not delivered",
            extra={"delivery": job.delivery_id, "problem": error.code, "detail": str(error), "parked": final},
        )

"""Bringing one score to its platform: the line item first, then the score (AGS 2.0)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from lti_service.clock import Clock
from lti_service.database import Database
from lti_service.errors import OutgoingError
from lti_service.messages import vocabulary as v
from lti_service.outgoing.client import Call
from lti_service.services.calls.platform_calls import PlatformCalls
from lti_service.services.scores import deliveries, line_items
from lti_service.services.scores.deliveries import Job
from lti_service.services.scores.line_items import Wanted
from olw_core.engine.record import FULL

logger = logging.getLogger("lti_service.worker")
LINE_ITEM_WAIT = timedelta(seconds=5)


def bring(
    database: Database,
    calls: PlatformCalls,
    clock: Clock,
    labels: Mapping[str, str],
    job: Job,
) -> None:
    """Deliver a leased score and settle it; put it back while another worker makes the line item.

    `labels`: module id -> the name of its column. Raises OutgoingError.
    """
    url = job.link.line_item_url
    if not url:
        url = _line_item(database, calls, clock, labels, job)
    if not url:
        return
    _send(calls, job, url)
    with database.writing() as session:
        deliveries.settle_done(session, job, clock())
    told = {"delivery": job.delivery_id, "registration": job.registration.id}
    logger.info("score delivered", extra=told)


def score_call(url: str, sub: str, given: int, stamp: datetime) -> Call:
    """The request that sends a final score of 0 to 100 to a line item (AGS 3.4)."""
    score = {
        "userId": sub,
        "scoreGiven": given,
        "scoreMaximum": FULL,
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
        "timestamp": stamp.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
    }
    return Call(
        "POST",
        line_items.scores_url(url),
        headers={"Content-Type": v.SCORE},
        data=score,
    )


def _send(calls: PlatformCalls, job: Job, url: str) -> None:
    call = score_call(url, job.sub, job.score, job.stamp)
    deployment_id = job.link.deployment.deployment_id
    try:
        calls.request(job.registration, v.SCOPE_SCORE, call, deployment_id)
    except OutgoingError as error:
        # The platform holds this or a later score: what we wanted (AGS 3.4.6).
        if error.status != deliveries.ALREADY_NEWER:
            raise


def _line_item(
    database: Database,
    calls: PlatformCalls,
    clock: Clock,
    labels: Mapping[str, str],
    job: Job,
) -> str:
    """The address of a line item that we find or make; "" when another worker is at it."""
    link = job.link
    now = clock()
    if not line_items.lease(database, link.id, now):
        with database.writing() as session:
            deliveries.put_back(session, job, now, LINE_ITEM_WAIT)
        return ""
    label = labels.get(link.module) or link.module
    wanted = Wanted(job.registration, link, label)
    try:
        url = line_items.find_or_create(database, calls, wanted, now)
    except OutgoingError as error:
        is_status = error.code == "outgoing-status"
        code = "line-item-status" if is_status else error.code
        raise error.called(code) from error
    line_items.keep(database, link.id, url)
    return url

"""An administrator tries scores again while workers are at them: no column is made twice."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta

import pytest
from werkzeug.wrappers import Request, Response

from lti_service.models import ResourceLink, ScoreDelivery
from lti_service.services.scores.line_items import LEASE
from tests.integration.lti_service.administering import signed_in, typed
from tests.integration.lti_service.site import Site
from tests.integration.lti_service.test_rude_platforms import (
    add_platform,
    platform_app,
    rows_of,
)

NAME = "Slow Trust"
PATIENCE = 20
"""Seconds."""


@pytest.fixture
def others() -> Iterator[ExitStack]:
    """Things to end after the test."""
    with ExitStack() as stack:
        yield stack


def had_a_problem(site: Site, registration_id: int) -> None:
    with site.wiring.database.writing() as session:
        for row in rows_of(site, registration_id):
            session.get_one(ScoreDelivery, row.id).problem = "line-item-status 500"


def retry(site: Site, registration_id: int, door: str) -> None:
    if door == "command":
        assert "will be tried again" in typed(site, "scores", "retry", NAME).output
        return
    signed_in(site).post(f"/scores/{registration_id}")


@pytest.mark.parametrize("door", ["command", "page"])
def test_a_column_that_is_being_made_is_not_asked_for_again(
    either: Site, others: ExitStack, door: str
) -> None:
    """The platform takes its time; a second worker is there for the scores that are due again."""
    arrived, may_end = threading.Event(), threading.Event()
    columns: list[str] = []

    def answer(request: Request) -> Response | None:
        if request.path != "/lineitems":
            return None
        if request.method == "GET":
            return Response("[]")
        columns.append(request.base_url + "/7")
        arrived.set()
        may_end.wait(PATIENCE)
        return Response(json.dumps({"id": columns[0]}), status=201)

    slow = add_platform(either, platform_app(others, answer), name=NAME, jobs=3)
    had_a_problem(either, slow)
    first = threading.Thread(target=either.wiring.worker().work)
    first.start()
    others.callback(first.join)
    others.callback(may_end.set)
    assert arrived.wait(PATIENCE)
    retry(either, slow, door)
    second = threading.Thread(target=either.wiring.worker().work)
    second.start()
    second.join(3)
    may_end.set()
    second.join(PATIENCE)
    first.join(PATIENCE)
    assert len(columns) == 1


@pytest.mark.parametrize("door", ["command", "page"])
def test_only_activities_whose_scores_are_tried_again_may_ask_anew(
    either: Site, others: ExitStack, door: str
) -> None:
    """The other one's scores had no problem, and nobody has looked for its column."""
    url = platform_app(others, lambda _: None)
    troubled = add_platform(either, url, name=NAME)
    had_a_problem(either, troubled)
    long_ago = either.wiring.clock() - LEASE - timedelta(seconds=1)
    with either.wiring.database.writing() as session:
        one = session.query(ResourceLink).filter_by(key=f"key-{NAME}").one()
        one.line_item_asked_at = long_ago
        other = ResourceLink(
            key="other",
            deployment_id=one.deployment_id,
            resource_link_id="r2",
            line_item_asked_at=long_ago,
        )
        session.add(other)
    retry(either, troubled, door)
    with either.wiring.database.reading() as session:
        asked = {
            link.resource_link_id: link.line_item_asked_at is not None
            for link in session.query(ResourceLink)
        }
    assert asked == {"r1": False, "r2": True}

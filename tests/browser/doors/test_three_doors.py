"""The promise of the product: the same answers give the same
record and the same score in all three doors.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Frame, Page, expect

from demo.platform.config import PlatformConfig
from demo.site.secret import kept_secret
from lti_service.cli import lti
from lti_service.secret import Keyring
from olw_core import content
from olw_core.engine import engine
from tests.browser.conftest import NewPage
from tests.browser.support.decision import decide
from tests.browser.support.story import MODULE, SIZES, path
from tests.integration.olw_xblock.workbench import unsealed
from tests.support.demo import Running

PLACES = {"1280": ("kind", "u112"), "360": ("kind", "u113"), "320": ("all", "u112")}
"""Activity and learner of the demo course for each size, who is forgotten before:
a story is one record per learner in a course."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running(tmp_path_factory.mktemp("doors"))
    yield running
    running.stop()


def play(place: Page | Frame, answers: list[str]) -> None:
    """From where the story stands to its end."""
    player = place.locator("olw-player .olw:not(.olw-first)").first
    player.locator(".q button").first.wait_for()
    for answer in answers:
        decide(place, answer)
    player.get_by_role("heading", name="Looking back").wait_for()


def frame_of(page: Page, selector: str) -> Frame:
    """The frame that an LMS put the player in, once the player stands there."""
    expect(
        page.frame_locator(selector).locator("olw-player .q button").first
    ).to_be_visible(timeout=30_000)
    handle = page.locator(selector).element_handle()
    frame = handle.content_frame() if handle else None
    assert frame is not None
    return frame


def row(database: str, query: str, *values: str) -> Any:
    with closing(sqlite3.connect(database)) as opened:
        return opened.execute(query, values).fetchone()


def forget(demo: Running, sub: str) -> None:
    """As an administrator would; nobody to forget is fine."""
    variables = {
        "OLW_SECRET_KEY": kept_secret(demo.var),
        "OLW_DATABASE_URL": f"sqlite:///{demo.var / 'lti.sqlite'}",
    }
    words = ("forget", PlatformConfig.name, sub, "--yes")
    CliRunner().invoke(lti, words, env=variables)


def through_lti(
    demo: Running, page: Page, size: str, answers: list[str]
) -> tuple[str, int]:
    """(record, best percent) as the service keeps them."""
    activity, sub = PLACES[size]
    forget(demo, sub)
    page.goto(f"{demo.url}/lms/open/{activity}/{sub}")
    if activity == "all":
        page.frame_locator("iframe").get_by_role(
            "link", name=content.load(MODULE)["title"]
        ).click()
    play(frame_of(page, "iframe"), answers)
    query = (
        "select a.record, a.best from attempt a join learner l on l.id = a.learner_id"
        " join resource_link r on r.id = a.resource_link_id where l.sub = ? and "
        "r.resource_link_id = ? and a.module = ?"
    )
    record, best = row(str(demo.var / "lti.sqlite"), query, sub, activity, MODULE)
    return Keyring([kept_secret(demo.var)]).records.open(record), best


def through_scorm(demo: Running, page: Page, answers: list[str]) -> tuple[str, int]:
    """(suspend data without its counter, raw score) as the LMS keeps them."""
    page.goto(f"{demo.url}/scorm/olw-{MODULE}-generic/")
    play(frame_of(page, "#sco"), answers)
    page.wait_for_function(
        "Object.values(lms.learner())[0].cmi?.core?.lesson_status === 'completed'"
    )
    cmi = page.evaluate("Object.values(lms.learner())[0].cmi")
    return cmi["suspend_data"].rpartition("~")[0], int(cmi["core"]["score"]["raw"])


def through_open_edx(
    demo: Running, page: Page, size: str, answers: list[str]
) -> tuple[str, int]:
    """(record, percent of the grade) as the workbench keeps them."""
    page.goto(f"http://localhost:{demo.edx_port}/scenario/olw.0/?student=doors{size}")
    play(page, answers)
    query = (
        "select state from workbench_xblockstate where user_id = ? and scope = 'usage' "
        "and tag = 'olw'"
    )
    state = json.loads(
        row(str(demo.var / "workbench" / "workbench.db"), query, f"doors{size}")[0]
    )
    return unsealed(state["record"]), round(100 * state["raw_earned"])


@pytest.mark.parametrize("size", SIZES)
def test_same_answers_same_record_same_score(
    demo: Running, new_page: NewPage, size: str
) -> None:
    answers, record = path(choice=list(SIZES).index(size))
    assert record.done is not None
    wanted = (engine.write(record), record.done.percent)
    assert through_scorm(demo, new_page(**SIZES[size]), answers) == wanted
    assert through_open_edx(demo, new_page(**SIZES[size]), size, answers) == wanted
    assert through_lti(demo, new_page(**SIZES[size]), size, answers) == wanted

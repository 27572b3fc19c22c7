"""Records as the first edition left them, and the systems that hold them when today's package
opens.

The first edition also stored how sure the learner was, what would stop them, the way to an
ending and, under every report, the percentage (docs/decisions/0007-what-is-stored.md).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlencode, urlsplit
from urllib.request import Request, urlopen

from playwright.sync_api import Page

from olw_core import content
from olw_core.engine import engine, record
from tests.browser.scorm import packs
from tests.browser.scorm.adversary import SCORE, STATUS
from tests.browser.scorm.lms_page import LmsPage

PATH = packs.longest()
PACKAGE = '<script type="application/json" id="package">'
"""Behind it the LMS's page holds what it knows of a package."""
KNOWN = "(([key, held]) => sessionStorage.getItem(key) ?? sessionStorage.setItem(key, held))(%s)"
FULL_PLAN = "a-b-f-25"
"""Moment, act, what would stop the learner (fear), and how sure they were before and after."""


@dataclass(frozen=True)
class Earlier:
    """One visit of the first edition; `percent` None: not finished, or not kept."""

    name: str
    answers: Sequence[str]
    attempt: int = 1
    plan: str = ""
    finished: bool = False
    percent: int | None = None

    def text(self, module: str = packs.MODULE) -> str:
        """The record, as the first edition wrote it."""
        steps = packs.expected(tuple(self.answers), module).text.split(".")[4]
        done = "1" if self.finished else ""
        if self.percent is not None:
            done += f"-{self.percent}"
        body = f"1.{module}.1.{self.attempt}.{steps}.{self.plan}.{done}"
        return f"{body}.{record.checksum(body)}"

    def best(self) -> str:
        """The score that the learning system was told, "" for none."""
        return "" if self.percent is None else str(self.percent)


BEST = packs.expected(PATH).percent
HALF_WAY = Earlier("half-way", PATH[:2])
SECOND_TRY = Earlier("second-try", PATH[:2], 3, FULL_PLAN, finished=True, percent=60)
FINISHED = Earlier("finished", PATH, finished=True, percent=BEST)
PLANNED = Earlier("planned", PATH, 2, FULL_PLAN, finished=True, percent=BEST)
NO_PERCENT = Earlier("no-percent", PATH[:2], 2, "a-b", finished=True)
"""Finished under report `completion`, and begun again."""


def after(
    text: str,
    answers: Sequence[str],
    report: str,
    *,
    left: bool = False,
    module_id: str = packs.MODULE,
) -> str:
    """What is stored after these answers; `left`: once the launch has ended."""
    module = content.load(module_id)
    kept = engine.read(module, text).record
    for answer in answers:
        kept = engine.respond(module, kept, kept.attempt, len(kept.steps), answer)
    if left:
        kept = engine.leave(module, kept)
    return engine.write(kept, report)


def seed(page: Page, edition: str, text: str, *, finished: bool, score: str) -> None:
    """The misbehaving LMS's page begins with these; call it before the page opens."""
    status = "completed" if finished else "incomplete"
    exits = "cmi.core.exit" if edition == "1.2" else "cmi.exit"
    held = {STATUS[edition]: status, "cmi.suspend_data": f"{text}~9", exits: "suspend"}
    if score:
        held[SCORE[edition]] = score
    page.add_init_script(f"window.earlier = {json.dumps(held)}")


def enrol(page: Page, address: str, slug: str, document: dict[str, Any]) -> None:
    """The record store holds this document of the only unit, and the LMS's page knows the learner;
    call it before the page opens.
    """
    where = urlsplit(f"{address}/{slug}/")
    html = ask(where, "GET", "").decode()
    package = json.loads(html.partition(PACKAGE)[2].partition("</script>")[0])
    unit = package["units"][0]["id"]
    records = RecordStore(where, unit)
    records.write(document)
    learner = {"cmi": None, "total": 0, "opened": 0}
    known = json.dumps({unit: learner | {"registration": records.registration}})
    page.add_init_script(KNOWN % json.dumps([package["key"], known]))


def ask(
    where: SplitResult, method: str, what: str, data: bytes | None = None, **more: str
) -> bytes:
    """What stands at `what` below an address of the site, for which Python knows no name."""
    headers = {"Host": where.netloc, "Content-Type": "application/json", **more}
    found = f"http://127.0.0.1:{where.port}{where.path}{what}"
    with urlopen(Request(found, data, headers, method=method)) as answer:
        text: bytes = answer.read()
    return text


class RecordStore:
    """The documents of a cmi5 unit, read and written as another launch of the same learner does."""

    def __init__(self, where: SplitResult, unit: str, registration: str = "") -> None:
        """`where`: of the LMS's page. `registration`: "" for one that begins here."""
        self.where = where
        self.headers = {"X-Experience-API-Version": "1.0.3"}
        learner = {"registration": registration, "mode": "Normal", "unit": unit}
        launch = self._ask("POST", "launch", learner)
        token = self._ask("POST", f"fetch?code={launch['code']}", {})["auth-token"]
        self.headers["Authorization"] = f"Basic {token}"
        self.registration = launch["registration"]
        names = {
            "stateId": "olw-record",
            "activityId": launch["activityId"],
            "agent": json.dumps(launch["actor"]),
            "registration": self.registration,
        }
        self.place = f"activities/state?{urlencode(names)}"

    @classmethod
    def of(cls, lms: LmsPage) -> RecordStore:
        """Of the learner whom the page shows."""
        unit = lms.page.evaluate("document.getElementById('unit').value")
        return cls(urlsplit(lms.page.url), unit, lms.stored()["registration"])

    def write(self, document: dict[str, Any]) -> None:
        """Puts this document where the unit keeps its own."""
        self._ask("PUT", self.place, document)

    def read(self) -> dict[str, Any]:
        """The unit's document."""
        found: dict[str, Any] = self._ask("GET", self.place)
        return found

    def _ask(self, method: str, what: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        text = ask(self.where, method, f"xapi/{what}", data, **self.headers)
        return json.loads(text) if text else None

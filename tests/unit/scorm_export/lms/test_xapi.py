"""The record store over HTTP, as a cmi5 unit and the LMS page use it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from scorm_export.lms.app import lms_app
from scorm_export.lms.lrs import MAX_REGISTRATIONS, Store
from scorm_export.lms.units import Unit
from tests.unit.scorm_export.lms import zips
from tests.unit.scorm_export.lms.test_cmi5_rules import COMPLETED, INITIALIZED, TERMINATED

UNIT = "https://trust.example/kind"


class Unit5:
    """A cmi5 unit at work: launches, fetches its token, talks to the store."""

    def __init__(self, path: Path) -> None:
        self.app = lms_app({"unit": zips.write(path / "unit.zip", {"cmi5.xml": zips.CMI5, "one.html": zips.PAGE})})
        self.headers: dict[str, str] = {}
        self.given: dict[str, Any] = {}

    def ask(
        self, method: str, address: str, value: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Any]:
        """(status, JSON or text)."""
        path, _, query = address.partition("?")
        data = b"" if value is None else value if isinstance(value, bytes) else json.dumps(value).encode()
        environ: dict[str, Any] = {
            "PATH_INFO": f"/unit/xapi/{path}", "QUERY_STRING": query, "REQUEST_METHOD": method,
            "wsgi.input": zips.body(data), "CONTENT_LENGTH": str(len(data)), **(self.headers if headers is None else headers),
        }  # fmt: skip
        setup_testing_defaults(environ)
        status: list[int] = []
        body = b"".join(self.app(environ, lambda line, _headers: status.append(int(line[:3]))))
        try:
            return status[0], json.loads(body)
        except ValueError:
            return status[0], body.decode()

    def launch(self, mode: str = "Normal", registration: str = "") -> dict[str, Any]:
        """Launched and authorised; the launch."""
        status, self.given = self.ask("POST", "launch", {"unit": UNIT, "registration": registration, "mode": mode})
        assert status == 200
        token = self.ask("POST", f"fetch?code={self.given['code']}")[1]["auth-token"]
        self.headers = {"HTTP_AUTHORIZATION": f"Basic {token}", "HTTP_X_EXPERIENCE_API_VERSION": "1.0.3"}
        return self.given

    def state(self, name: str) -> str:
        """The address of a state document."""
        return f"activities/state?stateId={name}&registration={self.given['registration']}"

    def log(self) -> Any:
        """What the LMS page reads."""
        return self.ask("GET", f"log?registration={self.given['registration']}")[1]


@pytest.fixture
def unit(tmp_path: Path) -> Unit5:
    return Unit5(tmp_path)


def sent(given: dict[str, Any], statement: dict[str, Any], number: int) -> dict[str, Any]:
    """A statement of this launch, with an id of its own."""
    return statement | {"id": f"a0eebc99-9c0b-4ef8-bb6d-{number:012d}", "actor": given["actor"]}


def test_the_code_works_once(unit: Unit5) -> None:
    unit.launch()
    again = unit.ask("POST", f"fetch?code={unit.given['code']}")
    assert again == (200, {"error-code": "1", "error-text": "This code was used before."})


def test_launch_data(unit: Unit5) -> None:
    unit.launch("Review")
    status, data = unit.ask("GET", unit.state("LMS.LaunchData"))
    session = data["contextTemplate"].pop("extensions")
    assert status == 200
    assert list(session) == ["https://w3id.org/xapi/cmi5/context/extensions/sessionid"]
    assert data == {
        "contextTemplate": {"contextActivities": {"grouping": [{"objectType": "Activity", "id": UNIT}]}},
        "launchMode": "Review", "moveOn": "Completed", "masteryScore": 0.7,
    }  # fmt: skip


def test_state_is_kept_for_the_registration(unit: Unit5) -> None:
    first = unit.launch()["registration"]
    assert unit.ask("GET", unit.state("olw-record")) == (404, "Nothing there.\n")
    assert unit.ask("PUT", unit.state("olw-record"), {"text": "1.kind"})[0] == 204
    assert unit.launch(registration=first)["registration"] == first
    assert unit.ask("GET", unit.state("olw-record")) == (200, {"text": "1.kind"})
    assert unit.log()["text"] == "1.kind"
    assert unit.launch()["registration"] != first
    assert unit.ask("GET", unit.state("olw-record"))[0] == 404


def test_launch_data_cannot_be_changed(unit: Unit5) -> None:
    unit.launch()
    assert unit.ask("PUT", unit.state("LMS.LaunchData"), {})[0] == 400
    assert unit.log()["log"][-1]["problems"] == ["a unit may not change LMS.LaunchData (10.0)"]


def test_statements_are_kept_once_and_shown(unit: Unit5) -> None:
    given = unit.launch()
    for number, one in enumerate((INITIALIZED, COMPLETED, TERMINATED)):
        statement = sent(given, one, number)
        assert unit.ask("PUT", f"statements?statementId={statement['id']}", statement) == (204, "")
        assert unit.ask("PUT", f"statements?statementId={statement['id']}", statement) == (204, "")
    changed = sent(given, TERMINATED, 0)
    assert unit.ask("PUT", f"statements?statementId={changed['id']}", changed) == (409, "")
    log = unit.log()
    assert [line["call"] for line in log["log"]] == ["initialized", "completed", "terminated"]
    assert log["recorded"] == {"completed": True, "passed": False, "score": None, "durations": ["PT1M"]}


def test_several_statements_at_once_get_their_ids(unit: Unit5) -> None:
    given = unit.launch()
    one = sent(given, INITIALIZED, 1)
    two = {name: value for name, value in sent(given, COMPLETED, 2).items() if name != "id"}
    status, ids = unit.ask("POST", "statements", [one, two])
    assert (status, ids[0], len(ids[1])) == (200, one["id"], 36)


def test_refusals(unit: Unit5) -> None:
    unit.launch()
    assert unit.ask("GET", unit.state("x"), headers={})[0] == 401
    assert (
        unit.ask("GET", unit.state("x"), headers={"HTTP_AUTHORIZATION": unit.headers["HTTP_AUTHORIZATION"]})[0] == 400
    )
    cases = [
        ("GET", "statements", None, 405), ("POST", "statements", b"{", 400), ("POST", "statements", [3], 400),
        ("GET", "activities/state?stateId=x", None, 400), ("DELETE", unit.state("x"), None, 405), ("PUT", unit.state("x"), b"{", 400),
        ("GET", "agents/profile?profileId=cmi5LearnerPreferences", None, 404), ("GET", "other", None, 404),
        ("POST", "launch", {"unit": "x", "mode": "Normal"}, 400), ("POST", "launch", {"unit": UNIT, "mode": "x"}, 400),
        ("POST", "launch", [], 400), ("GET", "launch", None, 400), ("GET", "log?registration=x", None, 404),
    ]  # fmt: skip
    assert [(m, a, unit.ask(m, a, value)[0]) for m, a, value, _ in cases] == [
        (m, a, wanted) for m, a, _, wanted in cases
    ]


def test_old_registrations_make_room() -> None:
    store = Store()
    unit = Unit("u", "U", "index.html", mastery="not a number")
    first = store.launch(unit, "", "Normal")
    token = store.fetch(first.code) or ""
    assert store.session(f"Basic {token}") is first
    for _ in range(MAX_REGISTRATIONS):
        store.launch(unit, "", "Normal")
    assert store.registration(first.registration.id) is None
    assert store.session(f"Basic {token}") is None

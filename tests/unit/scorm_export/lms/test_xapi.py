"""The record store over HTTP, as a cmi5 unit and the LMS page use it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from wsgiref.util import setup_testing_defaults

import pytest

from scorm_export.lms.app import lms_app
from scorm_export.lms.lrs import MAX_REGISTRATIONS, Store
from scorm_export.lms.statements import CATEGORY, VERBS
from scorm_export.lms.units import Unit
from tests.unit.scorm_export.lms import zips
from tests.unit.scorm_export.lms.test_cmi5_rules import (
    ANSWERED,
    COMPLETED,
    INITIALIZED,
    SCORED,
    TERMINATED,
)

UNIT = "https://trust.example/kind"


def sent_as(value: Any) -> bytes:
    """The body of a request: nothing, bytes as they are, or JSON."""
    if value is None:
        return b""
    if isinstance(value, bytes):
        return value
    return json.dumps(value).encode()


class Unit5:
    """A cmi5 unit at work: launches, fetches its token, talks to the store."""

    def __init__(self, path: Path) -> None:
        self.app = lms_app(
            {
                "unit": zips.write(
                    path / "unit.zip", {"cmi5.xml": zips.CMI5, "one.html": zips.PAGE}
                )
            }
        )
        self.headers: dict[str, str] = {}
        self.given: dict[str, Any] = {}
        self.answered: dict[str, str] = {}

    def ask(
        self,
        method: str,
        address: str,
        value: Any = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, Any]:
        """(status, JSON or text)."""
        path, _, query = address.partition("?")
        if headers is None:
            headers = self.headers
        data = sent_as(value)
        environ: dict[str, Any] = {
            "PATH_INFO": f"/unit/xapi/{path}", "QUERY_STRING": query, "REQUEST_METHOD": method,
            "wsgi.input": zips.body(data), "CONTENT_LENGTH": str(len(data)),
            "CONTENT_TYPE": "application/json",
            **headers,
        }  # fmt: skip
        setup_testing_defaults(environ)
        status: list[int] = []
        sent = io.BytesIO()

        def start(
            line: str, answered: list[tuple[str, str]], _fault: object = None, /
        ) -> Callable[[bytes], object]:
            status.append(int(line[:3]))
            self.answered = dict(answered)
            return sent.write

        body = b"".join(self.app(environ, start))
        try:
            return status[0], json.loads(body)
        except ValueError:
            return status[0], body.decode()

    def launch(self, mode: str = "Normal", registration: str = "") -> dict[str, Any]:
        """Launched and authorised; the launch."""
        status, self.given = self.ask(
            "POST", "launch", {"unit": UNIT, "registration": registration, "mode": mode}
        )
        assert status == 200
        token = self.ask("POST", f"fetch?code={self.given['code']}")[1]["auth-token"]
        self.headers = {
            "HTTP_AUTHORIZATION": f"Basic {token}",
            "HTTP_X_EXPERIENCE_API_VERSION": "1.0.3",
        }
        assert (
            self.ask("GET", f"agents/profile?{urlencode({'agent': self.agent})}")[0]
            == 404
        )
        self.given["template"] = self.ask("GET", self.state("LMS.LaunchData"))[1][
            "contextTemplate"
        ]
        return self.given

    @property
    def agent(self) -> str:
        """The learner, as a query has it."""
        return json.dumps(self.given["actor"])

    def place(self, name: str) -> dict[str, str]:
        """The query of a state document."""
        where = {
            "activityId": self.given["activityId"],
            "registration": self.given["registration"],
        }
        return where | {"agent": self.agent, "stateId": name}

    def state(self, name: str) -> str:
        """The address of a state document."""
        return f"activities/state?{urlencode(self.place(name))}"

    def log(self) -> Any:
        """What the LMS page reads."""
        return self.ask("GET", f"log?registration={self.given['registration']}")[1]


@pytest.fixture
def unit(tmp_path: Path) -> Unit5:
    return Unit5(tmp_path)


def sent(
    given: dict[str, Any], statement: dict[str, Any], number: int
) -> dict[str, Any]:
    """A statement of this launch, with an id of its own."""
    template = given["template"]
    lists = statement["context"]["contextActivities"] | template["contextActivities"]
    context = template | {
        "registration": given["registration"],
        "contextActivities": lists,
    }
    return statement | {
        "id": f"a0eebc99-9c0b-4ef8-bb6d-{number:012d}", "actor": given["actor"], "context": context,
        "object": {"id": given["activityId"]},
    }  # fmt: skip


def test_the_code_works_once(unit: Unit5) -> None:
    unit.launch()
    again = unit.ask("POST", f"fetch?code={unit.given['code']}")
    assert again == (
        200,
        {"error-code": "1", "error-text": "This code was used before."},
    )


def test_launch_data(unit: Unit5) -> None:
    unit.launch("Review")
    status, data = unit.ask("GET", unit.state("LMS.LaunchData"))
    session = data["contextTemplate"].pop("extensions")
    assert status == 200
    assert list(session) == ["https://w3id.org/xapi/cmi5/context/extensions/sessionid"]
    assert data == {
        "contextTemplate": {
            "contextActivities": {"grouping": [{"objectType": "Activity", "id": UNIT}]},
        },
        "launchMode": "Review", "moveOn": "Completed", "masteryScore": 0.7, "launchParameters": "p",
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
    assert unit.log()["log"][-1]["problems"] == [
        "a unit may not change LMS.LaunchData (10.0)"
    ]


def test_statements_are_kept_once_and_shown(unit: Unit5) -> None:
    given = unit.launch()
    for number, one in enumerate((INITIALIZED, COMPLETED, TERMINATED)):
        statement = sent(given, one, number)
        assert unit.ask(
            "PUT", f"statements?statementId={statement['id']}", statement
        ) == (204, "")
        assert unit.ask(
            "PUT", f"statements?statementId={statement['id']}", statement
        ) == (204, "")
    changed = sent(given, TERMINATED, 0)
    another = (409, "There is another statement of this id.\n")
    assert (
        unit.ask("PUT", f"statements?statementId={changed['id']}", changed) == another
    )
    log = unit.log()
    calls = [line["call"] for line in log["log"]]
    assert calls == ["read LMS.LaunchData", "initialized", "completed", "terminated"]
    assert log["recorded"] == {
        "completed": True, "passed": False, "satisfied": True, "score": None, "best": None,
        "answers": 0,
        "durations": ["PT1M"],
    }  # fmt: skip


def test_several_statements_at_once_each_with_its_id(unit: Unit5) -> None:
    given = unit.launch()
    one = sent(given, INITIALIZED, 1)
    two = sent(given, COMPLETED, 2)
    assert unit.ask("POST", "statements", [one, two]) == (200, [one["id"], two["id"]])
    nameless = {
        name: value
        for name, value in sent(given, TERMINATED, 3).items()
        if name != "id"
    }
    status, why = unit.ask("POST", "statements", nameless)
    assert (status, "no id" in why) == (403, True)


def test_refusals(unit: Unit5) -> None:
    unit.launch()
    assert unit.ask("GET", unit.state("x"), headers={})[0] == 401
    assert (
        unit.ask(
            "GET",
            unit.state("x"),
            headers={"HTTP_AUTHORIZATION": unit.headers["HTTP_AUTHORIZATION"]},
        )[0]
        == 400
    )
    preferences = (
        f"agents/profile?profileId=cmi5LearnerPreferences&agent={quote(unit.agent)}"
    )
    foreign = urlencode(unit.place("x") | {"agent": '{"mbox": "mailto:x@y"}'})
    twice = urlencode(
        unit.place("x") | {"activityId": quote(unit.given["activityId"], safe="")}
    )
    cases = [
        ("DELETE", "statements", None, 405), ("POST", "statements", b"{", 400),
        ("POST", "statements", [3], 400),
        ("PUT", "statements", INITIALIZED, 400),
        ("PUT", "statements?statementId=1", INITIALIZED, 400),
        ("GET", "statements?statementId=1", None, 404),
        ("GET", "activities/state?stateId=x", None, 400),
        ("PATCH", unit.state("x"), None, 405), ("PUT", unit.state("x"), b"{", 400),
        ("PUT", unit.state(""), {}, 400),
        ("GET", f"activities/state?{foreign}", None, 403),
        ("GET", f"activities/state?{twice}", None, 400),
        ("GET", preferences, None, 404), ("PUT", preferences, {}, 403),
        ("GET", "agents/profile", None, 400),
        ("GET", "other", None, 404), ("GET", "fetch?code=x", None, 405),
        ("POST", "launch", {"unit": "x", "mode": "Normal"}, 400),
        ("POST", "launch", {"unit": UNIT, "mode": "x"}, 400),
        ("POST", "launch", [], 400), ("GET", "launch", None, 400),
        ("GET", "log?registration=x", None, 404),
    ]  # fmt: skip
    assert [(m, a, unit.ask(m, a, value)[0]) for m, a, value, _ in cases] == [
        (m, a, wanted) for m, a, _, wanted in cases
    ]


def test_a_statement_against_a_rule_is_refused_with_all_that_came_with_it(
    unit: Unit5,
) -> None:
    given = unit.launch()
    both = [sent(given, COMPLETED, 1), sent(given, INITIALIZED, 2)]
    status, why = unit.ask("POST", "statements", both)
    assert (status, why) == (
        403,
        "completed: initialized must be the first statement, once (9.3.2).\n",
    )
    assert unit.ask("POST", "statements", both[::-1])[0] == 200
    first = given["registration"]
    again = sent(unit.launch(registration=first), INITIALIZED, 3)
    assert unit.ask("POST", "statements", [again, sent(unit.given, COMPLETED, 4)]) == (
        403,
        "completed: completed was sent before in this registration (9.3).\n",
    )
    assert [line["answer"] for line in unit.log()["log"]][:4] == [
        "found",
        "refused",
        "kept",
        "kept",
    ]


def test_a_session_without_last_words_is_abandoned_by_the_next_launch(
    unit: Unit5,
) -> None:
    given = unit.launch()
    old = dict(unit.headers)
    assert unit.ask("POST", "statements", sent(given, INITIALIZED, 1))[0] == 200
    unit.launch(registration=given["registration"])
    status, why = unit.ask(
        "POST", "statements", sent(given, TERMINATED, 2), headers=old
    )
    assert (status, "abandoned (9.3.6)" in why) == (403, True)
    assert "abandoned" in [line["call"] for line in unit.log()["log"]]


def test_no_statement_before_the_preferences(unit: Unit5) -> None:
    unit.ask("POST", "launch", {"unit": UNIT, "registration": "", "mode": "Normal"})
    unit.launch()
    given = unit.given
    token = unit.ask(
        "POST",
        "launch",
        {"unit": UNIT, "registration": given["registration"], "mode": "Normal"},
    )[1]
    code = unit.ask("POST", f"fetch?code={token['code']}")[1]["auth-token"]
    headers = unit.headers | {"HTTP_AUTHORIZATION": f"Basic {code}"}
    status, why = unit.ask(
        "POST", "statements", sent(given | token, INITIALIZED, 1), headers=headers
    )
    assert (status, "preferences were not read" in why) == (403, True)


def test_statements_are_listed_by_verb_activity_and_id(unit: Unit5) -> None:
    given = unit.launch()
    for number, one in enumerate((INITIALIZED, COMPLETED)):
        unit.ask("POST", "statements", sent(given, one, number))
    here = {"registration": given["registration"], "activity": given["activityId"]}

    def ids(**query: str) -> list[str]:
        answer = unit.ask("GET", f"statements?{urlencode(query)}")[1]
        return [one["id"][-1] for one in answer["statements"]]

    completed = "http://adlnet.gov/expapi/verbs/completed"
    assert (ids(**here), ids(**here, limit="1"), ids(verb=completed)) == (
        ["1", "0"],
        ["1"],
        ["1"],
    )
    assert (ids(activity="other"), ids(verb=completed, registration="other")) == (
        [],
        [],
    )
    found = unit.ask("GET", f"statements?statementId={sent(given, COMPLETED, 1)['id']}")
    assert found == (200, sent(given, COMPLETED, 1))


def test_documents_of_any_type_are_listed_merged_and_removed(unit: Unit5) -> None:
    unit.launch()
    text = unit.headers | {"CONTENT_TYPE": "text/plain"}
    assert unit.ask("PUT", unit.state("note"), b"{", headers=text)[0] == 204
    assert (unit.ask("GET", unit.state("note")), unit.answered["Content-Type"]) == (
        (200, "{"),
        "text/plain",
    )
    unit.ask("PUT", unit.state("both"), {"a": 1, "b": 1})
    assert unit.ask("POST", unit.state("both"), {"b": 2})[0] == 204
    assert unit.ask("GET", unit.state("both")) == (200, {"a": 1, "b": 2})
    assert unit.ask("POST", unit.state("note"), {"b": 2})[0] == 400
    assert unit.ask("GET", unit.state("")) == (200, ["LMS.LaunchData", "both", "note"])
    assert unit.ask("DELETE", unit.state("note"))[0] == 204
    assert unit.ask("GET", unit.state("note"))[0] == 404
    for number in range(18):
        assert unit.ask("PUT", unit.state(f"n{number}"), {})[0] == 204
    assert unit.ask("PUT", unit.state("one-more"), {})[0] == 400


def test_a_document_that_has_changed_is_not_written_over(unit: Unit5) -> None:
    unit.launch()
    first = unit.headers | {"HTTP_IF_NONE_MATCH": "*"}
    assert unit.ask("PUT", unit.state("x"), {"a": 1}, headers=first)[0] == 204
    assert unit.ask("PUT", unit.state("x"), {"a": 2}, headers=first)[0] == 412
    unit.ask("GET", unit.state("x"))
    tag = unit.answered["ETag"]
    known = unit.headers | {"HTTP_IF_MATCH": f'"other", {tag}'}
    assert unit.ask("PUT", unit.state("x"), {"a": 3}, headers=known)[0] == 204
    assert unit.ask("PUT", unit.state("x"), {"a": 4}, headers=known)[0] == 412
    assert unit.ask("GET", unit.state("x")) == (200, {"a": 3})


@pytest.mark.parametrize(
    "path", ["/activities/state", "//activities//state/", "activities/state/"]
)
def test_double_slashes(unit: Unit5, path: str) -> None:
    unit.launch()
    address = unit.state("LMS.LaunchData").replace("activities/state", path)
    assert unit.ask("GET", address)[0] == 200


def test_scheme_and_version_as_http_and_xapi_have_them(unit: Unit5) -> None:
    unit.launch()
    token = unit.headers["HTTP_AUTHORIZATION"].removeprefix("Basic ")
    cases = [
        (f"basic {token}", "1.0.0", 200), (f"BASIC  {token} ", "1.0", 200),
        (f"Bearer {token}", "1.0.3", 401),
        (token, "1.0.3", 401), (f"Basic {token}", "0.95", 400), (f"Basic {token}", "2.0.0", 400),
    ]  # fmt: skip
    for authorization, version, wanted in cases:
        headers = {
            "HTTP_AUTHORIZATION": authorization,
            "HTTP_X_EXPERIENCE_API_VERSION": version,
        }
        assert (authorization, unit.ask("GET", unit.state(""), headers=headers)[0]) == (
            authorization,
            wanted,
        )
    assert unit.ask("GET", "about", headers={}) == (200, {"version": ["1.0.3"]})
    assert unit.answered["X-Experience-API-Version"] == "1.0.3"
    assert unit.ask("HEAD", unit.state("LMS.LaunchData")) == (200, "")


FORM = {"CONTENT_TYPE": "application/x-www-form-urlencoded"}


def form(
    unit: Unit5, method: str, path: str, fields: dict[str, str], query: str = ""
) -> tuple[int, Any]:
    """A request in the alternate syntax: no headers but the form's own type."""
    headers = {
        "Authorization": unit.headers["HTTP_AUTHORIZATION"],
        "X-Experience-API-Version": "1.0.3",
    }
    body = urlencode(headers | fields).encode()
    return unit.ask("POST", f"{path}?method={method}{query}", body, headers=FORM)


def test_the_alternate_request_syntax(unit: Unit5) -> None:
    given = unit.launch()
    first = sent(given, INITIALIZED, 1)
    content = {
        "statementId": first["id"],
        "content": json.dumps(first),
        "Content-Type": "application/json",
    }
    assert form(unit, "PUT", "statements", content)[0] == 204
    assert (
        form(
            unit,
            "POST",
            "statements",
            {"content": json.dumps([sent(given, COMPLETED, 2)])},
        )[0]
        == 200
    )
    assert form(unit, "GET", "statements", {"limit": "1"})[1]["statements"] == [
        sent(given, COMPLETED, 2)
    ]
    kept = '{"text": "1.kind é"}'
    length = {"Content-Length": str(len(kept)), "content": kept}
    assert (
        form(unit, "PUT", "/activities/state", unit.place("olw-record") | length)[0]
        == 204
    )
    assert form(unit, "get", "activities/state", unit.place("olw-record"))[1] == {
        "text": "1.kind é"
    }
    late = unit.place("olw-record") | {"content": "{}", "if-none-match": "*"}
    assert form(unit, "PUT", "activities/state", late)[0] == 412
    assert form(unit, "DELETE", "activities/state", unit.place("olw-record"))[0] == 204
    assert form(unit, "HEAD", "activities/state", unit.place("olw-record"))[0] == 404


def test_what_the_alternate_syntax_may_not_do(unit: Unit5) -> None:
    given = unit.launch()
    content = {"content": json.dumps(sent(given, INITIALIZED, 1))}
    assert (
        form(unit, "POST", "statements", content | {"Authorization": "Basic x"})[0]
        == 401
    )
    assert (
        form(unit, "POST", "statements", content | {"X-Experience-API-Version": "0.8"})[
            0
        ]
        == 400
    )
    cases = [
        (
            form(unit, "POST", "statements", content, "&limit=1"),
            "everything belongs into the form",
        ),
        (form(unit, "POST", "statements", {}), "The form field content is missing"),
        (
            form(unit, "PATCH", "statements", content),
            "The method must be one of GET, PUT",
        ),
        (unit.ask("PUT", "statements?method=PUT", {}), "Only a POST may name a method"),
        (
            unit.ask("POST", "statements?method=PUT", b"content=%ff", headers=FORM),
            "no form in UTF-8",
        ),
        (
            unit.ask(
                "POST", "statements?method=PUT", "content=é".encode(), headers=FORM
            ),
            "no form in UTF-8",
        ),
        (
            unit.ask("POST", "statements?method=PUT", b"a=1&" * 200, headers=FORM),
            "no form in UTF-8",
        ),
    ]
    assert [(status, words in said) for (status, said), words in cases] == [
        (400, True)
    ] * len(cases)


def test_the_best_score_is_that_of_the_unit_and_not_of_a_decision(unit: Unit5) -> None:
    given = unit.launch()
    decision = {
        "object": {"id": f"{given['activityId']}/k1"},
        "result": {"score": {"scaled": 1}},
    }
    statements: list[tuple[dict[str, Any], dict[str, Any]]] = [
        (INITIALIZED, {}),
        (ANSWERED, decision),
        (SCORED, {}),
        (SCORED, {"result": {"score": {"raw": 35}}}),
    ]
    for number, (one, more) in enumerate(statements):
        assert unit.ask("POST", "statements", sent(given, one, number) | more)[0] == 200
    known = unit.log()["recorded"]
    assert (known["score"], known["best"], known["answers"]) == (None, 50, 1)


def test_what_satisfies_the_moveon_criterion() -> None:
    store = Store()
    passed = {
        "verb": {"id": f"{VERBS}passed"},
        "context": {"contextActivities": {"category": [{"id": CATEGORY + "cmi5"}]}},
    }
    cases = [
        ("Completed", False),
        ("Passed", True),
        ("CompletedAndPassed", False),
        ("CompletedOrPassed", True),
    ]
    for move_on, wanted in [*cases, ("NotApplicable", True), ("", True)]:
        registration = store.launch(
            Unit("u", "U", "i.html", move_on=move_on), "", "Normal"
        ).registration
        registration.statements.append(passed)
        assert (move_on, registration.recorded()["satisfied"]) == (move_on, wanted)


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

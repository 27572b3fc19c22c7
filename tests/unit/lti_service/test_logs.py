"""Logs: JSON lines without personal data, tokens or query strings."""

from __future__ import annotations

import io
import json
import logging
from pathlib import Path

import pytest

from lti_service import logs
from tests.integration.lti_service.site import launch, start_site

SECRETS = ("person-7", "token-7")


def test_a_line_is_json_with_its_extras() -> None:
    record = logging.LogRecord(
        "lti_service.x", logging.WARNING, "f", 1, "refused", (), None
    )
    record.code = "state-used"
    line = json.loads(logs.JsonLines().format(record))
    del line["at"]
    assert line == {
        "level": "WARNING",
        "logger": "lti_service.x",
        "event": "refused",
        "code": "state-used",
    }


def test_a_trace_tells_kinds_and_places_of_the_whole_chain_and_no_text() -> None:
    nobody: dict[str, str] = {}

    def fail() -> None:
        try:
            nobody[SECRETS[0]]
        except KeyError as error:
            raise RuntimeError(SECRETS[1]) from error

    with pytest.raises(RuntimeError) as caught:
        fail()
    error = caught.value
    told = (type(error), error, error.__traceback__)
    record = logging.LogRecord("lti_service.x", logging.ERROR, "f", 1, "e", (), told)
    trace = json.loads(logs.JsonLines().format(record))["trace"]
    kinds = [line for line in trace.splitlines() if line.startswith("builtins.")]
    assert kinds == ["builtins.RuntimeError", "builtins.KeyError"]
    assert trace.count(", in fail\n") == 2
    assert [secret for secret in SECRETS if secret in trace] == []


def test_a_launch_leaves_no_person_and_no_secret_in_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = start_site(tmp_path)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.JsonLines())
    logger = logging.getLogger("lti_service")
    logger.addHandler(handler)
    logger.setLevel("DEBUG")
    try:
        learner = launch(site, site.learner())
        launch(site, site.facilitator())
        site.app.test_client().get(
            "/login?iss=https://evil.example&login_hint=secret-hint&target_link_uri=x"
        )
    finally:
        logger.removeHandler(handler)
        site.stop()
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert {"request", "refused"} <= {line["event"] for line in lines}
    from tests.integration.lti_service.site import page_data

    people = [person.name for person in site.config.course.people] + [
        site.learner(),
        "secret-hint",
    ]
    secrets = [page_data(learner.text)["token"], "id_token", "state="]
    assert [word for word in people + secrets if word in stream.getvalue()] == []

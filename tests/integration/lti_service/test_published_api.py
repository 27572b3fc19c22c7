"""The play API against its own description (/openapi.json): whatever is sent, no fault of ours.

schemathesis makes the requests, good and bad, from the description; the server is a real one.
"""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from lti_service import rates
from tests.integration.lti_service.playing import arrive
from tests.integration.lti_service.site import Site

EXAMPLES = 30
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
OPERATIONS = ("respond", "retry", "plan", "card")


@pytest.mark.parametrize("name", OPERATIONS)
def test_whatever_is_sent(
    site: Site, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "SESSION", rates.SESSION._replace(at_once=9999))
    described: dict[str, Any] = site.app.test_client().get("/openapi.json").json
    learner = arrive(site)
    attempt = learner.config["urls"]["respond"].split("/")[-2]
    bearer = {"Authorization": f"Bearer {learner.config['auth']['bearer']}"}
    schema = schemathesis.openapi.from_dict(described)
    operation = schema[f"/api/attempts/{{attempt}}/{name}"]["POST"]
    statuses = set()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def send(case: Any) -> None:
        for headers, path in (({}, {}), (bearer, {"attempt": attempt})):
            case.path_parameters.update(path)
            answer = case.call(base_url=site.tool, headers=headers)
            statuses.add(answer.status_code)
            case.validate_response(answer, checks=CHECKS)

    send()
    assert {401} < statuses
    assert max(statuses) < 500

"""A deployment that nobody has approved: its people are told so, the administrator sees it and lets
it in, and the next launch works. On SQLite and PostgreSQL.
"""

from __future__ import annotations

from typing import Any

import pytest

from demo.platform.tokens import CLAIM
from lti_service.errors import CommandError
from lti_service.models import Deployment, Learner, PendingDeployment, Registration
from lti_service.services.platforms import deployments
from tests.integration.lti_service.administering import typed
from tests.integration.lti_service.site import Site, begin


def launch_from(site: Site, deployment: str) -> Any:
    begun = begin(site)
    claims = begun.claims()
    claims[CLAIM + "deployment_id"] = deployment
    return begun.post_claims(claims)


def waiting(site: Site) -> list[tuple[str, int, bool]]:
    with site.wiring.database.reading() as session:
        found = deployments.pending(session)
        return [(one.deployment_id, one.tries, bool(one.refused_at)) for one in found]


def decide(site: Site, decision: str, deployment: str) -> None:
    with site.wiring.database.writing() as session:
        registration = session.query(Registration).one()
        if decision == "approve":
            deployments.approve(session, registration, deployment)
        else:
            deployments.refuse(session, registration, deployment, site.wiring.clock())


def test_it_waits_is_approved_and_launches(either: Site) -> None:
    refused = launch_from(either, "ward 7")
    assert (refused.status_code, "deployment-unknown" in refused.text) == (403, True)
    assert "waiting for somebody to approve it" in refused.text
    assert "Traceback" not in refused.text
    launch_from(either, "ward 7")
    assert waiting(either) == [("ward 7", 2, False)]
    with either.wiring.database.reading() as session:
        assert session.query(Learner).count() == 0
    decide(either, "approve", "ward 7")
    assert (launch_from(either, "ward 7").status_code, waiting(either)) == (200, [])


def test_what_was_refused_stays_refused_until_it_is_approved(own_site: Site) -> None:
    launch_from(own_site, "2")
    decide(own_site, "refuse", "2")
    told = launch_from(own_site, "2")
    assert (told.status_code, "deployment-refused" in told.text) == (403, True)
    assert waiting(own_site) == [("2", 2, True)]
    decide(own_site, "approve", "2")
    assert launch_from(own_site, "2").status_code == 200


def test_both_commands_decide_until_the_next_launch(either: Site) -> None:
    name = either.config.name
    assert typed(either, "platforms", "pending").output == "No deployment is waiting.\n"
    launch_from(either, "ward 7")
    launch_from(either, "ward 8")
    listed = typed(either, "platforms", "pending").output.splitlines()
    assert [line.split(", last ")[0] for line in listed] == [
        f"{name}: ward 8, 1 launch",
        f"{name}: ward 7, 1 launch",
    ]
    told = typed(either, "platforms", "refuse", name, "ward 8")
    assert told.output == f"{name}: deployment ward 8 is refused.\n"
    assert "deployment-refused" in launch_from(either, "ward 8").text
    listed = typed(either, "platforms", "pending").output.splitlines()
    assert [line.endswith(", refused") for line in listed] == [True, False]
    told = typed(either, "platforms", "approve", name, "ward 8", "--report=completion")
    assert (
        told.output == f"{name}: deployment ward 8 may launch and reports completion.\n"
    )
    told = typed(either, "platforms", "approve", name, "ward 7")
    assert told.output == f"{name}: deployment ward 7 may launch and reports score.\n"
    for deployment in ("ward 7", "ward 8"):
        assert launch_from(either, deployment).status_code == 200
    assert typed(either, "platforms", "pending").output == "No deployment is waiting.\n"
    done = typed(either, "admin", "log").output.splitlines()
    assert [line[17:] for line in done] == [
        f"command line: approved deployment ward 7 ({name})",
        f"command line: approved deployment ward 8 ({name})",
        f"command line: refused deployment ward 8 ({name})",
    ]


def test_commands_that_nothing_waits_for(own_site: Site) -> None:
    for command in ("approve", "refuse"):
        told = typed(own_site, "platforms", command, own_site.config.name, "never")
        assert (told.exit_code, "[deployment-not-pending]" in told.output) == (1, True)


def test_it_is_told_what_the_platforms_others_are(own_site: Site) -> None:
    with own_site.wiring.database.writing() as session:
        session.query(Registration).one().usual_report = "completion"
    launch_from(own_site, "2")
    decide(own_site, "approve", "2")
    with own_site.wiring.database.reading() as session:
        found = session.query(Deployment).filter_by(deployment_id="2").one()
        assert found.report == "completion"


def test_nobody_without_a_valid_token_gets_onto_the_list(own_site: Site) -> None:
    begun = begin(own_site)
    claims = begun.claims() | {CLAIM + "deployment_id": "2", "nonce": "another"}
    assert begun.post_claims(claims).status_code == 403
    assert waiting(own_site) == []


def test_the_list_has_an_end(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever was refused last reads that it waits for approval, and so is on the list."""
    monkeypatch.setattr(deployments, "MOST_PENDING", 2)
    for number in range(4):
        told = launch_from(own_site, f"d{number}")
        assert (told.status_code, "deployment-unknown" in told.text) == (403, True)
    assert {name for name, _, _ in waiting(own_site)} == {"d2", "d3"}


def test_only_what_has_come_can_be_approved(own_site: Site) -> None:
    with pytest.raises(CommandError) as told:
        decide(own_site, "approve", "never came")
    assert told.value.code == "deployment-not-pending"


def test_two_platforms_deployments_are_apart(own_site: Site) -> None:
    launch_from(own_site, "2")
    with own_site.wiring.database.writing() as session:
        other = Registration(
            name="Other",
            issuer="https://other.example",
            client_id="c",
            login_url="https://other.example/a",
            token_url="https://other.example/t",
            keys_url="https://other.example/k",
            created_at=own_site.wiring.clock(),
        )
        session.add(other)
        session.flush()
        with pytest.raises(CommandError):
            deployments.approve(session, other, "2")
        assert session.query(PendingDeployment).count() == 1

"""A service below a path: the web server in front strips the path, passes it on, or names it as
SCRIPT_NAME.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from demo import loopback
from lti_service.app import create_app
from lti_service.settings import Settings
from lti_service.wiring import EXTENSION
from tests.integration.lti_service.databases import SECRET
from tests.integration.lti_service.playing import Learner, arrive, best_answers
from tests.integration.lti_service.site import Site, launch, page_data, start_site

Front = Callable[[dict[str, Any]], dict[str, Any]]


def strips(environ: dict[str, Any]) -> dict[str, Any]:
    return {**environ, "PATH_INFO": environ["PATH_INFO"].removeprefix("/lti")}


def passes_on(environ: dict[str, Any]) -> dict[str, Any]:
    return environ


def names_it(environ: dict[str, Any]) -> dict[str, Any]:
    return {**strips(environ), "SCRIPT_NAME": "/lti"}


@pytest.fixture(params=[strips, passes_on, names_it], ids=lambda front: front.__name__)
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    front: Front = request.param
    running = start_site(tmp_path, tool_prefix="/lti")
    later = running.servers[0].app
    inner = later.app  # type: ignore[attr-defined]
    later.app = lambda environ, start: inner(front(environ), start)  # type: ignore[attr-defined]
    yield running
    running.stop()


def test_a_whole_story_below_a_path(site: Site) -> None:
    learner: Learner = arrive(site)
    assert learner.config["urls"]["respond"].startswith("/lti/api/attempts/")
    learner.play(best_answers("kind"))
    assert site.wiring.worker().work() == 1
    assert "/lti/static/" in launch(site, site.facilitator()).text


@pytest.mark.parametrize("activity", ["kind", "all"])
def test_a_launch_sent_again_to_the_pages_own_address_leads_to_it(
    site: Site, activity: str
) -> None:
    """What WebKit 2.50 does with a page that came by a POST and has changed its address."""
    client = loopback.Client()
    launched = launch(site, site.learner(), activity, client)
    address = page_data(launched.text)["address"]
    assert address.startswith("/lti/")
    sent = client.post(_root(site) + address, data={"state": "old", "id_token": "old"})
    assert (sent.status_code, sent.headers["location"]) == (303, address)
    assert client.get(_root(site) + address).status_code == 200


def _root(site: Site) -> str:
    """The tool's host, where a path begins."""
    return site.tool.removesuffix("/lti")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/play/healthz", 200),
        ("/healthz", 200),
        ("/play/play/0123", 200),  # the shell of an attempt, passed on
        (
            "/play/0123",
            200,
        ),  # the same, stripped: the path has the name of one of our pages
        ("/playhealthz", 404),
        ("/play/nothing/here", 404),
        ("/play", 404),
        ("/play/%C3%28", 200),
    ],
)
def test_a_path_with_the_name_of_a_page(tmp_path: Path, path: str, status: int) -> None:
    settings = Settings(
        SECRET,
        f"sqlite:///{tmp_path}/x.sqlite",
        "https://lms.example/play",
        log_level="ERROR",
    )
    app = create_app(settings)
    from lti_service import migrations

    migrations.upgrade(app.extensions[EXTENSION].database)
    told: Response = Client(app, Response).get(path)
    app.extensions[EXTENSION].close()
    assert told.status_code == status


def test_two_slashes_do_not_lead_elsewhere(tmp_path: Path) -> None:
    settings = Settings(
        SECRET,
        f"sqlite:///{tmp_path}/x.sqlite",
        "https://lms.example/play",
        log_level="ERROR",
    )
    app = create_app(settings)
    told: Response = Client(app, Response).get("/play//evil.example")
    app.extensions[EXTENSION].close()
    assert (told.status_code, told.headers["location"]) == (
        308,
        "http://localhost/play/evil.example",
    )

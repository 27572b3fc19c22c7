"""The site that most tests here share, and one of its own for tests that change it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.lti_service.databases import postgresql_url, sqlite_url
from tests.integration.lti_service.site import Site, start_site
from tests.support.rooms import Rooms


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    running = start_site(tmp_path_factory.mktemp("site"))
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def _nobody_has_asked(request: pytest.FixtureRequest) -> None:
    """Tests share a site, and its numbers are for a hospital: each begins with none used up."""
    if "site" in request.fixturenames:
        shared: Site = request.getfixturevalue("site")
        shared.wiring.rates.forget()


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Site]:
    running = start_site(tmp_path)
    yield running
    running.stop()


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[Site]:
    """For what only SQLite can be asked."""
    running = start_site(tmp_path, database_url=sqlite_url(tmp_path))
    yield running
    running.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    url = postgresql_url() if request.param == "postgresql" else ""
    running = start_site(tmp_path, database_url=url)
    yield running
    running.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def rooms(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rooms]:
    url = postgresql_url() if request.param == "postgresql" else ""
    found = Rooms.open(tmp_path, url)
    yield found
    found.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Rooms]:
    found = Rooms.open(tmp_path)
    yield found
    found.close()

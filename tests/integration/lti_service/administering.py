"""An administrator at /admin, as a browser brings them there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from click.testing import CliRunner, Result

from lti_service.cli import lti
from lti_service.models import ResourceLink, ScoreDelivery
from lti_service.services.admin import admin_sessions
from tests.integration.lti_service.databases import SECRET
from tests.integration.lti_service.site import Site


def typed(site: Site, *words: str) -> Result:
    """`olw lti ...` on the server of this site."""
    settings = site.wiring.settings
    told = {
        "OLW_SECRET_KEY": SECRET,
        "OLW_DATABASE_URL": settings.database_url,
        "OLW_PUBLIC_URL": settings.public_url,
    }
    return CliRunner().invoke(lti, words, env=told)


def sign_in_link(site: Site, name: str = "Sam") -> str:
    """The path of a fresh sign-in link."""
    with site.wiring.database.writing() as session:
        token = admin_sessions.make_link(session, name, site.wiring.clock())
    return f"/admin/enter/{token}"


@dataclass
class Admin:
    """`client` has the session's cookie."""

    client: Any
    site: Site

    def get(self, path: str) -> str:
        answer = self.client.get("/admin" + path)
        assert answer.status_code == 200, answer.text
        return str(answer.text)

    def form(self) -> str:
        """The hidden value of this session's forms."""
        found = re.search(r'name="form" value="([^"]*)"', self.get("/keys"))
        assert found is not None
        return found[1]

    def post(self, path: str, **fields: str) -> Any:
        return self.client.post("/admin" + path, data={"form": self.form(), **fields})

    def done(self, path: str, **fields: str) -> str:
        """Post, and the page that it leads to."""
        answer = self.post(path, **fields)
        assert answer.status_code == 303, answer.text
        return str(self.client.get(answer.headers["location"]).text)


def more_activities(site: Site, problems: list[str]) -> None:
    """One more for each problem, "" for none: the first learner's score waits there, as in the
    first placement, an hour longer from one to the next.
    """
    database = site.wiring.database
    modules = list(site.wiring.library.modules)
    now = site.wiring.clock()
    with database.writing() as session:
        first = session.query(ResourceLink).order_by(ResourceLink.id).first()
        assert first is not None
        for number, problem in enumerate(problems, 1):
            state = "parked" if problem else "waiting"
            link = ResourceLink(
                key=f"more-{number}",
                deployment_id=first.deployment_id,
                context_id=first.context_id,
                resource_link_id=f"more-{number}",
                module=modules[number % len(modules)],
                line_item_url=first.line_item_url,
                line_items_url=first.line_items_url,
                grade_scopes=first.grade_scopes,
            )
            row = ScoreDelivery(
                learner_id=1,
                resource_link=link,
                score=50,
                state=state,
                problem=problem,
                due_at=now,
                changed_at=now,
                since=now - timedelta(hours=2 + number),
            )
            session.add_all([link, row])


def signed_in(site: Site, name: str = "Sam") -> Admin:
    client = site.app.test_client()
    assert client.post(sign_in_link(site, name)).status_code == 303
    return Admin(client, site)


def addresses(site: Site, method: str) -> dict[str, str]:
    """Endpoint -> the rule of its address behind /admin, `{}` for each number: all of a method."""
    found = {}
    for rule in site.app.url_map.iter_rules():
        if rule.endpoint.startswith("admin.") and method in (rule.methods or set()):
            path = rule.rule.removeprefix("/admin")
            found[rule.endpoint] = re.sub(r"<int:\w+>", "{}", path)
    return found

"""An author at the picker: what a test needs to choose activities as a browser does."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

import httpx2

from demo import loopback
from tests.integration.lti_service.site import Site, form_of


def new_client() -> httpx2.Client:
    return loopback.Client()


def open_picker(
    site: Site, client: httpx2.Client | None = None, person: str = ""
) -> httpx2.Response:
    """A whole request to choose, through both servers."""
    client = client or new_client()
    who = person or site.facilitator()
    action, fields = form_of(client.get(f"{site.platform}/choose/{who}/start").text)
    to_platform = client.post(action, data=fields)
    action, fields = form_of(client.get(to_platform.headers["location"]).text)
    return client.post(action, data=fields)


@dataclass
class Picker:
    """`page`: as the author sees it."""

    site: Site
    page: str

    def send(self, *what: str, **fields: str) -> httpx2.Response:
        """The form with these activities ticked."""
        action, hidden = form_of(self.page, "/picked")
        origin = self.site.tool.rsplit("/lti", 1)[0]
        body: dict[str, Any] = {**hidden, "what": list(what), **fields}
        return new_client().post(origin + action, data=body)

    def choose(self, *what: str, **fields: str) -> httpx2.Response:
        """The choice, and what the platform says to it."""
        sent = self.send(*what, **fields)
        assert sent.status_code == 200, sent.text
        action, answer = form_of(sent.text, "/chosen")
        return new_client().post(action, data=answer)


def picker(site: Site) -> Picker:
    page = open_picker(site)
    assert page.status_code == 200, page.text
    return Picker(site, page.text)


def labels_of(page: str) -> list[str]:
    """The titles that can be ticked, in the page's order."""
    found = re.findall(r'name="what".*?<strong>(.*?)</strong>', page, re.S)
    return [html.unescape(title) for title in found]

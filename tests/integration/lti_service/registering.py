"""A platform's administrator who pastes a registration link, as the demo LMS has it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin

import httpx2

from demo import loopback
from lti_service.services.platforms import registration_links
from lti_service.services.platforms.registration_links import Wish
from tests.integration.lti_service.site import Site, form_of


def make_link(site: Site, name: str = "Copse Valley", **more: object) -> str:
    """A fresh link, as `olw lti platforms link --private` makes it."""
    wish = Wish(name, **{"allow_private": True, **more})  # type: ignore[arg-type]
    with site.wiring.database.writing() as session:
        token = registration_links.make(session, wish, site.wiring.clock())
    return f"{site.tool}/register/{token}"


@dataclass
class Pasted:
    """The page that the LMS opened in its frame, and the form on it."""

    client: httpx2.Client
    address: str
    page: httpx2.Response

    def say_yes(self, **changes: str) -> httpx2.Response:
        action, _ = form_of(self.page.text)
        pairs = re.findall(
            r'<input [^>]*name="([^"]*)" value="([^"]*)"', self.page.text
        )
        fields = {name: unescape(value) for name, value in pairs}
        return self.client.post(
            urljoin(self.address, action), data={**fields, **changes}
        )


def paste(site: Site, link: str) -> Pasted:
    """Paste a link into the demo LMS and open the frame that it makes."""
    client = loopback.Client()
    page = client.get(site.platform + "/tools", params={"link": link})
    found = re.search(r'<iframe title="Registration" src="([^"]*)"', page.text)
    assert found is not None, page.text
    address = unescape(found[1])
    return Pasted(client, address, client.get(address))

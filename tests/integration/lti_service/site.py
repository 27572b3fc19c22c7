"""Tool and demo LMS on two real servers with different hosts, as tests and browsers meet them."""

from __future__ import annotations

import functools
import html
import itertools
import os
import re
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import httpx2
from flask import Flask
from joserfc.jwk import RSAKey
from werkzeug.serving import BaseWSGIServer, make_server

from demo import loopback
from demo.platform.app import set_up as set_up_platform
from demo.platform.app import with_pages
from demo.platform.config import PlatformConfig
from demo.platform.parts import Parts
from demo.platform.register import register
from demo.platform.store import KEY, Store
from demo.platform.tokens import claims, sign
from lti_service.app import set_up, with_views
from lti_service.clock import utc_now
from lti_service.library import Library
from lti_service.settings import Settings
from lti_service.wiring import EXTENSION, Wiring
from olw_core.cohort.rules import USUAL, Rules
from olw_core.content.folders import PATH
from tests.integration.lti_service.databases import (
    SECRET,
    begin_keys_anew,
    give_back,
    usual_url,
)

HOW_MANY_KEYS = 4
_SERVICES: list[Flask] = []
_PLATFORMS: list[Flask] = []
"""Applications of sites that have stopped, for the next ones: their views and templates are made
once, as in a service that runs for long, and they are given settings and content anew.
"""


class Later:
    """A WSGI application that is set once its server's port is known."""

    app: Any = None

    def __call__(self, environ: Any, start_response: Any) -> Any:
        return self.app(environ, start_response)


def serve(host: str, app: Any) -> tuple[BaseWSGIServer, str]:
    server = make_server(host, 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    name = "localhost" if host == "127.0.0.1" else host
    return server, f"http://{name}:{server.port}"


@dataclass
class Site:
    """`tool` and `platform` are base addresses; `wiring` is the insides of the tool."""

    tool: str
    platform: str
    config: PlatformConfig
    wiring: Wiring
    lms: Flask
    app: Any
    servers: list[BaseWSGIServer]

    def stop(self) -> None:
        for server in self.servers:
            server.shutdown()
            server.server_close()
        self.wiring.close()
        give_back(self.wiring.database.engine.url)
        _SERVICES.append(self.app)
        _PLATFORMS.append(self.lms)

    @property
    def parts(self) -> Parts:
        """The insides of the platform."""
        parts: Parts = self.lms.extensions["platform"]
        return parts

    def learner(self, number: int = 0) -> str:
        return [one.id for one in self.config.course.people if one.is_learner][number]

    def facilitator(self) -> str:
        return next(one.id for one in self.config.course.people if not one.is_learner)


def start_site(
    folder: Path,
    *,
    database_url: str = "",
    tool_prefix: str = "",
    tool_elsewhere: str = "",
    before_platform: Callable[[Any], Any] = lambda app: app,
    clock: Any = None,
    proxies: int = 0,
    rules: Rules = USUAL,
    **platform: Any,
) -> Site:
    """Two servers: the tool at localhost, the platform at 127.0.0.1.

    So they are different sites to a browser. `tool_elsewhere`: the address of a service in
    processes of its own, which the platform then knows. `before_platform`: what stands between the
    platform and the network. `proxies`: web servers of ours in front of the tool.
    `rules`: from how many people on something is told of how a group answered.
    """
    tool_app, platform_app = Later(), Later()
    tool_server, tool = serve("127.0.0.1", tool_app)
    platform_server, _ = serve("127.0.0.1", platform_app)
    tool = tool_elsewhere or tool + tool_prefix
    platform_url = f"http://127.0.0.1:{platform_server.port}"
    settings = Settings(
        secret_key=SECRET,
        database_url=database_url or usual_url(folder),
        public_url=tool,
        log_level="ERROR",
        proxies=proxies,
        rules=rules,
    )
    config = PlatformConfig(platform_url, tool, **platform)
    own_content = os.environ.get(PATH, "")
    app = _SERVICES.pop() if _SERVICES else with_views()
    with patch.object(httpx2, "create_ssl_context", _authorities):
        set_up(app, settings, clock=clock or utc_now, library=_library(own_content))
    wiring: Wiring = app.extensions[EXTENSION]
    with wiring.database.writing() as session:
        begin_keys_anew(session, wiring.clock())
        register(session, config, datetime.now(UTC))
    lms = _PLATFORMS.pop() if _PLATFORMS else with_pages()
    set_up_platform(lms, config, Store(config.store, next(_platform_keys())))
    tool_app.app, platform_app.app = app, before_platform(lms)
    return Site(
        tool,
        platform_url,
        config,
        wiring,
        lms,
        app,
        [tool_server, platform_server],
    )


@functools.cache
def _authorities() -> ssl.SSLContext:
    """The machine's authorities, read once for all sites of a process."""
    return ssl.create_default_context()


@functools.cache
def _library(_own_content: str) -> Library:
    """The content, read once for all sites of a process that have the same folders of it."""
    return Library.load()


@functools.cache
def _platform_keys() -> Iterator[RSAKey]:
    """Dealt in turn: to make one takes longer than all else that a site needs."""
    made = [RSAKey.generate_key(2048, parameters=KEY) for _ in range(HOW_MANY_KEYS)]
    return itertools.cycle(made)


def form_of(page: str, to: str = "") -> tuple[str, dict[str, str]]:
    """(action, hidden fields) of the first form of a page whose action ends with `to`."""
    for inside in re.findall(r"<form.*?</form>", page, re.S):
        action = re.search(r'<form[^>]*action="([^"]*)"', inside)
        if action is None or not action[1].endswith(to):
            continue
        pairs = re.findall(
            r'<input type="hidden" name="([^"]*)" value="([^"]*)"', inside
        )
        return html.unescape(action[1]), {
            name: html.unescape(value) for name, value in pairs
        }
    raise AssertionError(page)


def page_data(page: str, mark: str = 'id="olw-page"') -> dict[str, Any]:
    """The JSON that a page carries for its script."""
    import json

    found = re.search(
        rf'<script type="application/json" {mark}>(.*?)</script>', page, re.S
    )
    assert found is not None, page
    data: dict[str, Any] = json.loads(found[1])
    return data


def config_of(page: str) -> dict[str, Any]:
    """The player's configuration in a page."""
    return page_data(page, 'class="olw-config"')


def launch(
    site: Site, person: str, activity: str = "kind", client: httpx2.Client | None = None
) -> httpx2.Response:
    """A whole launch through both servers, as a browser does it."""
    client = client or loopback.Client()
    action, fields = form_of(
        client.get(f"{site.platform}/start/{activity}/{person}").text
    )
    to_platform = client.post(action, data=fields)
    assert to_platform.status_code == 302, to_platform.text
    action, fields = form_of(client.get(to_platform.headers["location"]).text)
    return client.post(action, data=fields)


@dataclass
class Begun:
    """A login begun at the tool by the Flask test client, ready for a token of one's own making."""

    client: Any
    site: Site
    state: str
    nonce: str

    def claims(self, person: str = "", activity: str = "kind") -> dict[str, Any]:
        course = self.site.config.course
        who, what = (
            course.person(person or self.site.learner()),
            course.activity(activity),
        )
        assert who is not None
        assert what is not None
        return claims(self.site.config, self.site.parts.store, who, what, self.nonce)

    def post(self, token: str, **more: str) -> Any:
        return self.client.post(
            "/launch", data={"state": self.state, "id_token": token, **more}
        )

    def post_claims(self, changed: dict[str, Any]) -> Any:
        return self.post(sign(self.site.parts.store, changed))


def begin(site: Site, client: Any = None, **changes: str) -> Begun:
    """Begin a login for the activity "kind"."""
    client = client or site.app.test_client()
    values = {
        "iss": site.config.issuer,
        "client_id": site.config.client_id,
        "login_hint": site.learner(),
        "target_link_uri": site.tool + "/launch/kind",
        **changes,
    }
    answer = client.post(
        "/login", data={name: value for name, value in values.items() if value}
    )
    assert answer.status_code == 302, answer.text
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    return Begun(client, site, query["state"][0], query["nonce"][0])

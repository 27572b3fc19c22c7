"""What every page and file has in common.

Policy headers, health, keys, mounting below a path, no key of the answers.
"""

from __future__ import annotations

import json
import re
import threading
from pathlib import Path
from typing import Any

import pytest
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from demo import loopback
from demo.platform.app import create_platform
from demo.platform.config import PlatformConfig
from demo.platform.register import register
from lti_service import migrations
from lti_service.app import create_app
from lti_service.services.keys import tool_keys
from lti_service.settings import Settings
from lti_service.wiring import EXTENSION
from tests.integration.lti_service.databases import SECRET
from tests.integration.lti_service.playing import (
    MODULES,
    arrive,
    best_answers,
    following_of,
)
from tests.integration.lti_service.site import (
    Later,
    Site,
    config_of,
    launch,
    page_data,
    serve,
)


def test_policy_is_strict_and_frames_only_the_platform(site: Site) -> None:
    policy = dict(
        part.split(" ", 1)
        for part in launch(site, site.learner())
        .headers["content-security-policy"]
        .split("; ")
    )
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": f"'self' {site.platform}",
        "frame-ancestors": f"'self' {site.platform}",
    }


def test_pages_have_no_inline_script_or_style(site: Site) -> None:
    for page in (
        launch(site, site.learner()).text,
        launch(site, site.learner(), "all").text,
        launch(site, site.facilitator()).text,
    ):
        inline = re.findall(
            r"<script(?![^>]*(?:src=|application/json))[^>]*>|<style|\sstyle=|\son\w+=",
            page,
        )
        assert inline == []


def test_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    for page in (
        launch(site, site.learner()).text,
        launch(site, site.facilitator()).text,
    ):
        addresses = re.findall(
            r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]+)"', page
        )
        assert len(addresses) > 2
        assert [one for one in addresses if not one.startswith(("/", "data:,"))] == []


def test_health(site: Site) -> None:
    client = site.app.test_client()
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "ok"}


def test_not_ready_without_tables(tmp_path: Path) -> None:
    app = create_app(
        Settings(SECRET, f"sqlite:///{tmp_path}/empty.sqlite", log_level="ERROR")
    )
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.json) == (
        503,
        {"status": "run: olw lti migrate"},
    )
    values = {
        "iss": "https://lms.example",
        "login_hint": "u",
        "target_link_uri": "http://localhost:8000/launch",
    }
    told = app.test_client().post("/login", data=values)
    assert (
        told.status_code,
        "too-busy" in told.text,
        "no such table" in told.text,
    ) == (503, True, False)
    app.extensions[EXTENSION].close()


def test_our_keys_are_public_only_and_rotate_with_overlap(own_site: Site) -> None:
    client, wiring = own_site.app.test_client(), own_site.wiring
    before = client.get("/jwks").json["keys"]
    with wiring.database.writing() as session:
        made = tool_keys.rotate(session, wiring.clock())
    after = client.get("/jwks")
    assert after.headers["Cache-Control"] == "public, max-age=3600"
    assert [sorted(key) for key in after.json["keys"]] == [
        ["alg", "e", "kid", "kty", "n", "use"]
    ] * 2
    with wiring.database.reading() as session:
        now = wiring.clock()
        assert tool_keys.signing(session, now)[0] == before[0]["kid"]
        assert tool_keys.signing(session, now + tool_keys.PUBLISH_BEFORE)[0] == made.kid
        later = now + tool_keys.PUBLISH_BEFORE + tool_keys.KEEP_AFTER
        assert [key["kid"] for key in tool_keys.published(session, later)["keys"]] == [
            made.kid
        ]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "not-found"),
        ("GET", "/launch", 405, "method-not-allowed"),
        ("POST", "/healthz", 405, "method-not-allowed"),
        ("GET", "/player/../app.py", 404, "not-found"),
        ("GET", "/player/%2e%2e/%2e%2e/cohort.py", 404, "not-found"),
        ("GET", "/home/none/kind/content", 401, "session-missing"),
        ("GET", "/cohort/none", 401, "session-missing"),
    ],
)
def test_wrong_addresses_are_told_plainly(
    site: Site, method: str, path: str, status: int, code: str
) -> None:
    answer = site.app.test_client().open(path, method=method)
    assert (answer.status_code, code in answer.text, "Traceback" in answer.text) == (
        status,
        True,
        False,
    )


def test_a_fault_of_ours_is_words_and_a_code(
    own_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(tool_keys, "published", broken)
    answer = own_site.app.test_client().get("/jwks")
    assert (
        answer.status_code,
        "unforeseen" in answer.text,
        "secret detail" in answer.text,
    ) == (500, True, False)


def keys_of(value: Any) -> set[str]:
    """Every field name anywhere in JSON data."""
    if isinstance(value, dict):
        return set(value) | {name for one in value.values() for name in keys_of(one)}
    return (
        {name for one in value for name in keys_of(one)}
        if isinstance(value, list)
        else set()
    )


def test_no_answer_key_before_the_ending_in_any_view_page_or_file(
    own_site: Site,
) -> None:
    """Every text that only the key holds is looked for in everything that a browser gets."""
    story, cards = MODULES["kind"]["story"], MODULES["kind"]["cards"]
    learner, answers = arrive(own_site), best_answers("kind")
    told = [
        launch(own_site, own_site.learner()).text,
        launch(own_site, own_site.learner(), "all").text,
    ]
    told += [
        learner.respond(step, answer).text for step, answer in enumerate(answers[:-1])
    ]
    told += [learner.call("card", {"card": card["id"]}).text for card in cards]
    static = Path(own_site.app.static_folder).rglob("*")
    told += [path.read_text("utf-8") for path in static if path.is_file()]
    everything = "\n".join(told) + "\n".join(json.dumps(text)[1:-1] for text in told)
    # With best answers only the chosen options' own feedback may be there.
    chosen = set()
    node = story["nodes"][story["start"]]
    for answer in answers[:-1]:
        chosen.add((node["item"], answer))
        node = story["nodes"][following_of(node, answer)]
    hidden = []
    for index, item in enumerate(story["items"]):
        if item["type"] != "choose":
            continue
        for option in item["options"]:
            feedback = option["feedback"]
            hidden.append(feedback["other"])
            if (index, option["id"]) not in chosen:
                hidden += [feedback["consequence"], feedback["why"]]
    hidden += [card["words_to_try"] for card in cards]
    assert len(hidden) > 60
    # In JSON and in HTML the same text is written differently; compare letters only.
    letters = re.sub(r"\\u[0-9a-f]{4}|&#?\w+;|[^a-zA-Z]", "", everything)
    leaked = [
        text
        for text in hidden
        if text and re.sub(r"&#?\w+;|[^a-zA-Z]", "", text) in letters
    ]
    assert leaked == []
    view = config_of(told[0])["view"]
    forbidden = {
        "gain",
        "weight",
        "s",
        "best",
        "worst",
        "key",
        "unit",
        "dmax",
        "longest",
        "denominator",
        "result",
        "regret",
    }
    assert keys_of(view) & forbidden == set()
    assert (
        keys_of(config_of(told[0])["cover"])
        & (forbidden | {"feedback", "options", "words_to_try"})
        == set()
    )


def test_no_token_in_an_address(site: Site) -> None:
    page = launch(site, site.learner()).text
    token = page_data(page)["token"]
    assert [
        one
        for one in re.findall(r'(?:src|href|action)="([^"]+)"', page)
        if token in one
    ] == []
    assert token not in page_data(page)["address"]


def test_tool_and_lms_below_paths_of_one_site(tmp_path: Path) -> None:
    """As `make demo` serves them: /lti and /lms of one server."""
    later = Later()
    server, url = serve("127.0.0.1", later)
    settings = Settings(
        SECRET, f"sqlite:///{tmp_path}/lti.sqlite", url + "/lti", True, "ERROR"
    )
    config = PlatformConfig(url + "/lms", url + "/lti", store=tmp_path / "lms.json")
    tool, lms = create_app(settings), create_platform(config)
    wiring = tool.extensions[EXTENSION]
    migrations.upgrade(wiring.database)
    with wiring.database.writing() as session:
        tool_keys.ensure(session, wiring.clock())
        register(session, config, wiring.clock())
    later.app = DispatcherMiddleware(NotFound(), {"/lti": tool, "/lms": lms})
    try:
        site = Site(
            url + "/lti",
            url + "/lms",
            config,
            wiring,
            lms.extensions["platform"],
            tool,
            [server],
        )
        page = launch(site, site.learner())
        addresses = re.findall(
            r'<(?:script|link)[^>]*(?:src|href)="(/[^"]+)"', page.text
        )
        assert [one for one in addresses if not one.startswith("/lti/")] == []
        assert [loopback.get(url + one).status_code for one in addresses] == [
            200
        ] * len(addresses)
        assert page_data(page.text)["address"].startswith("/lti/play/")
        learner = arrive(site)
        learner.play(best_answers("kind"))
        assert wiring.worker().work() == 1
        assert "100 of 100" in loopback.get(url + "/lms/").text
        assert "100 of 100" in create_platform(config).test_client().get("/").text, (
            "grades outlive the process"
        )
    finally:
        server.shutdown()
        server.server_close()
        wiring.close()


def test_a_worker_thread_beside_the_service(own_site: Site) -> None:
    from lti_service.server import start_worker

    stop = start_worker(own_site.app)
    arrive(own_site).play(best_answers("kind"))
    done = threading.Event()
    for _ in range(100):
        if own_site.learner() in own_site.parts.store.items["kind"].grades or done.wait(
            0.1
        ):
            break
    stop.set()
    assert own_site.parts.store.items["kind"].grades[own_site.learner()].given == 100

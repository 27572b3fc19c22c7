"""The block in the real xblock-sdk workbench over HTTP: Django's database, CSRF check, files."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx2
import pytest
from lxml import html

from demo import loopback
from olw_core.play.sealing import MARK
from olw_xblock.assets import PUBLIC_FILES
from tests.integration.olw_xblock.workbench import Workbench, unsealed
from tests.support import markup

STORY = "our-leadership-way-one-story.olw.d0.u0"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with Workbench(tmp_path_factory.mktemp("workbench")) as running:
        yield running


class Learner:
    """A browser without a screen: keeps the cookie, sends its token."""

    def __init__(self, bench: Workbench, name: str) -> None:
        self.http = loopback.Client(
            base_url=bench.address, params={"student": name}, timeout=30
        )
        self.config = self.open()

    def open(self, scenario: str = "olw.0") -> Any:
        page = html.fromstring(self.http.get(f"/scenario/{scenario}/").text)
        return json.loads(markup.text(page, "//script[@class='olw-config']"))

    def post(self, handler: str, data: Any = None, **more: Any) -> httpx2.Response:
        headers = {"X-CSRFToken": self.http.cookies[self.config["auth"]["csrfCookie"]]}
        body = {"content": more["content"]} if "content" in more else {"json": data}
        return self.http.post(
            self.config["urls"][handler], headers=more.get("headers", headers), **body
        )

    def finish(self, view: Any) -> Any:
        """Play to an ending, always the first option, whatever the story."""
        while "ending" not in view:
            item = view["item"]
            count = {"choose": 1, "pick": item.get("k", 1)}.get(
                item["type"], len(item["options"])
            )
            response = "".join(option["id"] for option in item["options"][:count])
            answered = self.post(
                "respond",
                {
                    "attempt": view["attempt"],
                    "step": view["step"],
                    "response": response,
                },
            )
            assert answered.status_code == 200, answered.text
            view = answered.json()["view"]
        return view


Enter = Callable[..., Learner]


@pytest.fixture
def enter(bench: Workbench) -> Iterator[Enter]:
    """`enter(name)`: a learner's browser, closed after the test.

    `enter(name, other)`: at another workbench.
    """
    entered: list[Learner] = []

    def new(name: str, at: Workbench = bench) -> Learner:
        entered.append(Learner(at, name))
        return entered[-1]

    yield new
    for learner in entered:
        learner.http.close()


def test_a_story_from_start_to_grade(bench: Workbench, enter: Enter) -> None:
    learner = enter("ann")
    before = len(bench.events())
    view = learner.finish(learner.config["view"])
    told = bench.events()[before:]
    share = view["result"]["percent"] / 100
    common = {
        "module": "kind",
        "version": view["version"],
        "report": "score",
        "attempt": 1,
    }
    assert told == [
        ("olw.module.started", common),
        ("grade", {"value": share, "max_value": 1.0, "only_if_higher": False}),
        ("completion", {"completion": 1.0}),
        (
            "olw.module.completed",
            {
                **common,
                "percent": view["result"]["percent"],
                "best": view["result"]["best"],
            },
        ),
    ]
    with closing(sqlite3.connect(bench.var / "workbench.db")) as database:
        query = (
            "select state from workbench_xblockstate "
            "where user_id = 'ann' and scope = 'usage' and scope_id = ?"
        )
        (stored,) = database.execute(query, (STORY,)).fetchone()
    state = json.loads(stored)
    assert (state["attempts"], state["raw_earned"], state["raw_possible"]) == (
        1,
        share,
        1.0,
    )
    assert state["record"].startswith(MARK)
    assert unsealed(state["record"]).startswith(f"1.kind.{view['version']}.1.")


def test_resume_where_one_was(bench: Workbench, enter: Enter) -> None:
    learner = enter("ben")
    first = learner.config["view"]["item"]["options"][0]["id"]
    view = learner.post("respond", {"attempt": 1, "step": 0, "response": first}).json()[
        "view"
    ]
    assert enter("ben").config["view"] == view


def test_two_tabs_lose_nothing(bench: Workbench, enter: Enter) -> None:
    one, two = enter("cy"), enter("cy")
    options = [option["id"] for option in one.config["view"]["item"]["options"]]
    now = one.post("respond", {"attempt": 1, "step": 0, "response": options[0]}).json()[
        "view"
    ]
    late = two.post("respond", {"attempt": 1, "step": 0, "response": options[1]})
    assert (late.status_code, late.json()["error"]["code"], late.json()["view"]) == (
        409,
        "step-conflict",
        now,
    )
    assert two.finish(late.json()["view"])["history"][0]["answer"] == options[0]


def test_many_double_submits_at_once_count_once(bench: Workbench, enter: Enter) -> None:
    learner = enter("dot")
    view = learner.config["view"]
    body = {"attempt": 1, "step": 0, "response": view["item"]["options"][0]["id"]}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: learner.post("respond", body), range(8)))
    assert [answer.status_code for answer in answers] == [200] * 8
    assert {answer.json()["view"]["step"] for answer in answers} == {1}
    assert learner.open()["view"]["step"] == 1


def test_without_the_token_nothing_is_taken(bench: Workbench, enter: Enter) -> None:
    learner = enter("eve")
    first = learner.config["view"]["item"]["options"][0]["id"]
    refused = learner.post(
        "respond", {"attempt": 1, "step": 0, "response": first}, headers={}
    )
    assert (refused.status_code, learner.open()["view"]["step"]) == (403, 0)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "request-malformed"),
        (b"{", "request-malformed"),
        (b"[" * 8000, "request-malformed"),
        (b"x" * 100_000, "request-too-large"),
        (b"[]", "request-invalid"),
    ],
)
def test_bad_bodies(bench: Workbench, content: bytes, code: str, enter: Enter) -> None:
    refused = enter("flo").post("respond", content=content)
    wanted = 413 if code == "request-too-large" else 400
    assert (refused.status_code, refused.json()["error"]["code"]) == (wanted, code)


def test_two_blocks_on_a_page_keep_their_own_state(bench: Workbench) -> None:
    with loopback.Client(
        base_url=bench.address, params={"student": "gus"}, timeout=30
    ) as http:
        page = html.fromstring(http.get("/scenario/olw.1/").text)
    scripts = markup.elements(page, "//script[@class='olw-config']")
    configs = [json.loads(markup.words(script)) for script in scripts]
    assert [config["show"] for config in configs] == ["story", "cards"]
    assert len({config["urls"]["respond"] for config in configs}) == 2


def test_a_card(bench: Workbench, enter: Enter) -> None:
    learner = enter("hal")
    learner.config = learner.open("olw.2")
    card = learner.config["cover"]["cards"][0]["id"]
    asked = learner.post("card", {"card": card}).json()["card"]
    assert "feedback" not in asked
    response = asked["item"]["options"][0]["id"]
    answered = learner.post(
        "card", {"card": card, "variant": asked["variant"], "response": response}
    ).json()["card"]
    assert [f["id"] for f in answered["feedback"]] == [
        o["id"] for o in asked["item"]["options"]
    ]


@pytest.mark.parametrize(
    "view", ["student_view", "public_view", "author_view", "studio_view"]
)
def test_every_page_opens(bench: Workbench, view: str) -> None:
    assert loopback.get(f"{bench.address}/scenario/olw.0/{view}/").status_code == 200


@pytest.mark.parametrize("name", sorted(PUBLIC_FILES))
def test_static_files_are_served_as_they_are(bench: Workbench, name: str) -> None:
    served = loopback.get(f"{bench.address}/resource/olw/{name}")
    public = Path(__file__).parents[3] / "olw_xblock" / "public" / name
    assert (served.status_code, served.content) == (200, public.read_bytes())


@pytest.mark.parametrize("name", ["block.py", "../block.py", "public/player.js"])
def test_other_files_are_not(bench: Workbench, name: str) -> None:
    assert loopback.get(f"{bench.address}/resource/olw/{name}").status_code == 404


def test_state_outlives_a_restart_and_stopping_is_quiet(
    tmp_path: Path, enter: Enter
) -> None:
    with Workbench(tmp_path) as first:
        learner = enter("ian", first)
        option = learner.config["view"]["item"]["options"][0]["id"]
        view = learner.post(
            "respond", {"attempt": 1, "step": 0, "response": option}
        ).json()["view"]
    assert (first.process.returncode, first.said) == (
        0,
        f"Open edX workbench: {first.address}/\n",
    )
    with Workbench(tmp_path) as second:
        assert enter("ian", second).config["view"] == view


def test_a_taken_port_is_told_in_words(bench: Workbench, tmp_path: Path) -> None:
    other = Workbench(tmp_path)
    other.port = bench.port
    other.address = "http://127.0.0.1:9"
    with (
        pytest.raises(
            RuntimeError,
            match=rf"Port {bench.port} cannot be used: Address already in use\.",
        ),
        other,
    ):
        pass

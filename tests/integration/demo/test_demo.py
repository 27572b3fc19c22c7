"""`python -m demo`, as a person starts it:
everything answers, Ctrl-C stops everything, a taken port is said plainly.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from demo import loopback
from tests.support.demo import Running


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The same for all tests; when they are through, Ctrl-C stops everything."""
    running = Running(tmp_path_factory.mktemp("demo"))
    yield running
    assert running.stop() == 0
    assert "Traceback" not in running.log.read_text("utf-8")
    for port in (running.port, running.edx_port):
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "Three doors"),
        ("/lms/", "Leading together"),
        ("/scorm/", "Back from Copse Lane"),
        ("/packages/", "Which package do I need?"),
        ("/make", "Make a package"),
        ("/guides/kind", "Watch for"),
        ("/lti/healthz", ""),
    ],
)
def test_every_door_answers(demo: Running, path: str, words: str) -> None:
    answer = loopback.get(demo.url + path)
    assert answer.status_code == 200
    assert words in answer.text


def test_the_demos_lms_is_connected_by_clicking(demo: Running) -> None:
    """Sign in, make a link, paste it in the LMS, say yes, and launch as one of its people."""
    browser = loopback.Client(follow_redirects=True)
    entry = browser.get(demo.url + "/administer")
    browser.post(str(entry.url))
    value = re.search(
        r'name="form" value="([^"]*)"', browser.get(demo.url + "/lti/admin/").text
    )
    assert value is not None
    wish = {"form": value[1], "name": "By clicking", "report": "score"}
    made = browser.post(
        demo.url + "/lti/admin/links", data={**wish, "allow_private": "yes"}
    )
    link = made.text.split('<strong class="code">')[1].split("<")[0]
    tools = browser.get(demo.url + "/lms/tools", params={"link": link}).text
    frame = re.search(r'<iframe title="Registration" src="([^"]*)"', tools)
    assert frame is not None
    asked = browser.get(unescape(frame[1])).text
    pairs = re.findall(r'<input [^>]*name="([^"]*)" value="([^"]*)"', asked)
    fields = {name: unescape(value) for name, value in pairs}
    done = browser.post(link, data=fields)
    assert "By clicking is connected" in done.text
    shown = browser.get(demo.url + "/lms/tools").text
    activity = re.search(r'href="(/lms/open/kind/[^"]*)"', shown)
    assert activity is not None
    opened = browser.get(demo.url + unescape(activity[1])).text
    assert re.search(r"/lms/start/kind/u100\?tool=", opened) is not None


def test_open_edx_answers(demo: Running) -> None:
    answer = loopback.get(f"http://localhost:{demo.edx_port}/")
    assert (answer.status_code, "olw" in answer.text) == (200, True)


def test_home_names_all_stories_and_asks_nothing_of_other_sites(demo: Running) -> None:
    html = loopback.get(demo.url).text
    assert len(re.findall(r"<li><strong>", html)) == 6
    hosts = set(re.findall(r'(?:src|href)="https?://([^/"]+)', html))
    assert hosts == {f"localhost:{demo.edx_port}"}


def test_the_form_makes_a_zip_and_refuses_plainly(demo: Running) -> None:
    good = loopback.post(
        demo.url + "/make",
        data={
            "what": "kind",
            "platform": "moodle",
            "report": "score",
            "organisation": "Copse Valley",
        },
    )
    assert (good.status_code, good.content[:2]) == (200, b"PK")
    bad = loopback.post(
        demo.url + "/make",
        data={
            "what": "kind",
            "platform": "moodle",
            "colour": "#ffff99",
            "pass_mark": "x",
        },
    )
    assert bad.status_code == 422
    assert "There is a problem" in bad.text
    assert (
        loopback.post(
            demo.url + "/make", files={"logo": ("logo.svg", b"x" * 600_000)}
        ).status_code
        == 413
    )


def test_unknown_page_is_plain(demo: Running) -> None:
    answer = loopback.get(demo.url + "/nothing")
    assert (answer.status_code, "Go to the start page" in answer.text) == (404, True)


def test_a_taken_port_is_said_plainly(demo: Running, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "demo",
        "--port",
        str(demo.port),
        "--var",
        str(tmp_path),
    ]
    ended = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert (
        f"Port {demo.port} is in use. Choose another: make demo PORT=<port>"
        in ended.stderr
    )
    assert "Traceback" not in ended.stderr

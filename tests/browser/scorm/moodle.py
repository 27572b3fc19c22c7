"""A server that answers as Moodle's does, for the page in adversarial/moodle.html.

Seen in Moodle 4.5: mod/scorm/datamodel.php (each element is stored on its own, "true" and 0 on
two lines), locallib.php (scorm_insert_track), datamodels/scorm_12lib.php and scorm_13lib.php
(get_scorm_default: what a launch is given), and on a running Moodle: after a completion the next
entry is review without credit.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, parse_qsl

STATUS = {"1.2": "cmi.core.lesson_status", "2004": "cmi.completion_status"}
GIVEN = b"{}"
"""Where the page holds what a launch is given."""
LOGIN = "<!DOCTYPE html><html><head><title>Log in to the site</title>"


@dataclass
class Moodle:
    """What the site holds of one learner and package;
    `answers` are HTTP statuses for the next posts, 200 after them.
    """

    tracks: dict[str, str] = field(default_factory=dict)
    answers: list[int] = field(default_factory=list)
    posts: list[dict[str, str]] = field(default_factory=list)
    logged_out: bool = False
    silent_status: bool = False
    """As openedx-scorm-xblock and Chamilo: the status of an earlier visit is not given back."""
    answered: list[str] = field(default_factory=list)
    """The visit of each post that came, once its answer was found."""

    def launch(self, edition: str, mode: str) -> dict[str, str]:
        """get_scorm_default: the values that a launch begins with."""
        status = self.tracks.get(STATUS[edition], "")
        finished = mode == "normal" and status in ("completed", "passed")
        seen = {"mode": mode, "credit": "credit"}
        if finished:
            seen["mode"] = "review"
        if seen["mode"] != "normal":
            seen["credit"] = "no-credit"
        entry = self._entry(edition, status)
        kept = dict(self.tracks) if edition == "1.2" or entry == "resume" else {}
        if self.silent_status:
            kept = dict(self.tracks) | {STATUS[edition]: ""}
            seen |= {"mode": "normal", "credit": "credit"}
            entry = "ab-initio"
        core = "cmi.core." if edition == "1.2" else "cmi."
        names = (
            ("lesson_mode", "student_id")
            if edition == "1.2"
            else ("mode", "learner_id")
        )
        fresh = {"cmi.core.lesson_status": "", "cmi.suspend_data": ""}
        if edition == "2004":
            fresh = {
                "cmi.completion_status": "unknown",
                "cmi.success_status": "unknown",
            }
        told = {
            core + names[0]: seen["mode"],
            core + "credit": seen["credit"],
            core + "entry": entry,
        }
        return fresh | kept | told | {core + names[1]: "learner"}

    def _entry(self, edition: str, status: str) -> str:
        if status == "":
            return "ab-initio"
        element = "cmi.core.exit" if edition == "1.2" else "cmi.exit"
        left = self.tracks.get(element)
        return "resume" if left == "suspend" else ""

    def post(self, body: str) -> tuple[int, str]:
        """datamodel.php: status and text of the answer."""
        pairs = dict(parse_qsl(body, keep_blank_values=True))
        self.posts.append(pairs)
        status = self.answers.pop(0) if self.answers else 200
        if status != 200:
            return status, "Bad Gateway"
        if self.logged_out:
            return 200, LOGIN  # require_login sends the request on to the login page
        self.tracks.update(pairs)
        return 200, "true\n0"


SITES: dict[str, Moodle] = {}
"""By the key in the address."""


def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """WSGI: datamodel.php stores."""
    site = SITES[str(environ["PATH_INFO"]).removeprefix("/moodle/")]
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
    status, text = site.post(body)
    visits = parse_qs(str(environ.get("QUERY_STRING", ""))).get("visit", [])
    site.answered.extend(visits)
    start(f"{status} Answer", [("Content-Type", "text/plain; charset=utf-8")])
    return [text.encode()]


def player(environ: dict[str, Any], start: Any, page: bytes) -> Iterable[bytes]:
    """WSGI: player.php. What a launch is given stands in the page itself (the call of
    M.scorm_api.init, datamodels/scorm_12.php), and browsers may keep the page (send_headers,
    lib/weblib.php): Back and Forward show it with the values of that launch.
    """
    asked = {
        name: values[0] for name, values in parse_qs(environ["QUERY_STRING"]).items()
    }
    given = SITES[asked["key"]].launch(asked["edition"], asked.get("mode", "normal"))
    kept = "private, pre-check=0, post-check=0, max-age=0, no-transform"
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Cache-Control", kept),
        ("Pragma", "no-cache"),
    ]
    start("200 OK", headers)
    return [page.replace(GIVEN, json.dumps(given).encode())]

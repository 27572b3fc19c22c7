"""Cookies: over TLS only the strict one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import Response

from lti_service import cookies
from lti_service.app import create_app
from lti_service.settings import Settings
from lti_service.wiring import EXTENSION


def test_over_tls_there_is_no_plain_copy(tmp_path: Path) -> None:
    app = create_app(
        Settings(
            "s" * 32,
            f"sqlite:///{tmp_path}/x.sqlite",
            "https://learning.example.nhs.uk",
            log_level="ERROR",
        )
    )
    with app.test_request_context("/"):
        response = Response()
        cookies.write(response, "olw-login-1", "secret", timedelta(minutes=10))
    app.extensions[EXTENSION].close()
    (cookie,) = response.headers.getlist("Set-Cookie")
    name, *attributes = cookie.split("; ")
    assert (name, {one for one in attributes if not one.startswith("Expires")}) == (
        "__Host-olw-login-1=secret",
        {"Max-Age=600", "Secure", "HttpOnly", "Path=/", "SameSite=None", "Partitioned"},
    )


def read_back(folder: Path, public_url: str, cookie: str) -> str:
    app = create_app(
        Settings(
            "s" * 32, f"sqlite:///{folder}/x.sqlite", public_url, log_level="ERROR"
        )
    )
    with app.test_request_context("/", headers={"Cookie": cookie}):
        found = cookies.read("olw-login-1")
    app.extensions[EXTENSION].close()
    return found


def test_over_tls_only_the_prefixed_cookie_is_believed(tmp_path: Path) -> None:
    """Any host beside ours could set a plain one; the prefix rules that out."""
    found = [
        read_back(
            tmp_path, "https://learning.example.nhs.uk", "plain-olw-login-1=planted"
        ),
        read_back(tmp_path, "https://learning.example.nhs.uk", "olw-login-1=planted"),
        read_back(
            tmp_path, "https://learning.example.nhs.uk", "__Host-olw-login-1=ours"
        ),
        read_back(tmp_path, "http://localhost:8000", "plain-olw-login-1=ours"),
    ]
    assert found == ["", "", "ours", "ours"]

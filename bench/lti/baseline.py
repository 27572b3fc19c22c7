"""pylti1p3's Flask tool, fairly set up: a file cache that never has to tidy up, and the platform's
keys kept for two hours.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, render_template
from flask_caching import Cache
from jinja2 import DictLoader
from pylti1p3.contrib.flask import (
    FlaskCacheDataStorage,
    FlaskMessageLaunch,
    FlaskOIDCLogin,
    FlaskRequest,
)
from pylti1p3.tool_config import ToolConfDict

from bench.lti.lms import CLIENT_ID, DEPLOYMENT_ID, ISSUER

KEYS_LIFE = 7200
"""Seconds."""
CACHE = {
    "CACHE_TYPE": "FileSystemCache",
    "CACHE_THRESHOLD": 100_000,
    "CACHE_DEFAULT_TIMEOUT": 600,
}
PAGES = {
    "hello.html": "<!doctype html><title>Tool</title><h1>Hello {{ launch['sub'] }}</h1>",
}


def create_tool(folder: Path, keys_url: str) -> Flask:
    """A tool that greets whoever is launched."""
    app = Flask("baseline")
    app.secret_key = "for the bench alone"
    app.jinja_loader = DictLoader(PAGES)
    cache = Cache(app, config={**CACHE, "CACHE_DIR": str(folder)})
    platform = {
        "client_id": CLIENT_ID,
        "auth_login_url": ISSUER + "/auth",
        "auth_token_url": ISSUER + "/token",
        "key_set_url": keys_url,
        "deployment_ids": [DEPLOYMENT_ID],
    }
    tools = ToolConfDict({ISSUER: platform})

    @app.post("/login")
    def login() -> Any:
        request = FlaskRequest()
        storage = FlaskCacheDataStorage(cache)
        begun = FlaskOIDCLogin(request, tools, launch_data_storage=storage)
        return begun.redirect(request.get_param("target_link_uri"))

    @app.post("/launch")
    def launch() -> str:
        storage = FlaskCacheDataStorage(cache)
        message = FlaskMessageLaunch(FlaskRequest(), tools, launch_data_storage=storage)
        message.set_public_key_caching(storage, cache_lifetime=KEYS_LIFE)
        return render_template("hello.html", launch=message.get_launch_data())

    return app

"""What machines ask for: our key set, health, the API's description, the player's files."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, jsonify, make_response, send_from_directory
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

import olw_core.player
from lti_service import migrations
from lti_service.errors import RefusedError
from lti_service.schemas.openapi import describe
from lti_service.services.keys import tool_keys
from lti_service.views.player import SERVED
from lti_service.wiring import wiring

blueprint = Blueprint("service", __name__)
PLAYER = Path(olw_core.player.__file__).parent / "dist"
KEYS_LIFE = 3600
READY: dict[migrations.Age, str] = {
    "current": "ok",
    "older": "run: olw lti migrate",
    "newer": "the tables are of a newer version",
}


@blueprint.get("/jwks")
def keys() -> Response:
    """Our public keys, for platforms."""
    here = wiring()
    with here.database.reading() as session:
        response = jsonify(tool_keys.published(session, here.clock()))
    response.headers["Cache-Control"] = f"public, max-age={KEYS_LIFE}"
    return response


@blueprint.get("/healthz")
def alive() -> Response:
    """The process answers."""
    return jsonify({"status": "ok"})


@blueprint.get("/readyz")
def ready() -> Response:
    """The database answers and has every table; 503 otherwise."""
    here = wiring()
    try:
        with here.database.reading() as session:
            session.execute(text("SELECT 1"))
        age = migrations.age(here.database)
    except SQLAlchemyError:
        return make_response(jsonify({"status": "no database"}), 503)
    status = 200 if age == "current" else 503
    return make_response(jsonify({"status": READY[age]}), status)


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The play API, described."""
    return jsonify(describe(wiring().settings.public_url))


@blueprint.get("/player/<name>")
def player_file(name: str) -> Response:
    """A built file of the player; the address carries its version, so browsers may keep it."""
    if name not in SERVED:
        raise RefusedError("not-found", "no file of the player")
    response = send_from_directory(PLAYER, name)
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response

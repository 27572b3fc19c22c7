"""What every call to one of the platform's services goes through, and what it is answered with."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, make_response, request

from demo.platform.parts import parts

Body = dict[str, Any]


def entry(name: str, *scopes: str) -> Response | None:
    """Count the call; a refusal if the service is in trouble or the token does not allow it."""
    here = parts()
    here.store.log.append(name)
    if name in here.store.trouble:
        status, headers = here.store.trouble[name]
        return make_response(jsonify({"error": "trouble"}), status, headers)
    authorization = request.headers.get("Authorization", "")
    if not here.tokens.allows(authorization, set(scopes)):
        return refuse(here.config.lost_token, "token")
    return None


def refuse(status: int, why: str) -> Response:
    """An error as JSON; `why` is for people who read the log."""
    return make_response(jsonify({"error": why}), status)


def typed(body: Body | list[Body], media_type: str, status: int = 200) -> Response:
    """JSON under one of the media types above."""
    response = make_response(jsonify(body), status)
    response.headers["Content-Type"] = media_type
    return response


def sent() -> Body:
    """The JSON object that was sent; empty for none."""
    return request.get_json(silent=True) or {}

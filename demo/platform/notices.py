"""Telling the tool of copied courses (Platform Notification Service 1.0), as Canvas does.

canvas-lms: doc/api/pns.md; app/controllers/lti/ims/notice_handlers_controller.rb, which takes a
handler at the tool's own host alone; lib/lti/pns/lti_context_copy_notice_builder.rb.
"""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, jsonify

from demo.platform.course import Course
from demo.platform.parts import Parts, parts
from demo.platform.service_calls import entry, refuse, sent
from demo.platform.tokens import CLAIM, NOTICES_SCOPE, sign

blueprint = Blueprint("notices", __name__, url_prefix="/notices")
COPY = "LtiContextCopyNotice"
LIFE = 3600  # seconds


@blueprint.put("/handlers")
def name_handler() -> Response:
    """The tool says where it takes notices of a kind."""
    refused = entry("handlers", NOTICES_SCOPE)
    if refused is not None:
        return refused
    here = parts()
    body = sent()
    kind = body.get("notice_type")
    handler = str(body.get("handler", ""))
    tool = urlsplit(here.config.tool_url)
    if kind != COPY or urlsplit(handler).netloc != tool.netloc:
        return refuse(400, "handler")
    here.store.handlers[COPY] = handler
    here.store.most_notices = body.get("max_batch_size", 0)
    return jsonify(body)


def claims(here: Parts, course: Course) -> dict[str, Any]:
    """The notice that a course is a copy."""
    now = int(time.time())
    moment = datetime.now(UTC)
    return {
        "iss": here.config.issuer,
        "aud": here.config.client_id,
        "azp": here.config.client_id,
        "iat": now,
        "exp": now + LIFE,
        "nonce": secrets.token_hex(8),
        CLAIM + "version": "1.3.0",
        CLAIM + "deployment_id": here.config.deployment_id,
        CLAIM + "notice": {
            "id": secrets.token_hex(8),
            "timestamp": moment.isoformat(),
            "type": COPY,
        },
        CLAIM + "context": {
            "id": course.id,
            "title": course.title,
            "type": ["CourseSection"],
        },
        CLAIM + "origin_contexts": list(course.copied_from[:1]),
    }


def body(here: Parts, *told: dict[str, Any]) -> dict[str, Any]:
    """What is posted to the tool: these notices, signed."""
    signed = []
    for one in told:
        notice = {
            "jwt": sign(here.store, one),
        }
        signed.append(notice)
    return {"notices": signed}

"""The keys that this tool signs with, and their ages."""

from __future__ import annotations

from flask import Response, render_template

from lti_service.services.keys import tool_keys
from lti_service.views.admin import forms
from lti_service.views.admin.gate import blueprint, note
from lti_service.wiring import wiring


@blueprint.get("/keys")
def keys() -> str:
    """All keys."""
    here = wiring()
    now = here.clock()
    with here.database.reading() as session:
        found = tool_keys.every(session)
        texts = tool_keys.texts(session, now)
    shown = []
    for key in found:
        shown.append(
            {
                "key": key,
                "days": (now - key.created_at).days,
                "state": tool_keys.state_of(key, found, now),
                "text": texts.get(key.kid, ""),
            }
        )
    return render_template("admin/keys.html", keys=shown)


@blueprint.post("/keys")
def rotate() -> Response:
    """Publish a new key."""
    here = wiring()
    with here.database.writing() as session:
        made = tool_keys.rotate(session, here.clock())
        note(session, "rotated the signing key", made.kid)
    return forms.go_on("admin.keys", "rotated")

"""A page that sends the browser on with a form, as LTI messages travel."""

from __future__ import annotations

from flask import render_template

from demo.platform.parts import parts


def posting(action: str, fields: dict[str, str]) -> str:
    """A page that posts these fields at once."""
    if parts().config.storage:
        fields = {**fields, "lti_storage_target": "_parent"}
    return render_template("platform/post.html", action=action, fields=fields)

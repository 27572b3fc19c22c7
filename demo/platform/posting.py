"""Pages that send the browser on with a form, as LTI messages travel."""

from __future__ import annotations

import json
import secrets

from flask import render_template

from demo.platform.config import PlatformConfig
from demo.platform.parts import parts


def login(
    config: PlatformConfig,
    person_id: str,
    target_link_uri: str,
    about: dict[str, str],
) -> str:
    """Posts the login initiation to the tool (Security Framework 1.0, 5.1.1.1).

    `config`: as the tool knows it. `about`: what comes back in our lti_message_hint.
    """
    hint = {**about, "launchid": secrets.token_hex(4)}
    fields = {
        "iss": config.issuer,
        "client_id": config.client_id,
        "lti_deployment_id": config.deployment_id,
        "target_link_uri": target_link_uri,
        "login_hint": person_id,
        "lti_message_hint": json.dumps(hint),
    }
    return posting(config.tool_url + "/login", fields)


def posting(action: str, fields: dict[str, str]) -> str:
    """A page that posts these fields at once."""
    if parts().config.storage:
        fields = {**fields, "lti_storage_target": "_parent"}
    return render_template("platform/post.html", action=action, fields=fields)

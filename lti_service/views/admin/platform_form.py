"""The form of a platform's values, read into what is checked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lti_service.services.platforms import support_links
from lti_service.services.platforms.new_platforms import NewPlatform
from lti_service.views.admin import forms

TEXTS = (
    "name",
    "issuer",
    "client_id",
    "login_url",
    "token_url",
    "keys_url",
    "token_audience",
    "family",
    "usual_report",
)
FLAGS = ("allow_anonymous", "allow_private")


def given(before: NewPlatform) -> NewPlatform:
    """The platform as the form has it. Raises CommandError (form-field)."""
    values: dict[str, Any] = {name: forms.text(name) for name in TEXTS}
    for name in FLAGS:
        values[name] = forms.ticked(name)
    values["frame_ancestors"] = forms.lines("frames")
    values["support"] = list(map(support_links.read, forms.lines("support")))
    return replace(before, **values)

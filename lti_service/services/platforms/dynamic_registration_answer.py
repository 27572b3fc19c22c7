"""A platform's answer to our registration (LTI DR 1.0, 3.6): client id, perhaps a deployment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lti_service.errors import RegistrationError
from lti_service.messages.text import ID_LENGTH
from lti_service.outgoing.outside_json import is_clean
from lti_service.services.platforms.dynamic_registration_request import TOOL


@dataclass(frozen=True)
class Registered:
    """`deployment_id` is "" where deployments are made later: in Blackboard and Brightspace, and in
    Canvas until its newer registrations are switched on."""

    client_id: str
    deployment_id: str


def read(answer: Any) -> Registered:
    """What a platform answered. Raises RegistrationError."""
    body = answer if isinstance(answer, dict) else {}
    client_id = _id(body.get("client_id"))
    if not client_id:
        raise RegistrationError(
            "registration-answer",
            "The LMS took our registration and gave no client id that can be used. Delete the "
            "new tool in the LMS, and connect it by hand.",
        )
    tool = body.get(TOOL)
    inside = tool if isinstance(tool, dict) else {}
    # Its place is inside the tool's configuration; some write it beside the client id.
    deployment = _id(inside.get("deployment_id")) or _id(body.get("deployment_id"))
    return Registered(client_id, deployment)


def _id(value: Any) -> str:
    """An id as a text; numbers are what some platforms send. "" for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not is_clean(value):
        return ""
    return value if len(value) <= ID_LENGTH else ""

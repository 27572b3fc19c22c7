"""The service's branch of the exceptions: every one that it raises has a stable code.

`RefusedError` is what a browser or an API caller is told; its words come from the catalogue in
`refusals.py`, its detail goes to the log only.
"""

from __future__ import annotations

from lti_service.refusals import REFUSALS
from olw_core.errors import OlwError


class LtiServiceError(OlwError):
    """Base of all errors here; `str(error)` says place, problem and remedy."""


class SettingsError(LtiServiceError):
    """A setting is missing or unusable: the service does not start."""


class CommandError(LtiServiceError):
    """A command was given something it cannot use."""


class RegistrationError(LtiServiceError):
    """An LMS could not be registered; the text is for its administrator, who reads it."""


class OutgoingError(LtiServiceError):
    """A call to a platform failed.

    `status` is its HTTP answer (0 = none), `retry_after` in seconds if it said so.
    """

    def __init__(
        self,
        code: str,
        message: str,
        status: int = 0,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(code, message)
        self.status = status
        self.retry_after = retry_after

    def called(self, code: str) -> OutgoingError:
        """The same failure under the code of the work that met it."""
        return OutgoingError(code, str(self), self.status, self.retry_after)


class RefusedError(LtiServiceError):
    """A request is turned away: `status` 4xx, `words` for the person, `detail` for the log."""

    def __init__(self, code: str, detail: str = "") -> None:
        status, words = REFUSALS[code]
        super().__init__(code, words)
        self.status = status
        self.words = words
        self.detail = detail


class UnknownDeploymentError(RefusedError):
    """A known platform launched from a deployment that nobody has approved."""

    def __init__(self, registration_id: int, deployment_id: str, detail: str) -> None:
        super().__init__("deployment-unknown", detail)
        self.registration_id = registration_id
        self.deployment_id = deployment_id

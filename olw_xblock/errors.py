"""The errors this door adds to the core's, by what the person in front of the screen can do."""

from __future__ import annotations

from collections.abc import Mapping

from olw_core.errors import OlwError


class XBlockDoorError(OlwError):
    """Base of the door's errors. `status` is the HTTP answer; `str(error)` may be shown."""

    def __init__(self, code: str, status: int, message: str) -> None:
        super().__init__(code, message)
        self.status = status


class RequestError(XBlockDoorError):
    """A request that cannot be read: wrong method, not JSON, too large, fields not known."""


class NotAllowedError(XBlockDoorError):
    """A request that is well formed and not allowed to this person here: status 403."""


class UnavailableError(XBlockDoorError):
    """What is needed is not there just now; nothing is lost. Status 404 or 503."""


class SettingsError(XBlockDoorError):
    """Studio settings that cannot be saved; `fields`: a field's name -> one plain sentence."""

    def __init__(self, message: str, fields: Mapping[str, str]) -> None:
        super().__init__("settings-invalid", 400, message)
        self.fields = dict(fields)

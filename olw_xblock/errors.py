"""The errors this door adds to the core's, each with a stable code, an HTTP status and a sentence for people."""

from __future__ import annotations


class XBlockDoorError(Exception):
    """Base of the door's errors. `code` is stable, `status` is the HTTP answer, `str(error)` may be shown."""

    def __init__(self, code: str, status: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


class RequestError(XBlockDoorError):
    """A request that cannot be read: wrong method, not JSON, too large, missing or unknown fields."""


class RefusedError(XBlockDoorError):
    """A request that is well formed but not allowed here: nobody signed in, or no attempts left."""


class SettingsError(XBlockDoorError):
    """Studio settings that cannot be saved; `fields` maps a field's name to one plain sentence."""

    def __init__(self, message: str, fields: dict[str, str]) -> None:
        super().__init__("settings-invalid", 400, message)
        self.fields = fields

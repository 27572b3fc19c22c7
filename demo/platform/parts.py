"""What one demo LMS holds; views get it by `parts()`."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import current_app

from demo.platform.config import PlatformConfig
from demo.platform.store import Store, Tool
from demo.platform.tokens import AccessTokens


@dataclass(frozen=True)
class Parts:
    """Configuration, memory and access tokens."""

    config: PlatformConfig
    """Fixed for the life of the application."""
    store: Store
    """Columns, grades and the platform's key."""
    tokens: AccessTokens
    """Those that were given out."""

    def seen_by(self, client_id: str) -> PlatformConfig:
        """The configuration as the tool with this client id knows it."""
        tool: Tool | None = self.store.tools.get(client_id)
        if tool is None:
            return self.config
        return replace(
            self.config,
            client_id=client_id,
            deployment_id=tool.deployment_id,
        )


def parts() -> Parts:
    """The parts of the application that serves this request."""
    found: Parts = current_app.extensions["platform"]
    return found

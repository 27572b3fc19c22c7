"""A platform whose Link headers say it in another way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

App = Callable[[dict[str, Any], Any], Any]
Change = Callable[[dict[str, Any], str], str]
"""(environ of the request, value of the header) -> the value that is sent."""


def changing(change: Change) -> Callable[[App], App]:
    """What stands between the platform and the network."""

    def around(platform: App) -> App:
        def served(environ: dict[str, Any], start: Any) -> Any:
            def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
                sent = []
                for name, value in headers:
                    is_link = name.lower() == "link"
                    told = change(environ, value) if is_link else value
                    sent.append((name, told))
                return start(status, sent, *more)

            return platform(environ, begin)

        return served

    return around

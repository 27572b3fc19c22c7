"""Who may talk to the preview: this machine's browser, and for changes only our own pages.

A page of another site could send forms to a port of this machine, or read it under a name of its
own that leads to 127.0.0.1 (DNS rebinding). So the Host must be ours, a change must come from our
own origin (Origin, and Sec-Fetch-Site where a browser sends it: scripts cannot set either; Fetch
standard, "forbidden request-header"), and it must carry the token of our own pages.
"""

from __future__ import annotations

import hmac
from email.message import Message

NAMES = ("127.0.0.1", "localhost")
_OWN = ("same-origin", "none", "")


def is_ours(headers: Message[str, str], port: int) -> bool:
    """Whether a request names this server."""
    hosts = {f"{name}:{port}" for name in NAMES}
    return headers.get("Host", "").lower() in hosts


def may_change(
    headers: Message[str, str],
    port: int,
    token: str,
    given: str,
) -> bool:
    """Whether a change was sent by one of our own pages. `given`: the token that came with it."""
    origins = {f"http://{name}:{port}" for name in NAMES}
    own = headers.get("Origin", "") in origins
    same = headers.get("Sec-Fetch-Site", "") in _OWN
    return own and same and hmac.compare_digest(token.encode(), given.encode())

"""Where Chromium is and how it is started in tests.

Debian's headless shell is the same engine without the browser around it, and takes half the
processor time; where it is missing, the whole browser does. What the browser around it decides
(people's settings for cookies, pages kept for Back) is tried in the whole one.
"""

from __future__ import annotations

import shutil

WHOLE = "/usr/bin/chromium"
EXECUTABLE = shutil.which("chromium-headless-shell") or WHOLE
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
OTHER_HOSTS = "--host-resolver-rules=MAP *.test 127.0.0.1"
"""Names that end in `.test` lead to this machine."""

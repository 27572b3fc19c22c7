"""Firefox, asked in Marionette's own words (firefox-source-docs.mozilla.org/testing/marionette):
numbered commands as JSON over a socket.

Playwright 1.65 asks for a command that Firefox ESR 153 does not know, and Mozilla's driver in
Python brings fifteen packages.
"""

from __future__ import annotations

import itertools
import json
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

TAB, ENTER, DOWN, SPACE = "\ue004", "\ue007", "\ue015", " "
PATIENCE = 30  # seconds
PAUSE = 0.05
MISSING = "No Firefox here. Install firefox-esr (apt-get install firefox-esr)."
SWITCHES = ("--headless", "--marionette", "--remote-allow-system-access")
PREFERENCES = {
    "marionette.port": 0,
    "network.dns.forceResolve": "127.0.0.1",
}
"""Any free port; every name leads to this machine."""
_SET = """
const [name, value] = arguments;
if (typeof value === "number") Services.prefs.setIntPref(name, value);
else Services.prefs.setBoolPref(name, value);
"""


class RefusedError(Exception):
    """Firefox cannot do what it was asked."""


class Firefox:
    """One window in a profile of its own, without a screen."""

    def __init__(self, profile: Path) -> None:
        program = shutil.which("firefox-esr") or shutil.which("firefox")
        assert program, MISSING
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});"
            for name, value in PREFERENCES.items()
        ]
        (profile / "user.js").write_text("\n".join(lines))
        self._process = subprocess.Popen(
            [program, *SWITCHES, "--profile", str(profile)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._socket = self._connected(profile / "MarionetteActivePort")
        self._told = self._socket.makefile("rb")
        self._numbers = itertools.count(1)
        self._read()  # who answers
        self.ask("WebDriver:NewSession")
        self.ask("WebDriver:SetTimeouts", script=PATIENCE * 1000)

    def _connected(self, port: Path) -> socket.socket:
        """Firefox writes the port that it chose into its profile."""
        latest = time.monotonic() + PATIENCE
        while not port.exists() or not port.read_text():
            assert time.monotonic() < latest, "Firefox does not start."
            time.sleep(PAUSE)
        return socket.create_connection(("127.0.0.1", int(port.read_text())), PATIENCE)

    def _read(self) -> Any:
        length = b""
        while (digit := self._told.read(1)) != b":":
            length += digit
        return json.loads(self._told.read(int(length)))

    def ask(self, command: str, **values: Any) -> Any:
        """What Firefox answers to a command. Raises RefusedError."""
        number = next(self._numbers)
        words = json.dumps([0, number, command, values]).encode()
        self._socket.sendall(b"%d:%b" % (len(words), words))
        _, answered, problem, answer = self._read()
        assert answered == number
        if problem:
            raise RefusedError(problem["message"])
        return answer

    def prefer(self, name: str, value: int) -> None:
        """Set a preference while it runs (bool or int)."""
        self.ask("Marionette:SetContext", value="chrome")
        self.run(_SET, name, value)
        self.ask("Marionette:SetContext", value="content")

    def open(self, address: str) -> None:
        """Go there, out of all frames."""
        self.out_of_frames()
        self.ask("WebDriver:Navigate", url=address)

    def into_frame(self) -> None:
        """What is run from now on runs in the first frame of the page."""
        self.out_of_frames()
        self.until("return document.querySelector('iframe')?.src")
        self.ask("WebDriver:SwitchToFrame", id=0)

    def out_of_frames(self) -> None:
        self.ask("WebDriver:SwitchToFrame", id=None)

    def reload(self) -> None:
        """The page around the frames, as people do it: what was filled in may come back."""
        self.out_of_frames()
        self.ask("WebDriver:Refresh")

    def run(self, script: str, *values: Any) -> Any:
        """What a script returns, which runs in the page or frame at hand."""
        answer = self.ask(
            "WebDriver:ExecuteScript", script=script, args=values, sandbox=None
        )
        return answer["value"]

    def until(self, script: str, *values: Any) -> Any:
        """What a script returns once that is something."""
        latest = time.monotonic() + PATIENCE
        while not (found := self._found(script, *values)):
            assert time.monotonic() < latest, f"In vain: {script}"
            time.sleep(PAUSE)
        return found

    def _found(self, script: str, *values: Any) -> Any:
        """None too where one page is going and the next has not come."""
        try:
            return self.run(script, *values)
        except RefusedError:
            return None

    def press(self, key: str) -> None:
        """One key, down and up."""
        actions = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        keys = {"type": "key", "id": "keys", "actions": actions}
        self.ask("WebDriver:PerformActions", actions=[keys])

    def stop(self) -> None:
        """End it."""
        self._told.close()
        self._socket.close()
        self._process.terminate()
        self._process.wait(PATIENCE)

"""The real workbench in a process of its own, on a free port, with its state in a folder.

Shared with the browser tests.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any

from workbench import settings

from olw_core.play.sealing import Seal
from olw_xblock.sealed import PURPOSE

ROOT = Path(__file__).parents[3]
START_SECONDS = 60


def unsealed(text: str) -> str:
    """What the block stored of a learner, in clear: the workbench is a Django with a secret."""
    return Seal([settings.SECRET_KEY], PURPOSE).open(text)


class Workbench:
    """`with Workbench(var) as bench`: serves until the block ends.

    `bench.events()` is what was published.
    """

    def __init__(self, var: Path, modules: Path | None = None) -> None:
        self.var = var
        self.environment = dict(os.environ)
        if modules:
            self.environment["OLW_MODULES_DIR"] = str(modules)
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Workbench:
        command = [
            sys.executable,
            "-m",
            "demo.workbench",
            "--port",
            str(self.port),
            "--var",
            str(self.var),
        ]
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.process.kill()
                raise RuntimeError(
                    f"The workbench did not start: {self.process.communicate()[0]}"
                )
            time.sleep(0.2)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.terminate()
        self.said = self.process.communicate(timeout=20)[0]

    def _answers(self) -> bool:
        """Whether the site is up, with all its scenarios.

        The first answer waits until they are loaded. A request after one that was given up would be
        answered at once, with half of them.
        """
        try:
            with urllib.request.urlopen(
                f"{self.address}/", timeout=START_SECONDS
            ) as response:
                return bool(response.status == 200)
        except OSError:
            return False

    def events(self, name: str = "") -> list[Any]:
        """Published data, oldest first: of one event, or (event, data) of all."""
        file = self.var / "events.jsonl"
        lines = (
            [json.loads(line) for line in file.read_text("utf-8").splitlines()]
            if file.is_file()
            else []
        )
        return (
            [line["data"] for line in lines if line["event"] == name]
            if name
            else [(x["event"], x["data"]) for x in lines]
        )


def _free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])

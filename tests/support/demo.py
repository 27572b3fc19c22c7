"""The demo site as a process, on free ports and in a folder of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Running:
    """The demo as a process, with its address and what it printed."""

    def __init__(self, folder: Path) -> None:
        self.port, self.edx_port = free_port(), free_port()
        self.var = folder / "var"
        self.log = folder / "output.txt"
        command = [
            sys.executable,
            "-m",
            "demo",
            "--port",
            str(self.port),
            "--workbench-port",
            str(self.edx_port),
            "--var",
            str(folder / "var"),
        ]
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                command,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )
        deadline = time.monotonic() + 180
        while "Ready in" not in self.log.read_text("utf-8"):
            assert self.process.poll() is None, self.log.read_text("utf-8")
            assert time.monotonic() < deadline, self.log.read_text("utf-8")
            time.sleep(0.2)
        self.url = f"http://localhost:{self.port}"

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(20)
        finally:
            self.process.kill()

"""The service as its administrator runs it: two web processes and two workers, to be killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from demo import loopback
from tests.integration.lti_service.databases import SECRET

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-c", "from lti_service.cli import lti; lti()")
WORKERS = ("worker", "second worker")


@dataclass
class Service:
    """`tool`: its public address; `bind`: where the web processes listen."""

    tool: str
    bind: str
    database_url: str
    log: Path
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self) -> None:
        """Whatever is not running."""
        self._start("web", "serve", "--bind", self.bind, "--workers", "2")
        for worker in WORKERS:
            self._start(worker, "worker")

    def wait(self) -> None:
        """Until it answers."""
        for _ in range(600):
            with suppress(httpx2.TransportError):
                ready = loopback.get(f"http://{self.bind}/readyz")
                if ready.status_code == 200:
                    return
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def cut(self, chance: random.Random) -> str:
        """kill -9 for a worker, for all web processes or for one of them; what it was."""
        what = chance.choice((*WORKERS, "web", "one web process"))
        if what == "one web process":
            self._kill_one(chance)
        else:
            self._kill(what)
        return what

    def stop(self) -> None:
        """End everything."""
        for name in list(self.running):
            self._kill(name)

    def _start(self, name: str, *words: str) -> None:
        if name in self.running:
            return
        env = os.environ | {
            "OLW_SECRET_KEY": SECRET,
            "OLW_DATABASE_URL": self.database_url,
            "OLW_PUBLIC_URL": self.tool,
        }
        with self.log.open("ab") as log:
            self.running[name] = subprocess.Popen(
                [*COMMAND, *words],
                cwd=ROOT,
                env=env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _kill(self, name: str) -> None:
        """The process and its children at once, as when the power goes."""
        process = self.running.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def _kill_one(self, chance: random.Random) -> None:
        """One of the processes that gunicorn keeps; it starts another."""
        parent = self.running["web"].pid
        listed = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        if listed:
            with suppress(ProcessLookupError):
                os.kill(int(chance.choice(listed)), signal.SIGKILL)

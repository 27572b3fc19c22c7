"""`olw lti serve` with one process of eight threads: a roster that hangs does not stop it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from demo import loopback
from lti_service.models import Context, LaunchSession
from lti_service.secret import fingerprint
from tests.integration.lti_service.databases import SECRET
from tests.integration.lti_service.site import Site, launch
from tests.integration.lti_service.test_serve import ROOT, free_port, ready
from tests.support.rude import HEAD, rude, says

TOKEN = "a-token-that-we-know"
pytestmark = pytest.mark.servers


def serve(site: Site, bind: str) -> subprocess.Popen[str]:
    env = os.environ | {
        "OLW_SECRET_KEY": SECRET,
        "OLW_DATABASE_URL": site.wiring.database.engine.url.render_as_string(
            hide_password=False
        ),
        "OLW_PUBLIC_URL": f"http://{bind}",
    }
    command = [sys.executable, "-c", "from lti_service.cli import lti; lti()", "serve"]
    command += ["--bind", bind, "--workers", "1"]
    return subprocess.Popen(
        command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True
    )


def let_in(site: Site) -> str:
    """A facilitator's session whose token we know; the key of the placement."""
    launch(site, site.facilitator())
    with site.wiring.database.writing() as session:
        found = session.query(LaunchSession).one()
        found.token_hash = fingerprint(TOKEN)
        return found.resource_link.key


def test_healthz_answers_while_fifty_cohort_pages_wait(
    own_site: Site, tmp_path: Path
) -> None:
    key = let_in(own_site)
    bind = f"127.0.0.1:{free_port()}"
    with rude(says(HEAD, then=b"x", every=0.5)) as port:
        with own_site.wiring.database.writing() as session:
            session.query(
                Context
            ).one().memberships_url = f"http://127.0.0.1:{port}/members"
        process = serve(own_site, bind)
        try:
            assert ready(f"http://{bind}") == 200
            cookies = {
                "__Host-olw-session-" + key: TOKEN,
                "plain-olw-session-" + key: TOKEN,
            }
            header = {
                "Cookie": "; ".join(
                    f"{name}={value}" for name, value in cookies.items()
                )
            }

            def page() -> httpx2.Response:
                return loopback.get(
                    f"http://{bind}/cohort/{key}",
                    headers=header,
                    timeout=60,
                )

            with ThreadPoolExecutor(50) as pool:
                pages = [pool.submit(page) for _ in range(50)]
                time.sleep(1.5)
                waits = [health(bind) for _ in range(5)]
                told = [one.result() for one in pages]
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
    assert (max(waits) < 5, {one.status_code for one in told}) == (True, {200})
    assert all("Your group" in one.text for one in told)


def health(bind: str) -> float:
    """Seconds until /healthz has answered."""
    began = time.monotonic()
    answer = loopback.get(f"http://{bind}/healthz")
    assert answer.json() == {"status": "ok"}
    return time.monotonic() - began

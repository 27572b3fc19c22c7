"""A WebKitGTK of its own for each test, on a display of its own that nobody sees."""

from __future__ import annotations

import os
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import WebKitGTK
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

DRIVER = "WebKitWebDriver"
BROWSERS = Path("/usr/lib")
SWITCHES = (
    "--automation",
    "--full-screen",
    "--javascript-can-open-windows-automatically=true",
)
SCREEN = "1300x1000x24"
QUIET = {"DBUS_SESSION_BUS_ADDRESS": "disabled:", "GSETTINGS_BACKEND": "memory"}
"""No services of a desktop are waited for: where there are none, each start takes half a minute."""


@pytest.fixture(scope="session")
def minibrowser() -> str:
    """The browser around the engine; Debian keeps it in a folder of the machine's architecture."""
    found = sorted(BROWSERS.glob("*/webkit*/MiniBrowser"))
    missing = [name for name in (DRIVER, "Xvfb") if shutil.which(name) is None]
    if missing or not found:
        pytest.fail(
            "These tests need WebKitGTK and a display. Install them with `make system`, or:"
            " apt-get install webkit2gtk-driver xvfb"
        )
    return str(found[0])


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """The name of a display that is free: the server chooses it and says so."""
    said, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(said) as number:
        yield f":{number.readline().strip()}"
    server.terminate()
    server.wait()


@pytest.fixture
def webkit(minibrowser: str, request: pytest.FixtureRequest) -> Iterator[WebKitGTK]:
    """A browser without a past; it takes no cookie from a site inside another's page."""
    options = Options()
    options.binary_location = minibrowser
    for switch in SWITCHES:
        options.add_argument(switch)
    shown = {"DISPLAY": request.getfixturevalue("display")}
    service = Service(shutil.which(DRIVER), env={**os.environ, **QUIET, **shown})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Selenium's of itself
        driver = WebKitGTK(options=options, service=service)
    driver.set_script_timeout(60)
    driver.set_page_load_timeout(60)
    # A driver that answers no more fails one test, which is tried again, and not its process.
    connection = driver.command_executor
    assert isinstance(connection, RemoteConnection)
    connection.client_config.timeout = 90
    yield driver
    driver.quit()

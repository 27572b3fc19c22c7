"""`olw scorm play`: the address it tells, how it stops, what it refuses;
and the copy of scorm-again.
"""

from __future__ import annotations

import threading
import urllib.request
from pathlib import Path

import pytest

from scorm_export.errors import ScormError
from scorm_export.lms import assets, server
from tests.unit.scorm_export.lms import zips


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A node_modules with the files that are copied."""
    package = tmp_path / "node_modules" / "scorm-again"
    (package / "dist").mkdir(parents=True)
    for name in assets.FILES:
        (package / name).write_text(name)
    return package.parent


def test_the_bundle_is_copied_with_its_licence(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    copied = assets.copy(bundle, tmp_path / "static")
    assert [(path.name, path.read_text()) for path in copied] == [
        ("scorm-again-12.min.js", "dist/scorm12.min.js"),
        ("scorm-again-2004.min.js", "dist/scorm2004.min.js"),
        ("scorm-again-LICENSE.txt", "LICENSE"),
    ]


def test_a_missing_bundle_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(assets, "node_modules", lambda: tmp_path)
    assert assets.main() == 1
    assert capsys.readouterr().err.endswith(
        "It is not there. Run npm ci in olw_core/player first.\n"
    )


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("kind-v1.zip", "kind-v1"),
        ("Our trust (2).zip", "Our-trust-2"),
        ("-.zip", "package"),
        ("\u00e9.zip", "package"),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert server.slug(Path(name)) == slug


def test_a_package_is_served_on_a_free_port(tmp_path: Path) -> None:
    running, address = server.start(
        {"one": zips.write(tmp_path / "one.zip", zips.scorm12())}
    )
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    try:
        with urllib.request.urlopen(f"{address}one/content/one.html") as answer:
            assert answer.read() == zips.PAGE.encode()
    finally:
        running.shutdown()
        running.server_close()
        thread.join()


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    path = zips.write(tmp_path / "one.zip", zips.scorm12())
    running, _ = server.start({"one": path})
    with running, pytest.raises(ScormError) as refused:
        server.start({"one": path}, running.server_port)
    assert (refused.value.code, refused.value.place) == (
        "lms-port",
        f"port {running.server_port}",
    )


def test_it_tells_its_address_and_stops_cleanly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(self: object, poll_interval: float = 0.5) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(server._Server, "serve_forever", interrupted)
    monkeypatch.setattr(server, "ready", lambda: True)
    said: list[str] = []
    server.serve(zips.write(tmp_path / "one.zip", zips.scorm12()), say=said.append)
    port = said[0].rsplit(":", 1)[1]
    assert said == [
        f"Two stories (SCORM 1.2) is at http://127.0.0.1:{port}",
        "Press Ctrl-C to stop.",
        "Stopped.",
    ]


def test_what_cannot_be_played_is_refused_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = []
    for path in (
        tmp_path / "gone.zip",
        zips.write(tmp_path / "one.zip", zips.scorm12()),
    ):
        monkeypatch.setattr(server, "ready", lambda: False)
        with pytest.raises(ScormError) as refused:
            server.serve(path)
        codes.append(refused.value.code)
    assert codes == ["package-unreadable", "lms-bundle-missing"]

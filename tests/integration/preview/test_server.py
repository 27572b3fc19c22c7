"""The preview over real HTTP: today's module, or what keeps it from playing; never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from demo import loopback


def test_the_module_with_its_warnings(url: str) -> None:
    page = loopback.get(url).text
    assert "<olw-player " in page
    assert "A draft" in page
    assert "behaviour-card" in page
    for name in (
        "player-local.js",
        "player-more-packaged.js",
        "player.css",
        "reload.js",
        "page.css",
    ):
        assert loopback.get(f"{url}/{name}").status_code == 200


def test_errors_with_file_and_line(url: str, folder: Path) -> None:
    story = folder / "module.yaml"
    text = story.read_text("utf-8")
    before = loopback.get(f"{url}/version").text
    story.write_text(text.replace("go: ending_quiet", "go: nowhere"), "utf-8")
    line = next(
        i
        for i, words in enumerate(story.read_text("utf-8").splitlines(), 1)
        if "go: nowhere" in words
    )
    assert loopback.get(f"{url}/version").text != before
    page = loopback.get(url)
    assert page.status_code == 200
    assert f"module.yaml:{line}</code> <b>scene-unknown</b>" in page.text
    assert "<olw-player " not in page.text


@pytest.mark.parametrize("content", ["", "a: [", "\t", "- x", "id: {a: b"])
def test_broken_files_are_told_plainly(url: str, folder: Path, content: str) -> None:
    (folder / "module.yaml").write_text(content, "utf-8")
    page = loopback.get(url)
    assert (page.status_code, "to mend" in page.text, "Traceback" in page.text) == (
        200,
        True,
        False,
    )


def test_a_removed_file_is_told_plainly(url: str, folder: Path) -> None:
    (folder / "module.yaml").unlink()
    assert "There is no module.yaml" in loopback.get(url).text


def test_nothing_else_is_served(url: str) -> None:
    for path in ("/module.yaml", "/../../setup.cfg", "/%2e%2e/x", "/player.js"):
        assert loopback.get(url + path).status_code == 404

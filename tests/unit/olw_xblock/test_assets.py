"""The player's bundle: copied by the build, byte for byte."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from olw_xblock import assets

ROOT = Path(__file__).parents[3]


def test_copy(tmp_path: Path) -> None:
    source = tmp_path / "olw_core" / "player" / "dist"
    source.mkdir(parents=True)
    (source / "player.js").write_bytes(b"\x00bundle\r\n")
    (source / "player-more.js").write_bytes(b"more")
    (source / "player.css").write_bytes(b"css")
    public = tmp_path / "olw_xblock" / "public"
    assert assets.copy_player(tmp_path) == [public / name for name in assets.COPIED]
    assert {file.name: file.read_bytes() for file in public.iterdir()} == {
        "player.js": b"\x00bundle\r\n",
        "player-more.js": b"more",
        "player.css": b"css",
    }


def test_nothing_built_yet(tmp_path: Path) -> None:
    with pytest.raises(
        FileNotFoundError,
        match=r"the player has not been built\. Run `make build` first\.$",
    ):
        assets.copy_player(tmp_path)


@pytest.mark.parametrize("name", assets.COPIED)
def test_the_block_serves_the_bundle_that_was_built(name: str) -> None:
    with assets.open_public(name) as served:
        assert (
            served.read() == (ROOT / "olw_core" / "player" / "dist" / name).read_bytes()
        )


def test_all_that_a_learners_page_ever_fetches_is_small() -> None:
    """Bytes of gzip, the platform's own files not counted."""
    size = 0
    for name in (assets.PLAYER, assets.MORE, assets.STYLE, assets.FRAME):
        with assets.open_public(name) as served:
            size += len(gzip.compress(served.read(), 9, mtime=0))
    assert size <= 17_000


def test_command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(assets, "copy_player", lambda: [tmp_path / "player.js"])
    assert (assets.main(), capsys.readouterr().out) == (
        0,
        f"Copied the player to {tmp_path / 'player.js'}\n",
    )


def test_command_without_a_bundle(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> list[Path]:
        raise FileNotFoundError(
            "dist/player.js: the player has not been built. Run `make build` first."
        )

    monkeypatch.setattr(assets, "copy_player", missing)
    assert assets.main() == 1
    assert (
        capsys.readouterr().err
        == "dist/player.js: the player has not been built. Run `make build` first.\n"
    )

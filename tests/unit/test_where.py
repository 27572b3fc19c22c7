"""Tables that say where to change what lead to files that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEVELOPERS = ROOT / "docs" / "developers"
PLAYER = ROOT / "olw_core" / "player"
HEAD = "| to change | go to |\n|---|---|\n"
FILE = re.compile(r"`([\w./-]+(?:\.[a-z]+|/))`")
FEWEST_ROWS = 10
PACKAGES = ("olw_core", "olw_xblock", "scorm_export", "lti_service")
KIND_OF_ITEM = re.compile('"(?:pick|rank|rate)"')


def tables() -> Iterator[tuple[str, list[Path], list[str]]]:
    """Name, folders where its files may be, and rows of each table."""
    player = (DEVELOPERS / "player.md").read_text("utf-8").partition(HEAD)[2]
    yield "player", [PLAYER / "src", PLAYER, ROOT], rows(player)
    for part in (DEVELOPERS / "doors.md").read_text("utf-8").split("\n## ")[1:]:
        heading, _, rest = part.partition("\n")
        folder = heading.strip("`/")
        yield folder, [ROOT / folder, ROOT], rows(rest.partition(HEAD)[2])


def is_there(file: str, folders: list[Path]) -> bool:
    """In one of the folders."""
    return any((folder / file).exists() for folder in folders)


def rows(text: str) -> list[str]:
    """Those at its beginning."""
    return text.partition("\n\n")[0].splitlines()


TABLES = list(tables())


def test_each_door_the_demo_the_core_and_the_player_have_one() -> None:
    assert [name for name, _, _ in TABLES] == [
        "player",
        "lti_service",
        "scorm_export",
        "olw_xblock",
        "demo",
        "olw_core",
    ]


@pytest.mark.parametrize(("name", "folders", "table"), TABLES)
def test_every_row_leads_to_files(
    name: str, folders: list[Path], table: list[str]
) -> None:
    assert len(table) >= FEWEST_ROWS, name
    lost = []
    for row in table:
        files = FILE.findall(row.split(" | ", 1)[1])
        assert files, row
        lost += [file for file in files if not is_there(file, folders)]
    assert lost == []


def knowing_kinds_of_items() -> Iterator[str]:
    """Each file that tells one kind of item from another by its name."""
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*"):
            is_source = path.suffix in (".py", ".ts")
            if not is_source or "node_modules" in path.parts:
                continue
            if KIND_OF_ITEM.search(path.read_text("utf-8")):
                yield path.relative_to(ROOT).as_posix()


def test_the_row_of_a_kind_of_item_names_all_that_know_one() -> None:
    table = (DEVELOPERS / "doors.md").read_text("utf-8")
    row = next(
        line for line in table.splitlines() if line.startswith("| a kind of item |")
    )
    told = set()
    for file in FILE.findall(row):
        told |= {file, f"olw_core/{file}"}
    assert set(knowing_kinds_of_items()) - told == set()

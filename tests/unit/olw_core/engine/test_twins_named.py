"""Each file of an engine that has a twin in the other one says so at its head."""

from __future__ import annotations

import ast
from pathlib import Path

import olw_core.engine
from olw_core.player import HERE

PYTHON = Path(olw_core.engine.__file__).parent
TYPESCRIPT = HERE / "src" / "engine"
ONE_SIDE = {"__init__", "errors", "index", "last_pictures", "progress", "types"}
"""Files without a twin."""


def names(folder: Path, ending: str) -> set[str]:
    """Of the files, without their ending."""
    return {path.stem for path in folder.glob(f"*.{ending}")}


def docstring(path: Path) -> str:
    """The first paragraph of a Python file, on one line."""
    told = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return " ".join(told.partition("\n\n")[0].split())


def comment(path: Path) -> str:
    """The first comment of a TypeScript file, on one line."""
    head = path.read_text("utf-8").partition("\n\n")[0]
    lines = [line.removeprefix("//").strip() for line in head.splitlines()]
    return " ".join(lines)


def test_each_file_names_its_twin() -> None:
    python, typescript = names(PYTHON, "py"), names(TYPESCRIPT, "ts")
    assert python ^ typescript == ONE_SIDE
    silent = []
    for name in sorted(python & typescript):
        ours, theirs = PYTHON / f"{name}.py", TYPESCRIPT / f"{name}.ts"
        if f"Twin of olw_core/player/src/engine/{name}.ts" not in docstring(ours):
            silent.append(ours)
        if f"twin of olw_core/engine/{name}.py" not in comment(theirs):
            silent.append(theirs)
    assert silent == []

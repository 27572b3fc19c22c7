"""What the check of the player's lines sees, in sources that read badly."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from olw_core.player import HERE

LONG = "\n".join(["function long(): void {", *["  go();"] * 40, "}"])
ROOM = "\n".join(["function room(): void {", LONG.replace("long", "inner"), "}"])
SOURCES = {
    "call.ts": "f(a ? 1 : 2);",
    "object.ts": "const one = { of: a ? 1 : 2 };",
    "template.ts": "const one = `${a ? 1 : 2}`;",
    "cast.ts": "const one = (a ? 1 : 2) as Kind;",
    "nested.ts": "\nconst one = a ? 1 : b ? 2 : 3;",
    "long.ts": LONG,
    "room.ts": ROOM,
    "dense.ts": "const one = f(a, b, c, d, e, g, h);\n" * 31,
    "good.ts": (
        "const one = a ? 1 : 2;\n"
        "two = a ? 1 : 2;\n"
        "two ||= a ? 1 : 2;\n"
        "const make = () => (a ? 1 : 2);\n"
        "function choose() {\n  return (a ? 1 : 2);\n}"
    ),
}
INSIDE = "1: a ternary inside another expression"
FOUND = [
    f"call.ts:{INSIDE}",
    f"cast.ts:{INSIDE}",
    "dense.ts:1: 13.06 nodes a line, more than 8.7",
    "long.ts:1: a function of 42 lines, more than 40",
    "nested.ts:2: a ternary inside a ternary",
    f"object.ts:{INSIDE}",
    "room.ts:2: a function of 42 lines, more than 40",
    f"template.ts:{INSIDE}",
]


def check(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["node", HERE / "lines.mjs", folder], capture_output=True, text=True
    )


def test_what_reads_badly_is_found(tmp_path: Path) -> None:
    config = {"compilerOptions": {"noLib": True, "types": []}}
    (tmp_path / "tsconfig.json").write_text(json.dumps(config), "utf-8")
    for name, text in SOURCES.items():
        (tmp_path / name).write_text(text, "utf-8")
    done = check(tmp_path)
    assert done.returncode == 1
    assert sorted(done.stderr.splitlines()) == FOUND


def test_the_player_reads_well() -> None:
    done = check(HERE)
    assert (done.returncode, done.stderr) == (0, "")

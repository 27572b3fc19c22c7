"""Every step of the authors' guides, run in the order of the page as the page shows it.

What a page shows in the browser is run in tests/browser/preview/test_guide.py.
"""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from olw_core.cli import olw

ROOT = Path(__file__).resolve().parents[3]
DOCS = ROOT / "docs"
TWEE = ROOT / "tests" / "unit" / "olw_core" / "authoring" / "twee" / "sugarcube.twee"
PAGES = {
    "authors.md": 10,
    "authors/adapt.md": 6,
    "authors/review.md": 2,
    "authors/translate.md": 7,
    "authors/twine.md": 1,
}
"""The pages, and how many steps of each are run."""
SHOWN = re.compile(r"^olw .+$|`(olw [^`]+)`", re.MULTILINE)
NOT_RUN = re.compile(r"--reviewed-by|^olw text words$")
"""A signature for everyone (tests/unit/olw_core/cli/test_words.py), and a command spoken of."""
OPENED = "preview"
"""The command that waits for a browser."""
FAILS = {"olw check --strict late_list"}
"""Passes only when an author has written what only an author can."""


def steps(page: str) -> list[str]:
    """Commands with their arguments; one without, or with capitals for them, is only spoken of."""
    text = (DOCS / page).read_text("utf-8")
    found = [match[1] or match[0] for match in SHOWN.finditer(text)]
    full = [one for one in found if not re.fullmatch(r"olw [a-z]+( --[a-z]+)?", one)]
    full = [one for one in full if not re.search("[A-Z]{3}", one)]
    full = [one for one in full if not NOT_RUN.search(one)]
    run = [one for one in full if one.split()[1] != OPENED]
    return list(dict.fromkeys(run))


def begin(folder: Path) -> None:
    """What an author has before a page begins: a story, a Twine story, a reviewer's file."""
    (folder / "story.twee").write_bytes(TWEE.read_bytes())
    said = {
        "story": "late_list",
        "version": 1,
        "name": "Ola",
        "comments": {"story": "Good."},
    }
    (folder / "late_list-comments.json").write_text(json.dumps(said), "utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_step_does_what_the_page_says(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OLW_MODULES_PATH", str(tmp_path))
    begin(tmp_path)
    made = steps(page)
    assert len(made) == PAGES[page], made
    if not any(step.startswith("olw new late_list") for step in made):
        made.insert(0, "olw new late_list --principle improving")
    for step in made:
        words, _, target = step.partition(" > ")
        result = CliRunner().invoke(olw, shlex.split(words)[1:])
        assert result.exit_code == (step in FAILS), f"{step}: {result.output}"
        if target:
            Path(target).write_text(result.output, "utf-8")
        for left in re.findall(r"[\w.-]+\.(?:html|svg|xlf|xlsx|yaml)", words):
            assert Path(left).is_file(), f"{step} leaves no {left}"

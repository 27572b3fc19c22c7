"""`olw review`: the file for reviewers, and their comments read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from olw_core.errors import OlwError
from tests.unit.olw_core.cli.test_check import modules as modules
from tests.unit.olw_core.cli.test_check import run

GOOD = {
    "story": "good",
    "version": 2,
    "name": "",
    "comments": {
        "story.scenes.desk@2.item.options.a": "Too long.",
        "story.scenes.gone": "Nice.",
    },
}


def test_one_file_that_needs_no_other(modules: Path, tmp_path: Path) -> None:
    told = run("review", "good").output
    assert (
        told
        == "Review file: good-review.html. It shows every weight: for reviewers, not learners.\n"
    )
    page = (tmp_path / "good-review.html").read_text("utf-8")
    assert "src=" not in page.replace("currentScript?.src", "").split("<script")[0]
    assert '<link rel="stylesheet"' not in page
    assert "For reviewers, not for learners." in page
    assert page.count("<script") >= 2
    assert 'data-place="story.scenes.desk.item.options.a.feedback"' in page


def test_comments_are_listed(modules: Path, tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(GOOD), "utf-8")
    other = {**GOOD, "story": "elsewhere", "name": "Ola"}
    (tmp_path / "two.json").write_text(json.dumps(other), "utf-8")
    assert run("review", "read", "one.json", "two.json").output.splitlines() == [
        "Somebody on 'good', version 2:",
        "  story.scenes.desk@2.item.options.a",
        "    Too long.",
        "  story.scenes.gone (no longer there)",
        "    Nice.",
        "Ola on 'elsewhere', version 2:",
        "  story.scenes.desk@2.item.options.a",
        "    Too long.",
        "  story.scenes.gone",
        "    Nice.",
    ]


def test_comments_on_an_older_version(modules: Path, tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps({**GOOD, "version": 1}), "utf-8")
    assert run("review", "read", "one.json").output.splitlines()[1] == (
        "  (The story is now version 2.)"
    )


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"comments": []}', "\xff"])
def test_files_that_hold_none(modules: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.json").write_bytes(text.encode("latin-1"))
    result = run("review", "read", "bad.json")
    assert isinstance(result.exception, OlwError)
    assert result.exception.code == "comments-broken"

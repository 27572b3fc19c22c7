"""`olw review`: the file for reviewers, and their comments read back."""

from __future__ import annotations

import json
import re
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
    for place in ("desk.item.options.a.feedback", "check.item.options.b"):
        assert f'data-place="story.scenes.{place}"' in page
    assert 'data-place="story.scenes.check.item.feedback.low"' in page
    assert re.search(r'<a href="#jump-desk">', page) and 'id="jump-desk"' in page


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


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", '{"comments": []}', "\xff", "[" * 100_000, '{"comments": {}}',
        '{"story": "x", "name": "", "version": Infinity, "comments": {}}',
        '{"story": "x", "name": "", "version": "two", "comments": {}}',
    ],
)  # fmt: skip
def test_files_that_hold_none(modules: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "bad.json").write_bytes(text.encode("latin-1"))
    result = run("review", "read", "bad.json")
    assert isinstance(result.exception, OlwError)
    assert result.exception.code == "comments-broken"
    assert str(result.exception).startswith("bad.json: This is no file of comments.")


def test_a_file_that_holds_none_stops_before_anything_is_listed(
    modules: Path, tmp_path: Path
) -> None:
    (tmp_path / "one.json").write_text(json.dumps(GOOD), "utf-8")
    result = run("review", "read", "one.json", "gone.json")
    assert (result.output, str(result.exception)) == (
        "",
        "gone.json cannot be read (No such file or directory). Name another file.",
    )


def test_comments_cannot_steer_a_terminal_and_need_no_readable_story(
    modules: Path, tmp_path: Path
) -> None:
    said = {"\x1b[2Jx": "\x1b]0;a\x07b\u202e"}
    data = {**GOOD, "name": "\x1b[31mOla", "comments": said}
    (tmp_path / "one.json").write_text(json.dumps(data), "utf-8")
    (modules / "good" / "module.yaml").write_text("a: [", "utf-8")
    told = run("review", "read", "one.json").output
    assert told == "\x20[31mOla on 'good', version 2:\n   [2Jx\n     ]0;a b \n"

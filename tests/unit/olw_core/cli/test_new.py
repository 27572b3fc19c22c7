"""`olw new`: a module from the template checks without error and plays to an ending."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from olw_core import content
from olw_core.cli import olw
from olw_core.engine import engine
from olw_core.errors import ContentMissing, OlwError
from tests.support.play import every_path, random_path

ID_RULE = (
    "use small letters, digits and _, at most 20, and no name such as con or aux, which "
    "Windows keeps for itself"
)


def new(*args: str) -> str:
    result = CliRunner().invoke(olw, ["new", *args])
    if isinstance(result.exception, OlwError):
        raise result.exception
    return result.output


@pytest.mark.parametrize("principle", [p.id for p in content.framework().principles])
def test_the_template_plays(principle: str, tmp_path: Path) -> None:
    told = new(
        "night_shift",
        "--principle",
        principle,
        "--into",
        str(tmp_path),
        "--title",
        'Nights: "quiet" #1',
    )
    folder = tmp_path / "night_shift"
    assert told == (
        f"New module: {folder / 'module.yaml'}\n"
        f"Next: olw check {folder}, then olw preview {folder}\n"
    )
    compiled = content.compile_folder(folder)
    module = compiled.module
    assert (module["id"], module["principle"], module["title"]) == (
        "night_shift",
        principle,
        'Nights: "quiet" #1',
    )
    told_of = {
        "behaviour-untested": "story",
        "behaviour-card": "cards",
        "decisions": "story",
        "story-short": "story",
    }
    others = len(module["behaviours"]) - 1
    assert [
        (w.code, w.path) for w in compiled.warnings if w.path != told_of[w.code]
    ] == []
    codes = [warning.code for warning in compiled.warnings]
    counts = [codes.count(code) for code in told_of]
    assert counts == [others, others, 1, 1]
    assert {len(r.steps) for r in every_path(module)} == {2}
    view = engine.view(module, random_path(module, random.Random(1)))
    assert {"ending", "echoes", "chair"} <= set(view)


def test_a_strict_check_asks_for_what_only_the_author_has(tmp_path: Path) -> None:
    """More decisions, endings, behaviours and cards; what is there is free of warnings."""
    new("ours", "--principle", "kind", "--into", str(tmp_path))
    told = CliRunner().invoke(olw, ["check", "--strict", str(tmp_path / "ours")])
    assert told.exit_code == 1
    assert set(re.findall(r"(?:warning|error) \[([a-z-]+)\]", told.output)) == {
        "behaviour-card",
        "behaviour-untested",
        "decisions",
        "endings-few",
        "story-short",
        "template-text",
    }


def test_it_goes_to_the_modules_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLW_MODULES_DIR", str(tmp_path))
    new("ours", "--principle", "kind")
    assert content.module_ids() == ("ours",)
    assert content.load("ours")["title"] == "A new story"


def test_in_a_checkout_it_goes_to_the_modules_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "framework.yaml").write_text("", "utf-8")
    monkeypatch.delenv("OLW_MODULES_DIR", raising=False)
    monkeypatch.chdir(tmp_path)
    new("ours", "--principle", "kind")
    assert (tmp_path / "modules" / "ours" / "module.yaml").is_file()


def test_elsewhere_it_goes_to_the_current_folder_and_never_into_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OLW_MODULES_DIR", raising=False)
    monkeypatch.chdir(tmp_path)
    told = new("ours", "--principle", "kind")
    assert (
        told
        == "New module: ours/module.yaml\nNext: olw check ours, then olw preview ours\n"
    )
    assert content.compile_folder(tmp_path / "ours").module["title"] == "A new story"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (
            ["Night-Shift", "--principle", "kind"],
            f"Invalid value for MODULE_ID: {ID_RULE}",
        ),
        (
            ["a" * 21, "--principle", "kind"],
            f"Invalid value for MODULE_ID: {ID_RULE}",
        ),
        (
            ["ours", "--principle", "kind", "--title", "x" * 61],
            "Invalid value for --title: use 1 to 60 characters",
        ),
        (
            ["ours", "--principle", "kind", "--title", " "],
            "Invalid value for --title: use 1 to 60 characters",
        ),
        (["ours"], "Give --principle for a new story, or --from for a copy."),
    ],
)
def test_refused_words(args: list[str], says: str, tmp_path: Path) -> None:
    assert new(*args, "--into", str(tmp_path)).splitlines()[-1] == f"Error: {says}"
    assert list(tmp_path.iterdir()) == []


def test_refusals(tmp_path: Path) -> None:
    known = ", ".join(p.id for p in content.framework().principles)
    (tmp_path / "ours").mkdir()
    (tmp_path / "file").write_text("")
    into = ["--principle", "kind", "--into"]
    table = [
        (
            ["mine", "--principle", "x"],
            "principle-unknown",
            f"There is no principle 'x'. There are: {known}.",
        ),
        (
            ["ours", *into, str(tmp_path)],
            "module-exists",
            f"{tmp_path / 'ours'} is there already. Choose another id, or remove it first.",
        ),
        (
            ["ours", *into, str(tmp_path / "file" / "sub")],
            "module-unwritable",
            (
                f"{tmp_path / 'file' / 'sub' / 'ours'} cannot be written (Not a directory). "
                "Choose another place with --into."
            ),
        ),
    ]
    for args, code, says in table:
        with pytest.raises(ContentMissing) as caught:
            new(*args)
        assert (caught.value.code, str(caught.value)) == (code, says)

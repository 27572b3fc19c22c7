"""`olw import`: the list that an author reads, and that a refusal leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from olw_core import content
from olw_core.cli import olw
from olw_core.errors import OlwError

STORY = ":: StoryTitle\nNight\n:: Start\nDusk.<<x>>\n[[a]]\n[[b]]\n:: a\nA.\n:: b\n{}\n"


def run(folder: Path, *args: str) -> str:
    file = folder / "story.twee"
    result = CliRunner().invoke(
        olw, ["import", str(file), "--into", str(folder), *args]
    )
    if isinstance(result.exception, OlwError):
        raise result.exception
    return result.output


def test_an_author_reads_what_is_left_to_do(tmp_path: Path) -> None:
    (tmp_path / "story.twee").write_text(STORY.format("B."), "utf-8")
    file, folder = tmp_path / "story.twee", tmp_path / "night"
    assert run(tmp_path, "--principle", "kind").splitlines() == [
        f"New module: {folder / 'module.yaml'}",
        "3 passages: 1 decision, 2 endings, 0 told after a choice",
        "Not taken over as it was (kept as notes at the end of module.yaml):",
        f"  {file}: The file names no story format; it is read as sugarcube.",
        f"  {file}:4: Start: `<<x>>` is not understood.",
        "To add:",
        "  12 texts: look for `To write:`",
        "  people, and `@name:` before what they say",
        "  points, and then `tests`, `weight`, `protects` and `costs`, of 1 decision: "
        "now they count nothing",
        "  the tone of 2 endings: now each is mixed",
        "  a recap for each scene, echoes, a plan, cards and the facilitator's guide",
        f"Next: olw check {folder}, then olw preview {folder}",
    ]
    checked = content.check_folder(folder)
    left = [one for one in checked.compiled.warnings if one.code == "to-write"]
    assert [one.path for one in left] == [
        "summary",
        "story.setting",
        "story.scenes.start",
    ]


def test_what_must_be_mended_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "story.twee").write_text(STORY.format("word " * 140), "utf-8")
    told = run(tmp_path, "--principle", "kind", "--id", "long").splitlines()
    at = told.index("To mend before it can be played:")
    assert "has 140 words; the limit is 130. Cut it." in told[at + 1]


REFUSED = [
    ("", ["--principle", "kind"], "twee-empty"),
    ("<html>", ["--principle", "kind"], "twee-html"),
    (STORY, ["--principle", "kin"], "principle-unknown"),
    (STORY, ["--principle", "kind", "--id", "there"], "module-exists"),
]


@pytest.mark.parametrize(("text", "args", "code"), REFUSED)
def test_a_refusal_leaves_nothing(
    tmp_path: Path, text: str, args: list[str], code: str
) -> None:
    (tmp_path / "story.twee").write_text(text, "utf-8")
    (tmp_path / "there").mkdir()
    with pytest.raises(OlwError) as caught:
        run(tmp_path, *args)
    assert caught.value.code == code
    assert sorted(path.name for path in tmp_path.iterdir()) == ["story.twee", "there"]


def test_a_title_that_makes_no_id_asks_for_one(tmp_path: Path) -> None:
    (tmp_path / "story.twee").write_text(STORY.replace("Night", "7 ночей"), "utf-8")
    told = run(tmp_path, "--principle", "kind")
    assert "Invalid value for --id: use small letters, digits and _" in told

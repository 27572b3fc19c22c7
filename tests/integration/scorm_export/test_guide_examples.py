"""The examples of change-a-package.md, used as they stand there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from click.testing import CliRunner

from olw_core import content
from olw_core.cli import olw
from scorm_export.guides import source
from scorm_export.logo import DEFAULT_SVG


def example(kind: str) -> str:
    found = re.search(
        rf"```{kind}\n(.*?)```",
        (source() / "change-a-package.md").read_text("utf-8"),
        re.DOTALL,
    )
    assert found
    return found[1]


def made(folder: Path, *arguments: str) -> list[Path]:
    """What `olw scorm ...` with the guide's own trust.toml writes."""
    (folder / "trust.toml").write_text(example("toml"), encoding="utf-8")
    (folder / "logo.svg").write_bytes(DEFAULT_SVG)
    config = ["--config", str(folder / "trust.toml"), "--out", str(folder / "out")]
    result = CliRunner().invoke(olw, ["scorm", *arguments, *config])
    assert (result.exit_code, result.exception) == (0, None), result.output
    return sorted((folder / "out").rglob("*.zip"))


def test_the_sample_trust_toml_makes_packages(tmp_path: Path) -> None:
    """It asked for a pass mark with completion only, which is refused."""
    packages = made(tmp_path, "build")
    assert len(packages) == len(content.module_ids())
    checked = CliRunner().invoke(olw, ["scorm", "check", str(packages[0]), "--strict"])
    # The sample has a pass mark, so the manifest has a mastery score,
    # which is worth a warning and nothing else.
    codes = set(re.findall(r"\[([\w-]+)\]", checked.output))
    assert codes <= {"manifest-mastery-score"}


def test_the_sample_names_every_setting() -> None:
    sample = tomllib.loads(example("toml"))
    assert set(sample) == {
        *[
            "organisation",
            "colour",
            "logo",
            "problem_url",
            "profile",
            "report",
            "pass_mark",
        ],
        *["file_name", "iri", "titles", "support"],
    }


def test_the_page_of_stories_says_what_each_is_about() -> None:
    text = (source() / "index.md").read_text("utf-8")
    modules = [content.load(module) for module in content.module_ids()]
    assert [
        m["title"]
        for m in modules
        if f"| {m['title']} | {m['source_title']} | {m['summary']} |" not in text
    ] == []

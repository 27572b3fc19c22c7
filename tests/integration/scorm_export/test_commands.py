"""The commands' words, in this process: what a person sees on the screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from olw_core import content
from scorm_export.cli import scorm
from scorm_export.errors import ScormError
from scorm_export.profiles import PROFILES


def run(*words: str) -> tuple[int, list[str]]:
    result = CliRunner().invoke(scorm, list(words), catch_exceptions=False)
    return result.exit_code, result.output.splitlines()


def test_profiles_say_edition_report_and_where_to_read_on() -> None:
    code, lines = run("profiles")
    assert (code, len(lines)) == (0, 3 * len(PROFILES))
    assert lines[3:6] == [
        "nhs: NHS Learning Hub, e-LfH and ESR",
        "    SCORM 1.2, reports completion, courses with one item and its own menu",
        "    Core calls only, and completion only: the Learning Hub hides a score beside a "
        "completion. "
        "See docs/ld-importers/learning-hub.md",
    ]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["--module", "kind"], ["olw-kind-generic.zip"]),
        (
            ["--module", "trusted", "--module", "kind"],
            ["olw-kind-generic.zip", "olw-trusted-generic.zip"],
        ),
        (["--course"], ["olw-course-generic.zip"]),
        (["--course", "--profile", "nhs"], ["olw-course-menu-nhs.zip"]),
        (["--menu"], ["olw-course-menu-generic.zip"]),
        (["--cards"], ["olw-return-cards-generic.zip"]),
        (
            ["--course", "--cards"],
            ["olw-course-generic.zip", "olw-return-cards-generic.zip"],
        ),
        (["--course", "--module", "kind"], ["olw-course-kind-generic.zip"]),
        (["--edition", "cmi5", "--module", "kind"], ["olw-kind-generic-cmi5.zip"]),
    ],
)
def test_what_is_made(tmp_path: Path, words: list[str], names: list[str]) -> None:
    code, lines = run("build", "--out", str(tmp_path), *words)
    table = lines[-len(names) - 1 :]
    assert (code, table[0].split()[0], [line.split()[0] for line in table[1:]]) == (
        0,
        "file",
        names,
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


def test_options_lie_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "trust.toml").write_text(
        'organisation = "From the file"\npass_mark = 90\n'
    )
    words = (
        "--config",
        str(tmp_path / "trust.toml"),
        "--organisation",
        "From the option",
        "--file-name",
        "{organisation}",
    )
    run("build", "--module", "kind", "--out", str(tmp_path), *words)
    assert [path.name for path in tmp_path.glob("*.zip")] == ["from-the-option.zip"]


def test_a_title_needs_one_thing_to_be_the_title_of() -> None:
    with pytest.raises(ScormError) as caught:
        run("build", "--title", "Whose?", "--course", "--cards")
    assert (caught.value.code, caught.value.place) == ("trust-field", "--title")


def test_check_and_dist(tmp_path: Path) -> None:
    code, lines = run("dist", "--out", str(tmp_path))
    count = sum(1 for _ in tmp_path.glob("*/*.zip"))
    assert (code, re.sub(r"[\d.]+ MB", "MB", lines[-1])) == (
        0,
        f"{count} packages, MB. Open {tmp_path / 'index.html'} to see which to take.",
    )
    good = tmp_path / "cmi5" / f"olw-{content.module_ids()[0]}-cmi5.zip"
    assert run("check", str(good)) == (
        0,
        [f"{good.name} (cmi5): no errors, no warnings."],
    )
    good.write_bytes(good.read_bytes()[:-30])
    code, lines = run("check", str(good))
    assert (code, lines[0], lines[-1]) == (
        1,
        "error [zip-unreadable] the zip",
        f"{good.name}: 1 error, no warnings.",
    )


def test_play_refuses_what_is_no_package(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"x")
    with pytest.raises(ScormError) as caught:
        run("play", str(tmp_path / "x.zip"))
    assert caught.value.code == "package-unreadable"

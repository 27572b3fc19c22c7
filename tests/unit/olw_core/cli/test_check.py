"""`olw check`, `graph`, `schema`: what they print, write and refuse."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from olw_core import content
from olw_core.cli import main, olw
from olw_core.formats.items import Choice
from tests.unit.olw_core.authoring.compiler.cases import GOOD

FACTS = (
    "good: 12 nodes, 5-5 decisions, 229 words (about 2 minutes), best 48, worst 16 in "
    "1/4 points, chance score 46%, 3 cards"
)
JUDGED = """\
  tells: a scorer finds a strongest option in 1 of 2 story decisions and 2 of 4 on cards: \
50% (chance 47%, limit 59%)
  ending: end_daily (good): 50% of random play, scores 13 to 100
  ending: end_slow (mixed): 50% of random play, scores 0 to 88
  slips: 1 of 8 single changes of a best path change the ending or what people say there
"""
"""What `check` says of the story, after the facts."""


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trust's own folder with one module, the framework coming from the installed package."""
    shutil.copytree(GOOD, tmp_path / "modules" / "good")
    monkeypatch.setenv("OLW_MODULES_DIR", str(tmp_path / "modules"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "modules"


def run(*args: str) -> Result:
    return CliRunner().invoke(olw, args)


def change(modules: Path, old: str, new: str) -> None:
    path = modules / "good" / "module.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_check_everything(modules: Path) -> None:
    result = run("check")
    assert (result.exit_code, result.output) == (
        0,
        f"{FACTS}; 0 warnings, 1 accepted\n{JUDGED}",
    )


def test_check_shows_warnings_and_strict_fails_on_them(modules: Path) -> None:
    change(modules, "      recap: You know what to watch.\n", "")
    warning = (
        f"{modules / 'good' / 'module.yaml'}:107: warning [recap-missing] story.scenes.order: "
        "There is no recap for learners who come back. Add `recap:` of at most 20 words.\n"
    )
    plain, strict = run("check", "good"), run("check", "--strict", "good")
    assert (plain.exit_code, plain.output) == (
        0,
        f"{warning}{FACTS}; 1 warning, 1 accepted\n{JUDGED}",
    )
    assert (strict.exit_code, strict.output) == (1, plain.output)


def test_check_fails_on_errors(modules: Path) -> None:
    change(modules, "go: order", "go: ordr")
    result = run("check", str(modules / "good"))
    assert (result.exit_code, result.output) == (
        1,
        f"{modules / 'good' / 'module.yaml'}:106: error [scene-unknown] "
        "story.scenes.check.item.go: "
        "There is no scene 'ordr'. Did you mean 'order'? There are: desk, call, check, order, "
        "judge, end_daily, end_slow. Correct the name or add the scene.\n"
        "good: not usable: 1 error, 0 warnings\n",
    )


def test_check_from_inside_the_folder(
    modules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(modules / "good")
    assert run("check", ".").output == f"{FACTS}; 0 warnings, 1 accepted\n{JUDGED}"


def test_the_report_holds_every_option_and_weight(
    modules: Path, tmp_path: Path
) -> None:
    page = tmp_path / "new" / "review.html"
    assert run("check", "--page", str(page)).exit_code == 0
    lines = page.read_text("utf-8").splitlines()
    text = "".join(line.strip() for line in lines)
    module = content.load("good")
    items = [
        *module["story"]["items"],
        *(v["item"] for c in module["cards"] for v in c["variants"].values()),
    ]
    for item in items:
        if item["type"] == "choose":
            for choice in item["options"]:
                assert choice_row(choice, item["full"]) in text
                assert all(str(told) in text for told in choice["feedback"].values())
        else:
            for option in item["options"]:
                assert f"<li>{option['id']}: {option['html']}</li>" in text
    assert [
        text.count(f"answer: <strong>{a}</strong>") for a in ("ac", "abc", "41")
    ] == [1, 1, 1]
    assert "Not reviewed yet." in text


def test_a_report_that_cannot_be_written(modules: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("check", "--page", str(tmp_path / "file" / "review.html"))
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == (
        f"Error: {tmp_path / 'file' / 'review.html'} cannot be written: File exists. Choose "
        "another place."
    )


def test_graph(modules: Path, tmp_path: Path) -> None:
    result = run("graph", "good")
    assert (result.exit_code, result.output) == (0, "Story graph: good.svg\n")
    assert (
        ElementTree.parse(tmp_path / "good.svg").getroot().tag
        == "{http://www.w3.org/2000/svg}svg"
    )
    assert run("graph", "good", "--out", "own.svg").output == "Story graph: own.svg\n"
    assert (tmp_path / "own.svg").read_bytes() == (tmp_path / "good.svg").read_bytes()


def test_a_graph_that_cannot_be_written(modules: Path) -> None:
    result = run("graph", "good", "--out", "nowhere/good.svg")
    assert (result.exit_code, result.output) == (
        1,
        (
            "Error: nowhere/good.svg cannot be written: No such file or directory. Choose "
            "another place with --out.\n"
        ),
    )


def test_an_unknown_module_is_one_plain_line(
    modules: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["olw", "check", "nothing"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 1
    assert capsys.readouterr().err == (
        "olw: 'nothing' is neither a module nor a folder with a module.yaml. "
        "There are: good. [module-unknown]\n"
    )


def test_schema_is_json() -> None:
    printed = json.loads(run("schema").output)
    assert (printed["title"], printed["type"]) == (
        "Our Leadership Way module",
        "object",
    )


def test_help_lists_the_commands_of_core_and_doors() -> None:
    listed = [
        line.split()[0]
        for line in run("--help").output.split("Commands:")[1].splitlines()
        if line.strip()
    ]
    assert {
        "check",
        "graph",
        "lti",
        "new",
        "preview",
        "record",
        "schema",
        "scorm",
    } <= set(listed)
    assert run("dance").exit_code == 2


def choice_row(choice: Choice, full: int) -> str:
    """An option with its weight, as the report shows it."""
    weight = 3 * choice["gain"] // full
    words = f"{choice['id']}. {choice['html']}"
    return f'<tr class="w{weight}"><td>{words}</td><td>{weight}</td>'

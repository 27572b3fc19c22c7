"""`olw text`, `diff`, `release`, `local` and `new --from`: out to a translator and back, what an
edition has changed, a trust's own copy and words.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from olw_core import content
from olw_core.authoring.exchange import spreadsheets, xliff
from olw_core.authoring.exchange.rows import Row, Sheet
from olw_core.content import sources
from olw_core.errors import OlwError
from tests.unit.olw_core.authoring.compiler.cases import GOOD, SECOND
from tests.unit.olw_core.cli.test_check import run

ROWS = (
    Row("title", "The late list", "Y rhestr hwyr", "Sam speaks."),
    Row("story.scenes.desk.text#2", 'A & B say: "<no>"', "", ""),
    Row("summary", "=1+1, two\nlines", "=2", ""),
)
SHEET = Sheet("good", 2, "en-GB", "cy", ROWS)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a shipped story elsewhere and an own folder beside."""
    shutil.copytree(GOOD, tmp_path / "shipped" / "good")
    (tmp_path / "own").mkdir()
    monkeypatch.setenv("OLW_MODULES_DIR", str(tmp_path / "shipped"))
    monkeypatch.setenv("OLW_MODULES_PATH", str(tmp_path / "own"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


Pair = tuple[Callable[[Sheet], bytes], Callable[[bytes], list[Row]]]
PAIRS: dict[str, Pair] = {
    "xliff": (xliff.write_one, xliff.read),
    "xliff2": (xliff.write_two, xliff.read),
    "csv": (spreadsheets.write_csv, spreadsheets.read_csv),
    "xlsx": (spreadsheets.write_xlsx, spreadsheets.read_xlsx),
}


@pytest.mark.parametrize("kind", PAIRS)
def test_rows_come_back_as_they_went(kind: str) -> None:
    write, read = PAIRS[kind]
    came = [(row.address, row.source, row.target) for row in read(write(SHEET))]
    assert came == [(row.address, row.source, row.target) for row in ROWS]


def test_a_text_that_looks_like_a_formula_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(spreadsheets.write_xlsx(SHEET))
    page = load_workbook(path).worksheets[0]
    assert [page["B4"].data_type, page["C4"].data_type] == ["s", "s"]


@pytest.mark.parametrize("kind", PAIRS)
def test_a_story_goes_out_and_comes_back(kind: str, place: Path) -> None:
    ending = {"xliff": ".xlf", "xliff2": ".xliff", "csv": ".csv", "xlsx": ".xlsx"}[kind]
    out = run("text", "export", "good", "--lang", "cy", "--format", kind)
    assert out.output == f"179 texts, 179 to translate: good.cy{ending}\n"
    file = place / f"good.cy{ending}"
    write, read = PAIRS[kind]
    done = [
        Row(row.address, row.source, f"⟦{row.source}⟧")
        for row in read(file.read_bytes())
    ]
    done.append(Row("gone", "x", "y"))
    file.write_bytes(write(Sheet("good", 2, "en-GB", "cy", tuple(done[1:]))))
    back = run("text", "import", "good", str(file), "--lang", "cy")
    target = place / "own" / "good" / "module.cy.yaml"
    assert back.output.splitlines() == [
        f"178 texts taken: {target}",
        "1 not translated yet: title",
        "1 not in the story, left out: gone",
        "No speaker has read our own words in this language yet: `olw text words`.",
        f"Next: olw check {place / 'shipped' / 'good'} --lang cy",
    ]
    module = content.load("good", "cy")
    assert (module["title"], module["summary"][:1]) == ("[en-GB] The late list", "⟦")
    again = run("text", "export", "good", "--lang", "cy", "--format", kind)
    assert again.output.startswith("179 texts, 1 to translate")


def test_what_was_translated_stays_where_no_row_is_for_it(place: Path) -> None:
    for rows in (ROWS[:1], ROWS[2:]):
        (place / "a.csv").write_bytes(
            spreadsheets.write_csv(Sheet("good", 2, "en", "cy", rows))
        )
        run("text", "import", "good", "a.csv", "--lang", "cy")
    text = (place / "own" / "good" / "module.cy.yaml").read_text("utf-8")
    assert "Y rhestr hwyr" in text
    assert "now: =2" in text


def test_segments_and_marks_of_tools() -> None:
    """Two segments of one unit, and words inside of marks (XLIFF 2.0, 4.7.2 and 4.8)."""
    text = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en">'
        '<file id="f"><unit id="u1" name="title"><segment><source>One.</source>'
        "<target>Un.</target></segment><segment><source>Two.</source>"
        '<target>D<mrk id="m">au</mrk>.</target></segment></unit></file></xliff>'
    )
    assert xliff.read(text.encode()) == [Row("title", "One. Two.", "Un. Dau.")]


def test_suggestions_of_a_tool_are_no_translation() -> None:
    """alt-trans holds what a translation memory has found (XLIFF 1.2, 2.3)."""
    text = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file><body>'
        '<trans-unit id="title"><source>One</source><alt-trans><target>Ein</target></alt-trans>'
        "</trans-unit></body></file></xliff>"
    )
    assert xliff.read(text.encode()) == [Row("title", "One", "")]


def workbook(*lines: list[str]) -> bytes:
    book = Workbook()
    for line in lines:
        book.worksheets[0].append(line)
    path = Path("book.xlsx")
    book.save(path)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlf", b"<xliff", "exchange-broken"),
        ("a.xlf", b"<html/>", "exchange-broken"),
        ("a.xlf", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>", "exchange-broken"),
        ("a.csv", b"one,two\n", "exchange-broken"),
        ("a.csv", b"", "exchange-broken"),
        ("a.csv", b"address,source,target\n\xff", "exchange-broken"),
        ("a.xlsx", b"no workbook", "exchange-broken"),
        ("a.doc", b"", "exchange-unknown"),
    ],
)
def test_files_that_cannot_be_read(
    place: Path, name: str, data: bytes, code: str
) -> None:
    (place / name).write_bytes(data)
    result = run("text", "import", "good", name, "--lang", "cy")
    assert isinstance(result.exception, OlwError)
    assert result.exception.code == code
    assert list((place / "own").iterdir()) == []


def test_columns_in_another_order_and_semicolons(place: Path) -> None:
    found = spreadsheets.read_csv(b"target;Address ;source\nb;title;a\n;;\n")
    assert found == [Row("title", "a", "b")]
    found = spreadsheets.read_xlsx(
        workbook(["source", "address", "target"], ["a", "title", "b"])
    )
    assert found == [Row("title", "a", "b")]


def test_a_broken_translation_is_not_written_over(place: Path) -> None:
    folder = place / "own" / "good"
    folder.mkdir()
    (folder / "module.cy.yaml").write_text("lang: cy: x\n", "utf-8")
    result = run("text", "export", "good", "--lang", "cy")
    assert isinstance(result.exception, OlwError)
    assert result.exception.code == "translation-broken"


def test_a_tag_that_is_none(place: Path) -> None:
    result = run("text", "export", "good", "--lang", "Welsh!")
    assert (result.exit_code, "write a tag such as cy" in result.output) == (2, True)


def test_every_text_is_listed_with_its_address(place: Path) -> None:
    lines = run("text", "list", "good").output.splitlines()
    assert len(lines) == 179
    assert "title: The late list" in lines


# diff and release


def edition(place: Path, *changes: tuple[str, str]) -> str:
    """A copy of the good module with these changes; its folder."""
    folder = place / "new" / "good"
    shutil.copytree(GOOD, folder)
    path = folder / "module.yaml"
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return str(folder)


def test_words_alone_need_no_version(place: Path) -> None:
    new = edition(place, ("title: The late list", "title: The list"))
    assert run("diff", "good", new).output.splitlines() == [
        "Texts in other words:",
        "  title",
        "The version may stay 2: nothing that counts has changed.",
    ]


def test_weights_links_and_ids_need_one(place: Path) -> None:
    new = edition(
        place,
        ("k: 2", "k: 1"),
        ("go: order", "go: judge"),
        ("          b: {text: Who works the fastest.}\n", ""),
    )
    assert run("diff", "good", new).output.splitlines() == [
        "Records or results rest on these:",
        "  check.b is gone.",
        "  story.scenes.check.item.go.0.to was 'order' and is 'judge'.",
        "  story.scenes.check.item.k was '2' and is '1'.",
        "Texts in other words:",
        "  story.scenes.check.item.options.b.text",
        "Gone, and not under `retired`:",
        "  check.b",
        "Raise the version: write `version: 3`.",
    ]


def test_a_version_that_was_raised(place: Path) -> None:
    new = edition(place, ("k: 2", "k: 1"), ("version: 2", "version: 3"))
    last = run("diff", "good", new).output.splitlines()[-1]
    assert last == "The version has been raised from 2 to 3."


def test_a_released_version_is_remembered(place: Path) -> None:
    folder = place / "shipped" / "good"
    assert (
        run("release", "good").output
        == f"Version 2 is kept in {folder / 'released.json'}.\n"
    )
    path = folder / "module.yaml"
    plain = path.read_text("utf-8")
    path.write_text(plain.replace("title: The late list", "title: A list"), "utf-8")
    assert content.check_folder(folder).compiled.warnings == ()
    path.write_text(plain.replace("go: call", "go: check", 1), "utf-8")
    codes = {
        one.code: one.problem for one in content.check_folder(folder).compiled.warnings
    }
    assert codes["version-same"].startswith("Since version 2 was released: ")
    (folder / "released.json").write_text("{}", "utf-8")
    assert isinstance(run("check", "good").exception, OlwError)


# new --from and local


@pytest.mark.parametrize("model", [GOOD, SECOND])
def test_a_real_copy(model: Path, place: Path) -> None:
    told = run(
        "new", "ours", "--from", str(model), "--into", "own", "--title", "Ours: all"
    )
    assert told.output.startswith("New module: own/ours/module.yaml\n")
    data = sources.authored(place / "own" / "ours").data
    whole = sources.authored(model).data
    own = {
        "id": "ours",
        "version": 1,
        "title": "Ours: all",
        "reviewed_by": [],
        "retired": [],
    }
    assert data == {**whole, **own}
    assert content.check_folder(place / "own" / "ours").compiled.module["id"] == "ours"


def test_both_or_neither_is_refused(place: Path) -> None:
    for more in ([], ["--from", "good", "--principle", "kind"]):
        assert run("new", "ours", *more).exit_code == 2


def test_own_words_begin_with_the_people(place: Path) -> None:
    told = run("local", "good")
    path = place / "own" / "good" / "local.yaml"
    assert told.output.splitlines()[0] == f"Your own words: {path}"
    assert "  Sam: Sam" in path.read_text("utf-8").splitlines()
    assert content.compile_folder(place / "shipped" / "good").warnings == ()
    again = run("local", "good")
    assert isinstance(again.exception, OlwError)
    assert again.exception.code == "local-exists"


def test_no_folder_of_ones_own(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OLW_MODULES_PATH")
    result = run("local", "good")
    assert isinstance(result.exception, OlwError)
    assert result.exception.code == "own-folder-missing"


def test_no_story_at_all(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "empty").mkdir()
    monkeypatch.setenv("OLW_MODULES_DIR", str(place / "empty"))
    result = run("check")
    assert isinstance(result.exception, OlwError)
    assert result.exception.code == "modules-none"

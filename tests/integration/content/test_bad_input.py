"""Every usual mistake at every usual place of a story, through the command: what is told has a
place, a cause and a remedy, no words are lost in silence, and no file is written or changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from olw_core.cli import olw
from olw_core.errors import OlwError

TOLD = re.compile(
    r"^(?P<file>[^:]+):(?P<line>\d+): (?P<level>error|warning)"
    r" \[(?P<code>[a-z-]+)\] (?P<path>\S+): (?P<words>.+[.`)])$"
)
PLACES = [
    "      recap: Sam has gone quiet",
    "            text: Leave it for now.",
    "            protects: the round,",
    "              consequence: Sam nods.",
    "    title: The same day,",
]
"""How lines begin in the story that `olw new` writes; the first that begins so is changed."""


class Mistake(NamedTuple):
    """`made`: the line with the mistake, of its indentation, name and words. `codes`: those of
    which one is told. `reach`: how many lines off it may be told."""

    why: str
    made: Callable[[str, str, str], str]
    codes: set[str]
    reach: int = 0


BROKEN = {"yaml-broken"}
MISTAKES = [
    Mistake("a colon", lambda i, n, w: f"{i}{n}: {w}: now", BROKEN),
    Mistake("a # glued to a word", lambda i, n, w: f"{i}{n}: Bay #4 {w}", {"yaml-hash"}),
    Mistake("a # with a space", lambda i, n, w: f"{i}{n}: Bay # 4 {w}", {"yaml-hash"}),
    Mistake("a quotation at the start", lambda i, n, w: f'{i}{n}: "Sorry," {w}', BROKEN),
    Mistake("an apostrophe in quotes", lambda i, n, w: f"{i}{n}: 'It's {w}'", BROKEN),
    Mistake("no end quote", lambda i, n, w: f'{i}{n}: "{w}', BROKEN),
    Mistake("a quote that ends only", lambda i, n, w: f'{i}{n}: {w} "x": y', BROKEN),
    Mistake("a tab", lambda i, n, w: f"\t{i}{n}: {w}", BROKEN, 1),
    Mistake("a tab in the middle of the step", lambda i, n, w: f"{i[:-2]}\t{n}: {w}", BROKEN, 1),
    Mistake("a no-break space", lambda i, n, w: f"{i}{n}:\u00a0{w}", BROKEN),
    Mistake("a zero-width space", lambda i, n, w: f"{i}\u200b{n}: {w}", {"yaml-key"}),
    Mistake("a control character", lambda i, n, w: f"{i}{n}: {w}\x0b", BROKEN),
    Mistake("too far out", lambda i, n, w: f"{i[:-1]}{n}: {w}", BROKEN, 2),
    Mistake("no space behind the colon", lambda i, n, w: f"{i}{n}:{w}", BROKEN, 1),
    Mistake("no colon", lambda i, n, w: f"{i}{n} {w}", BROKEN, 1),
    Mistake("a name twice", lambda i, n, w: f"{i}{n}: x\n{i}{n}: {w}", {"yaml-twice"}, 1),
    Mistake("a misspelt name", lambda i, n, w: f"{i}{n}q: {w}", {"shape"}),
    Mistake("a name with a capital", lambda i, n, w: f"{i}{n.title()}: {w}", {"shape"}),
    Mistake("no value", lambda i, n, w: f"{i}{n}:", {"shape"}),
    Mistake("a list", lambda i, n, w: f"{i}{n}: [a, b]", {"shape"}),
    Mistake("a group", lambda i, n, w: f"{i}{n}: {{a: b}}", {"shape"}),
    Mistake("a number", lambda i, n, w: f"{i}{n}: 2026", {"shape"}),
    Mistake("true", lambda i, n, w: f"{i}{n}: true", {"shape"}),
    Mistake("an anchor", lambda i, n, w: f"{i}{n}: &c {w}", {"yaml-mark"}),
    Mistake("a tag", lambda i, n, w: f"{i}{n}: !Now {w}", {"yaml-mark"}),
    Mistake("an alias", lambda i, n, w: f"{i}{n}: *word* {w}", BROKEN),
    Mistake("a percent sign", lambda i, n, w: f"{i}{n}: %{w}", BROKEN),
    Mistake("a back quote", lambda i, n, w: f"{i}{n}: `{w}`", BROKEN),
    Mistake("speech in one line", lambda i, n, w: f"{i}{n}: @sam: {w}", BROKEN),
    Mistake("an open bracket", lambda i, n, w: f"{i}{n}: [{w}", BROKEN, 1),
    Mistake("paragraphs, no bar", lambda i, n, w: f"{i}{n}: {w}\n\n{i}  B.", {"yaml-paragraphs"}),
    Mistake("words behind a bar", lambda i, n, w: f"{i}{n}: | {w}", BROKEN),
    Mistake("a picture", lambda i, n, w: f"{i}{n}: >-\n{i}  {w} ![x](y.png)", {"text-lost"}),
    Mistake("a link to http", lambda i, n, w: f"{i}{n}: >-\n{i}  [{w}](http://y.z)", {"text-lost"}),
    Mistake("HTML", lambda i, n, w: f"{i}{n}: <b>{w}</b>", {"text-as-typed"}),
    Mistake("curly quotes", lambda i, n, w: f"{i}{n}: “{w}”", {"text-as-typed"}),
    Mistake("left to write", lambda i, n, w: f'{i}{n}: "To write: {w}"', {"to-write"}, 60),
]  # fmt: skip
PLAIN_NAMES = {"title", "protects"}
"""Names of texts that are shown as they are, without Markdown."""
MARKDOWN = {"text-lost", "text-as-typed"}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A story's folder, and what `olw new` wrote."""
    place = tmp_path_factory.mktemp("stories")
    args = ["new", "draft", "--principle", "kind", "--into", str(place)]
    assert CliRunner().invoke(olw, args).exit_code == 0
    return place / "draft", (place / "draft" / "module.yaml").read_text("utf-8")


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: one.why)
def test_a_mistake_at_every_place(mistake: Mistake, story: tuple[Path, str]) -> None:
    folder, text = story
    lines = text.splitlines()
    for place in PLACES:
        index = next(n for n, line in enumerate(lines) if line.startswith(place))
        parts = re.fullmatch(r"( *)(\w+): (.+)", lines[index])
        assert parts is not None
        indent, name, words = parts.groups()
        if name in PLAIN_NAMES and mistake.codes & MARKDOWN:
            continue
        made = mistake.made(indent, name, words.strip("\"'"))
        changed = "\n".join([*lines[:index], made, *lines[index + 1 :]]) + "\n"
        (folder / "module.yaml").write_text(changed, "utf-8")
        check(folder, mistake, index + 1, f"{mistake.why} at {place}")
        assert (folder / "module.yaml").read_text("utf-8") == changed
        assert {path.name for path in folder.iterdir()} == {"media", "module.yaml"}


def check(
    folder: Path,
    mistake: Mistake,
    line: int,
    where: str,
) -> None:
    """The command tells the mistake at its line, and nothing else than findings."""
    result = CliRunner().invoke(olw, ["check", str(folder)])
    assert isinstance(result.exception, SystemExit | None), (where, result.exception)
    told = [TOLD.match(one) for one in result.output.splitlines() if ".yaml:" in one]
    assert all(told), (where, result.output)
    found = [one for one in told if one and one["code"] in mistake.codes]
    lines = [int(one["line"]) for one in found]
    near = [one for one in lines if abs(one - line) <= mistake.reach]
    assert near, (where, line, result.output[:600])
    failed = any(one["level"] == "error" for one in told if one)
    assert result.exit_code == int(failed), where


COMMANDS = [
    ["check", "draft", "--page", "out.html"],
    ["check", "draft", "--lang", "cy"],
    ["diff", "draft", "kind"],
    ["graph", "draft", "--out", "out.svg"],
    ["local", "draft", "--into", "own"],
    ["release", "draft"],
    ["review", "draft", "--out", "out.html"],
    ["scorm", "build", "--module", "draft", "--out", "zips"],
    ["text", "export", "draft", "--lang", "cy", "--out", "out.xlf"],
    ["text", "import", "draft", "story.twee", "--lang", "cy"],
    ["text", "import", "draft", "cy.xlf", "--lang", "cy"],
    ["review", "read", "cy.xlf"],
    ["import", "cy.xlf", "--principle", "kind"],
    ["import", "story.twee", "--principle", "kind", "--id", "draft"],
    ["new", "draft", "--principle", "kind"],
    ["new", "other", "--from", "nowhere"],
]
HALF = b"id: draft\nversion: 1\nstory:\n  scenes:\n    a: {text: [1, {if: 2}], item: 3}\n    b: 4\n"
BAD: dict[str, dict[str, bytes]] = {
    "a colon": {"module.yaml": b"id: draft\ntext: a: b\n"},
    "nothing": {"module.yaml": b""},
    "no text": {"module.yaml": b"\xff\xfe\x00"},
    "another shape": {"module.yaml": b"story: [1, 2]\n"},
    "half a story": {"module.yaml": HALF},
    "half a story in other words": {
        "module.yaml": HALF,
        "local.yaml": b"version: 1\nnames: {A: B}\ntexts: {story.scenes.a.text: {was: a, now: b}}",
        "module.cy.yaml": b"lang: cy\nversion: 1\ntexts: {story.scenes.b.text: {was: a, now: b}}\n",
    },
    "deep brackets": {"module.yaml": b"a: " + b"[" * 20_000},
    "deep lines": {
        "module.yaml": b"a:\n" + b"".join(b" " * n + b"a:\n" for n in range(1, 900))
    },
    "a broken guide": {"facilitator.yaml": b"facilitator: 'x\n"},
    "a field twice": {"cards.yaml": b"cards: {}\n"},
    "broken own words": {"local.yaml": b"names: [\n"},
    "own words of another shape": {"local.yaml": b"names: 1\n"},
    "own words that are no text": {"local.yaml": b"\xff"},
    "a broken translation": {"module.cy.yaml": b"texts: {\n"},
    "a translation of another shape": {"module.cy.yaml": b"texts: {title: 1}\n"},
    "a broken release": {"released.json": b"{"},
    "a release of another shape": {
        "released.json": b'{"version": 1, "facts": {"x": 1}}'
    },
    "a deep release": {"released.json": b"[" * 100_000},
    "a picture with a script": {"media/x.svg": b"<svg><script/></svg>"},
    "a picture that is no text": {"media/x.svg": b"\xff\xd8"},
}
"""What stands in the files of a story that is good otherwise."""


@pytest.mark.parametrize("why", BAD)
def test_a_bad_file_and_every_command(
    why: str, story: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command works or says what is wrong and what to do; what fails leaves nothing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OLW_MODULES_PATH", str(tmp_path))
    for command in COMMANDS:
        folder = tmp_path / "draft"
        (folder / "media").mkdir(parents=True, exist_ok=True)
        (folder / "module.yaml").write_text(story[1], "utf-8")
        (tmp_path / "cy.xlf").write_bytes(b"<xliff><file>")
        (tmp_path / "story.twee").write_bytes(b"no passage")
        for name, data in BAD[why].items():
            (folder / name).write_bytes(data)
        before = sorted(tmp_path.rglob("*"))
        result = CliRunner().invoke(olw, command)
        where = f"{command}: {result.output[-300:]} {result.exception!r}"
        assert isinstance(result.exception, SystemExit | OlwError | None), where
        if result.exit_code == 0:
            for path in set(tmp_path.rglob("*")) - set(before):
                if path.is_file():
                    path.unlink()
            continue
        told = (
            str(result.exception)
            if isinstance(result.exception, OlwError)
            else result.output
        )
        assert re.search(r"[.:`)]$", told.strip().splitlines()[0]), where
        assert sorted(tmp_path.rglob("*")) == before, where
        for name, data in BAD[why].items():
            assert (folder / name).read_bytes() == data, where

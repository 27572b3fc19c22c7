"""A file that a docstring or a comment names is there, so nobody follows a name that was changed.

It is seen from the folder of who names it, from its package, or from the root; in the player from
its sources as well. Files of other projects are named from a folder of theirs.
"""

from __future__ import annotations

import ast
import functools
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLAYER = ROOT / "olw_core" / "player"
SOURCES = PLAYER / "src"
PACKAGES = (
    *("olw_core", "olw_xblock", "scorm_export", "lti_service"),
    *("demo", "bench", "tests"),
)
NAME = re.compile(r"(?<![\w./<>{}*-])(?:[\w-]+/)*[\w-]+\.(?:py|ts)\b")
LINE_WITHIN_A_NAME = re.compile(r"(?<=\w/)\n\s*")
TS_COMMENT = re.compile(r"//([^\n]*)|/\*(.*?)\*/", re.DOTALL)
THEIRS = {
    "cms/": "edx-platform",
    "common/djangoapps/": "edx-platform",
    "courseware/": "edx-platform, lms/djangoapps",
    "edx_proctoring/": "edx-proctoring",
    "edx_when/": "edx-when",
    "grades/": "edx-platform, lms/djangoapps",
    "gunicorn/": "gunicorn",
    "instructor/": "edx-platform, lms/djangoapps",
    "instructor_task/": "edx-platform, lms/djangoapps",
    "lms/djangoapps/": "edx-platform",
    "lms/envs/": "edx-platform",
    "lms/urls.py": "edx-platform",
    "lti_1p3/": "xblock-lti-consumer, lti_consumer",
    "lti_consumer/": "xblock-lti-consumer",
    "openedx/": "edx-platform",
    "src/addons/": "Moodle's app",
    "src/core/": "Moodle's app",
    "xblock/": "XBlock",
    "xblock_django/": "edx-platform, common/djangoapps",
    "xmodule/": "edx-platform",
}
"""How names of other projects' files begin -> whose they are."""


def python_words(text: str) -> str:
    """The docstrings and comments of a Python file."""
    lines = io.StringIO(text).readline
    said = []
    for token in tokenize.generate_tokens(lines):
        if token.type == tokenize.COMMENT:
            said.append(token.string.lstrip("# "))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            said.append(str(node.value.value))
    return "\n".join(said)


def script_words(text: str) -> str:
    """The comments of a TypeScript file, without the stars before their lines."""
    said = []
    for line, block in TS_COMMENT.findall(text):
        starless = re.sub(r"\n\s*\*", "\n", block)
        said.append(line + starless)
    return "\n".join(said)


def named(words: str) -> set[str]:
    """The files that a text names, also those whose name goes on in the next line."""
    return set(NAME.findall(LINE_WITHIN_A_NAME.sub("", words)))


def folders_of(source: Path) -> list[Path]:
    """Where a file that `source` names may be."""
    package = ROOT / source.relative_to(ROOT).parts[0]
    folders = [source.parent, package, ROOT]
    if SOURCES in source.parents:
        folders += [SOURCES, PLAYER]
    return folders


def sources(ending: str) -> Iterator[Path]:
    """Our files with this ending."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob(f"*{ending}")):
            if "node_modules" not in path.parts:
                yield path


def lost(ending: str, words_of: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Each file that is named and not there, after who names it."""
    for source in sources(ending):
        text = source.read_text("utf-8")
        if not NAME.search(text):
            continue
        folders = folders_of(source)
        for name in sorted(named(words_of(text))):
            if not any((folder / name).exists() for folder in folders):
                yield str(source.relative_to(ROOT)), name


@functools.cache
def all_lost() -> list[tuple[str, str]]:
    """Of Python and of TypeScript."""
    return [*lost(".py", python_words), *lost(".ts", script_words)]


def test_every_file_of_ours_that_is_named_is_there() -> None:
    ours = [found for found in all_lost() if not found[1].startswith(tuple(THEIRS))]
    assert ours == []


def test_no_project_is_known_that_nobody_names() -> None:
    idle = set(THEIRS)
    for _, name in all_lost():
        idle -= {begin for begin in THEIRS if name.startswith(begin)}
    assert idle == set()


@pytest.mark.parametrize(
    ("words_of", "text", "names"),
    [
        # a docstring, what is said of a constant, a comment
        (
            python_words,
            '"""See a.py."""\nB = 1\n"""b/c.py"""  # d.py\n',
            "a.py b/c.py d.py",
        ),
        # a name that goes on in the next line
        (python_words, '"""See (far/\naway.py)."""\n', "far/away.py"),
        (python_words, "# far/\n# away.py\n", "far/away.py"),
        # a text of the program, a pattern and a place to be filled in name no file
        (python_words, 'A = "a.py"\n', ""),
        (python_words, '"""test_*.py, <package>/a.py, module.<lang>.py"""', ""),
        (
            script_words,
            "// a.ts\n/** b/\n *  c.py */\nimport './d.ts';\n",
            "a.ts b/c.py",
        ),
    ],
)
def test_what_names_a_file(
    words_of: Callable[[str], str], text: str, names: str
) -> None:
    assert named(words_of(text)) == set(names.split())

"""Every error and warning code of the compiler is explained to authors,
and nothing is explained that does not exist.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from olw_core import content

ROOT = Path(__file__).resolve().parents[5]
GUIDE = (ROOT / "docs" / "authors.md").read_text("utf-8")
CODES = (ROOT / "docs" / "authors-codes.md").read_text("utf-8")
NAMES = {"error", "warning", "problem", "failure", "_failed", "Fault", "Loss", "tell"}


def codes() -> Iterator[tuple[str, str]]:
    """(level, code) of every call in the core that reports a problem."""
    for path in [
        *(ROOT / "olw_core" / "authoring").rglob("*.py"),
        *(ROOT / "olw_core" / "content").rglob("*.py"),
        ROOT / "olw_core" / "cli" / "spelling.py",
    ]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )
            texts = [
                a.value
                for a in node.args
                if isinstance(a, ast.Constant) and isinstance(a.value, str)
            ]
            place = 1 if name in ("problem", "Loss", "tell") else 0
            level = "warning" if name == "warning" else "error"
            if name in ("problem", "Loss", "tell"):
                level = texts[0]
            if name in NAMES and len(texts) > place:
                yield level, texts[place]
    yield "warning", "spelling"  # wording chooses between these two by a variable
    yield "warning", "word"


def explained(heading: str) -> list[str]:
    part = CODES.split(f"## {heading}\n")[1].split("\n#")[0]
    return re.findall(r"^\| `([a-z-]+)` \|", part, re.MULTILINE)


def test_every_code_is_explained_once() -> None:
    told = {c for c in codes() if re.fullmatch(r"[a-z]+(-[a-z]+)*", c[1])}
    assert sorted(explained("Errors")) == sorted(
        code for level, code in told if level == "error"
    )
    assert sorted(explained("Warnings")) == sorted(
        code for level, code in told if level == "warning"
    )


def test_every_code_has_a_case() -> None:
    """The tables of mistakes, and the tests named here, cover every code."""
    tables = [
        yaml.safe_load((Path(__file__).with_name(n)).read_text("utf-8"))
        for n in ("errors.yaml", "second_errors.yaml", "warnings.yaml")
    ]
    covered = {case["gives"].split(" at ")[0] for table in tables for case in table}
    covered |= {
        "yaml-broken",
        "yaml-not-a-mapping",
        "yaml-twice",
        "yaml-key",
        "yaml-alias",
        "yaml-nested",
        "yaml-too-long",
        "yaml-hash",
        "yaml-mark",
        "yaml-paragraphs",
        "yaml-comma",
    }  # test_source, test_broken
    covered |= {"picture"}  # test_pictures
    covered |= {
        "too-many-nodes",
        "story-too-long",
        "record-too-long",
        "decisions",
    }  # test_limits
    covered |= {"id-folder"}  # test_content
    covered |= {"accepted-unused", "template-text"}  # test_advice
    covered |= {"to-write"}  # test_bad_input
    covered |= {"version-same"}  # test_text
    covered |= {"word-unknown"}  # test_spelling
    covered |= {
        "local-name-absent",
        "local-text-changed",
        "overlay-address",
        "overlay-shape",
        "overlay-version",
        "translation-lang",
        "translation-missing",
        "translation-stale",
    }  # test_own_stories
    covered |= {"chair-missing", "say-too-often"}  # test_second_edition
    covered |= {
        "tells",
        "endings-few",
        "ending-frequent",
        "ending-score",
        "slips",
        "echo-unheard",
        "silent-few",
        "then-alike",
        "chair-length",
    }  # test_judging
    assert covered == set(explained("Errors")) | set(explained("Warnings"))


def _lines(text: str) -> list[str]:
    """Lines of YAML without comments, indentation and what is left out with dots."""
    bare = [re.sub(r"(^|\s)\s*#.*", "", line).strip() for line in text.splitlines()]
    return [line for line in bare if line and not line.endswith("...")]


def test_examples_of_the_guide_stand_in_a_module_that_compiles() -> None:
    """In the order of the example; test_second_edition compiles that module."""
    folder = Path(__file__).with_name("second")
    texts = [(folder / name).read_text("utf-8") for name in content.PARTS]
    module = _lines("\n".join(texts))
    examples = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert len(examples) >= 13
    for example in examples:
        rest = iter(module)
        missing = [line for line in _lines(example) if line not in rest]
        assert missing == [], example

"""Finding and loading: the three places, the cache beside the source,
and what is said when something is not there.
"""

from __future__ import annotations

import importlib.resources
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from olw_core import content
from olw_core.errors import ContentError, ContentMissing
from tests.unit.olw_core.authoring.compiler.cases import GOOD


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """No module or framework remembered from another test, and none left behind."""
    for cache in (content._load, content._framework):
        cache.cache_clear()
    yield
    for cache in (content._load, content._framework):
        cache.cache_clear()


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trust's folder with one module of its own."""
    shutil.copytree(GOOD, tmp_path / "good")
    monkeypatch.setenv("OLW_MODULES_DIR", str(tmp_path))
    return tmp_path


def refused(call: Any, *args: Any) -> tuple[str, str]:
    with pytest.raises(ContentMissing) as caught:
        call(*args)
    return caught.value.code, str(caught.value)


def test_the_checkout_is_found() -> None:
    assert content.modules_dir().samefile(
        Path(__file__).resolve().parents[3] / "modules"
    )
    assert content.module_ids() == (
        "inclusive",
        "kind",
        "improving",
        "trusted",
        "collaborating",
        "celebrating",
    )


def test_a_bare_checkout_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any installation `olw_core.modules` cannot be imported; the sibling folder serves."""

    def absent(name: str) -> Any:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(importlib.resources, "files", absent)
    assert (
        content.modules_dir() == Path(content.__file__).resolve().parents[2] / "modules"
    )
    assert content.framework().id == "our-leadership-way"


def test_an_own_folder_with_our_framework(own: Path) -> None:
    assert content.modules_dir() == own
    assert content.module_ids() == ("good",)
    assert (
        content.load("good")["source_title"]
        == content.framework().principle("improving").title
    )


def test_an_own_framework(own: Path) -> None:
    ours = Path(content.__file__).resolve().parents[2] / "modules" / "framework.yaml"
    (own / "framework.yaml").write_text(
        ours.read_text("utf-8").replace("NHS England", "A trust"), "utf-8"
    )
    assert content.framework().publisher == "A trust"


def test_a_changed_framework_compiles_anew(own: Path) -> None:
    ours = (
        Path(content.__file__).resolve().parents[2] / "modules" / "framework.yaml"
    ).read_text("utf-8")
    before = content.source_hash(own / "good")
    (own / "framework.yaml").write_text(ours + "# changed\n", "utf-8")
    assert content.source_hash(own / "good") != before


@pytest.mark.parametrize("text", ["a: [", "a: 1", "- a", "", "\x00"])
def test_a_broken_framework(own: Path, text: str) -> None:
    (own / "framework.yaml").write_text(text, "utf-8")
    says = (
        f"{own / 'framework.yaml'} is not a framework file. Compare it with the one that "
        "was installed."
    )
    assert refused(content.framework) == ("framework-broken", says)


def test_a_framework_that_cannot_be_read(own: Path) -> None:
    assert refused(content._framework, str(own)) == (
        "framework-missing",
        f"{own} cannot be read: Is a directory. Put framework.yaml back.",
    )


def test_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLW_MODULES_DIR", str(tmp_path / "nothing"))
    says = (
        f"There is no folder {tmp_path / 'nothing'}. Set OLW_MODULES_DIR to the folder "
        "with the modules."
    )
    assert refused(content.modules_dir) == ("modules-missing", says)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("nothing", ""),
        ("../good", "Did you mean 'good'? "),
        ("", ""),
        (".", ""),
        ("good/media", "Did you mean 'good'? "),
    ],
)
def test_an_unknown_module(own: Path, name: str, meant: str) -> None:
    assert refused(content.load, name) == (
        "module-unknown",
        f"There is no module '{name}'. {meant}There are: good.",
    )


def test_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLW_MODULES_DIR", str(tmp_path))
    assert refused(content.load, "good") == (
        "module-unknown",
        "There is no module 'good'. None is there.",
    )


def test_the_result_is_kept_beside_the_source(own: Path) -> None:
    module = content.load("good")
    kept = json.loads((own / "good" / "compiled.json").read_text("utf-8"))
    assert kept == {"source": content.source_hash(own / "good"), "module": module}
    content._load.cache_clear()
    kept["module"]["title"] = "From the cache"
    (own / "good" / "compiled.json").write_text(json.dumps(kept), "utf-8")
    assert content.load("good")["title"] == "From the cache"


@pytest.mark.parametrize(
    "kept", ["{", "[]", "{}", '{"source": "old", "module": {}}', "\xff"]
)
def test_a_cache_that_does_not_fit_is_made_anew(own: Path, kept: str) -> None:
    (own / "good" / "compiled.json").write_text(kept, "latin-1")
    assert content.load("good")["title"] == "The late list"
    assert (
        json.loads((own / "good" / "compiled.json").read_text("utf-8"))["module"][
            "title"
        ]
        == "The late list"
    )


def test_a_changed_source_compiles_anew(own: Path) -> None:
    assert content.load("good")["title"] == "The late list"
    path = own / "good" / "module.yaml"
    path.write_text(
        path.read_text("utf-8").replace("The late list", "A new list"), "utf-8"
    )
    assert content.load("good")["title"] == "A new list"


def test_a_place_that_cannot_be_written(own: Path) -> None:
    """The cache is a help, not a need."""
    (own / "good" / "compiled.json").mkdir()
    assert content.load("good")["title"] == "The late list"


def test_an_installed_module_has_no_source(own: Path) -> None:
    module = content.load("good")
    for path in (own / "good").iterdir():
        if path.name == "compiled.json":
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    content._load.cache_clear()
    assert content.source_hash(own / "good") == ""
    assert content.module_ids() == ("good",)
    assert content.load("good") == module


def test_a_folder_without_a_module(own: Path) -> None:
    (own / "empty").mkdir()
    says = f"There is no module.yaml in {own / 'empty'}. Name a module's folder."
    assert refused(content.compile_folder, own / "empty") == ("module-missing", says)


def test_a_file_that_is_not_utf_8(own: Path) -> None:
    (own / "good" / "cards.yaml").write_bytes("cards: é".encode("latin-1"))
    code, says = refused(content.compile_folder, own / "good")
    assert code == "module-unreadable"
    assert says.startswith(
        f"{own / 'good'} cannot be read ('utf-8' codec can't decode byte 0xe9"
    )
    assert says.endswith("). Save the files as UTF-8 text.")


MISNAMED = (
    "module.yaml:2: error id-folder at id: The id is 'good' but the folder is "
    "'other'. Give both the same name."
)


def test_an_id_that_is_not_the_folder(own: Path) -> None:
    (own / "good").rename(own / "other")
    with pytest.raises(ContentError) as caught:
        content.compile_folder(own / "other")
    assert str(caught.value) == f"The story 'other' cannot be used:\n{MISNAMED}"


def test_a_wrong_id_is_told_with_everything_else(own: Path) -> None:
    (own / "good").rename(own / "other")
    path = own / "other" / "module.yaml"
    path.write_text(path.read_text("utf-8").replace("go: order", "go: ordr"), "utf-8")
    with pytest.raises(ContentError) as caught:
        content.compile_folder(own / "other")
    assert [p.code for p in caught.value.problems] == ["id-folder", "scene-unknown"]
    assert str(caught.value.problems[0]) == MISNAMED

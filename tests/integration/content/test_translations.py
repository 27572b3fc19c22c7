"""Every shipped story as it comes back from a translator: the same story, in other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from olw_core import content
from olw_core.engine import engine
from olw_core.formats.compiled import Module
from tests.support.translated import OPEN, lay


def walk(module: Module, other: Module) -> str:
    """The record of a walk in two languages by turns, the first answer of each question."""
    languages = [module, other]
    text = engine.write(engine.start(module))
    while True:
        here = languages[0]
        record = engine.read(here, text).record
        view = engine.view(here, record)
        if "item" not in view:
            return text
        answer = "".join(option["id"] for option in view["item"]["options"])
        taken = answer if view["item"]["type"] == "rank" else answer[0]
        if view["item"]["type"] == "rate":
            taken = "1" * len(answer)
        text = engine.write(engine.respond(here, record, 1, view["step"], taken))
        languages.reverse()


@pytest.mark.parametrize("story", content.module_ids())
def test_it_is_read_and_its_records_go_on_in_either(
    story: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, content.folder(story), "cy")
    monkeypatch.setenv("OLW_MODULES_PATH", str(tmp_path))
    written, welsh = content.load(story), content.load(story, "cy")
    assert (welsh["lang"], OPEN in welsh["title"]) == ("cy", True)
    assert welsh["story"]["nodes"] == written["story"]["nodes"]
    assert walk(written, welsh) == walk(written, written) == walk(welsh, welsh)

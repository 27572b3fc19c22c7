"""The player's configuration: which fields each kind of page has, and no others."""

from __future__ import annotations

from typing import Any, cast

from olw_core.formats.compiled import Module
from olw_core.formats.player import Cover
from olw_core.page.config import Carried, Opening, Server, player_config
from olw_core.page.promised import Promised

COVER = cast(Cover, {"module": "desk", "cards": []})
SAID = {
    "lang": "en-GB",
    "report": "score",
    "heading": 1,
    "ownsPage": True,
    "show": "story",
    "cover": COVER,
    "disclosure": [],
    "trust": {},
}
OPENING = Opening("en-GB", "score", COVER)


def test_what_a_page_says_of_itself() -> None:
    opening = Opening(
        lang="cy",
        report="completion",
        cover=COVER,
        show="cards",
        told=Promised(["One.", "Two."], "en-GB", []),
        trust={"name": "North Trust"},
        heading=2,
        owns_page=False,
    )
    assert player_config(opening, Server()) == {
        "lang": "cy",
        "report": "completion",
        "heading": 2,
        "ownsPage": False,
        "show": "cards",
        "cover": COVER,
        "disclosure": ["One.", "Two."],
        "disclosureLang": "en-GB",
        "trust": {"name": "North Trust"},
    }


def test_a_page_with_a_server_behind_it_carries_no_module() -> None:
    server: dict[str, Any] = {
        "view": {"step": 0},
        "notice": "record-older",
        "urls": {"respond": "/respond"},
        "auth": {"bearer": "token"},
        "style": "/player.css",
        "more": "/player-more.js",
    }
    assert player_config(OPENING, Server(**server)) == {**SAID, **server}


def test_a_page_that_scores_by_itself() -> None:
    modules = [cast(Module, {"id": "desk"})]
    assert player_config(OPENING, Carried(modules)) == {
        **SAID,
        "modules": modules,
        "passMark": None,
        "completionScore": False,
    }
    carried = Carried(modules, 80, True, "olw.preview.desk")
    assert player_config(OPENING, carried) == {
        **SAID,
        "modules": modules,
        "passMark": 80,
        "completionScore": True,
        "storageKey": "olw.preview.desk",
    }

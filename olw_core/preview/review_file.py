"""One HTML file for a reviewer: the story to play, every scene with its weights, the checks'
findings, and boxes for comments. It needs no server and no other file."""

from __future__ import annotations

import base64
from functools import partial
from pathlib import Path

from olw_core.authoring.compiler import Compiled
from olw_core.authoring.review import Extras, review_page
from olw_core.page import element
from olw_core.page.config import Carried, Opening, player_config
from olw_core.page.promised import promised
from olw_core.player import MORE_PACKAGED, STYLE, bundle
from olw_core.preview.jumps import records
from olw_core.report import USUAL, disclosure

SCRIPT = Path(__file__).resolve().with_name("comments.js")


def review_file(compiled: Compiled) -> str:
    """The whole file."""
    module = compiled.module
    player_module = module.copy()
    del player_module["guide"]
    opening = Opening(
        lang=module["lang"],
        report="score",
        cover=element.cover(player_module),
        told=promised(partial(disclosure, "score", "preview", USUAL), module["lang"]),
    )
    kept = f"olw.review.{module['id']}.{module['version']}"
    config = player_config(opening, Carried([player_module], storage_key=kept))
    config["more"] = _address(MORE_PACKAGED, "javascript")
    config["style"] = _address(STYLE, "css")
    extras = Extras(
        player=element.player_element(config),
        style=bundle(STYLE).decode(),
        script=_inline("player-local.js"),
        comments=SCRIPT.read_text("utf-8"),
        kept=f"{kept}.comments",
        about={"story": module["id"], "version": module["version"]},
        played=kept,
        records=records(module),
    )
    return review_page([compiled], extras)


def _address(name: str, kind: str) -> str:
    """A script or a style sheet as an address that holds it: the player fetches it from there."""
    return f"data:text/{kind};base64," + base64.b64encode(bundle(name)).decode()


def _inline(name: str) -> str:
    """A script that may stand in a page: nothing in it ends its element."""
    return bundle(name).decode().replace("</script", "<\\/script")

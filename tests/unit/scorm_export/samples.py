"""Hand-made parts for the SCORM door's tests:
a compiled module, contents, and good packages to break.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from olw_core.formats.compiled import Module
from scorm_export import manifest
from scorm_export.control_documents import control_documents
from scorm_export.describe import describe
from scorm_export.editions import EDITIONS
from scorm_export.manifest.contents import Contents, Sco


def module(
    module_id: str = "kind", chance: tuple[int, int] = (1, 2), **changes: Any
) -> Module:
    """A compiled module of formats.md, section 2, as small as it can be:
    one decision, two endings, one card.
    """
    told = {
        "consequence": "<p>They sit.</p>",
        "why": "<p>Rest helps.</p>",
        "other": "<p>Calls wait.</p>",
    }
    options = [
        {
            "id": "a",
            "html": "<p>Sit.</p>",
            "gain": 3,
            "protects": "",
            "costs": "",
            "feedback": told,
        },
        {
            "id": "b",
            "html": "<p>Go.</p>",
            "gain": 0,
            "protects": "",
            "costs": "",
            "feedback": told,
        },
    ]
    item = {
        "type": "choose",
        "prompt": "<p>What now?</p>",
        "points": 3,
        "full": 3,
        "tests": ["kind-notice-the-toll"],
        "options": options,
    }
    setting = {"role": "Paramedic", "place": "Station", "mode": "in person"}
    scene = {"setting": setting, "picture": "", "recap": "A hard call."}
    ending = {"title": "A quiet hour", "tone": "good"}
    card = {
        "id": "kind-notice-the-toll",
        "tag": "nt",
        "label": "Notice the toll",
        "moment": "someone says they are fine",
        "words_to_try": "Sit.",
    }
    made = {
        "format": 1,
        "id": module_id,
        "principle": "kind",
        "version": 3,
        "lang": "en-GB",
        "title": "Back from Copse Lane",
        "summary": "A crew come back from a hard call.",
        "keywords": ["kindness", "debrief"],
        "minutes": 6,
        "content_note": None,
        "source_title": "We are kind and treat people with compassion, courtesy and respect",
        "short_label": "Kind and respectful",
        "part": "heart",
        "behaviours": [
            {"id": "kind-notice-the-toll", "label": "Notice the toll"},
            {"id": "kind-small-courtesies", "label": "Small courtesies"},
        ],
        "people": {},
        "pictures": {},
        "story": {
            "denominator": 1,
            "start": 0,
            "chance": list(chance),
            "decisions": [1, 1],
            "words": 60,
            "texts": ["<p>The crew are back.</p>", "<p>They rest.</p>"],
            "items": [item],
            "scenes": {
                "one": {**scene, "tag": "on", "ending": None},
                "two": {**scene, "tag": "tw", "ending": ending},
            },
            "nodes": [
                {
                    "scene": "one",
                    "text": 0,
                    "item": 0,
                    "go": {"a": 1, "b": 1},
                    "best": 3,
                    "worst": 0,
                    "longest": 1,
                },
                {
                    "scene": "two",
                    "text": 1,
                    "item": None,
                    "go": {},
                    "best": 0,
                    "worst": 0,
                    "longest": 0,
                },
            ],
            "way_out": None,
        },
        "plan": {
            "cues": [{"id": "a", "text": "someone is quiet"}],
            "actions": [{"id": "a", "text": "ask"}],
        },
        "cards": [
            {
                **card,
                "variants": {
                    "a": {"setting": setting, "html": "<p>Hm.</p>", "item": item}
                },
            }
        ],
        "guide": {"minutes": 25, "purpose": "SECRET GUIDE"},
        **changes,
    }
    return cast(Module, made)


def contents(scos: int = 1, **changes: Any) -> Contents:
    """Contents of one module, or of a course of several;
    files are the page and one shared script.
    """
    modules = [
        module(),
        module("trusted", title="The rota"),
        module("inclusive", title="Quiet room"),
    ][:scos]
    about = describe("course", "course", modules, {})
    hrefs = [f"{one['id']}.html" for one in modules]
    if scos == 1:
        about = describe("module", "kind", modules, {})
        hrefs = ["index.html"]
    units = []
    for one, href in zip(modules, hrefs, strict=True):
        unit = describe("module", one["id"], [one], {})
        units.append(Sco(unit.key, href, (href, "player.js"), unit))
    usual = Contents(key=about.key, about=about, author="Example NHS Trust", scos=units)
    return replace(usual, **changes)


def package(edition_id: str = "1.2", scos: int = 1) -> dict[str, bytes]:
    """The files of a good package, by path."""
    edition, made = EDITIONS[edition_id], contents(scos)
    pages = {
        sco.href: b"<!doctype html><html lang='en'><title>x</title></html>"
        for sco in made.scos
    }
    files = {
        **pages,
        "player.js": b"void 0",
        edition.manifest: manifest.build(made, edition),
    }
    return files | dict(control_documents(edition))


def zipped(
    files: dict[str, bytes], tweak: Callable[[zipfile.ZipFile], None] | None = None
) -> bytes:
    """An ordinary zip of the files; `tweak` may add what ordinary zips do not hold."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
        if tweak:
            tweak(archive)
    return buffer.getvalue()


def edited(edition_id: str, old: str, new: str, scos: int = 1) -> bytes:
    """A good package whose manifest had one piece of text replaced;
    fails when the text is not there.
    """
    files = package(edition_id, scos)
    name = EDITIONS[edition_id].manifest
    text = files[name].decode()
    assert old in text, f"{old!r} is not in the manifest"
    files[name] = text.replace(old, new).encode()
    return zipped(files)

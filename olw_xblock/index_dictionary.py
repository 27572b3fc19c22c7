"""`index_dictionary`, for course search: titles, behaviours and the first scene.

Later scenes would tell the story.
"""

from __future__ import annotations

from olw_core.authoring.compiler.markdown import plain
from olw_core.engine import engine
from olw_core.errors import OlwError
from olw_core.formats.compiled import Module
from olw_xblock.block_protocol import Block
from olw_xblock.visit import Visit

TYPE = "Leadership scenario"


def index_dictionary(block: Block) -> dict[str, object]:
    """What is found by; the name alone where the module cannot be loaded."""
    content = {"display_name": block.display_name}
    try:
        module = Visit(block, for_all=True).module
    except OlwError:
        return {"content": content, "content_type": TYPE}
    sentences = [_sentence(text) for text in _texts(module)]
    content["text"] = " ".join(sentences)
    return {"content": content, "content_type": TYPE}


def _texts(module: Module) -> list[str]:
    texts = [module["title"], module["summary"], module["source_title"]]
    texts += module["keywords"]
    texts += [behaviour["label"] for behaviour in module["behaviours"]]
    first = engine.view(module, engine.start(module), "completion")
    texts.append(plain(first["html"]))
    if "item" in first:
        texts.append(plain(first["item"]["prompt"]))
    return texts


def _sentence(text: str) -> str:
    """With a full stop, so that words of two texts are never one phrase."""
    if text.endswith((".", "?", "!")):
        return text
    return f"{text}."

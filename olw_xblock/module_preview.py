"""The page behind the link in Studio's module picker: how a module opens, and no more.

A platform lets everybody who takes the course call any handler, so nothing is here that a visitor
could not read anyway.
"""

from __future__ import annotations

from typing import Any

from lxml import html
from lxml.html import builder as E  # noqa: N812 - the name lxml's own documentation gives it
from webob import Response

from olw_core import content
from olw_core.errors import OlwError
from olw_core.play.statuses import status_of
from olw_xblock import preview
from olw_xblock.assets import STYLE
from olw_xblock.block_protocol import Block

ASKED = "module"
"""In the query of the address: the id of the module."""


def module_preview(block: Block, request: Any) -> Response:
    """A whole HTML page; in plain words where there is no such module."""
    try:
        module = content.load(str(request.GET.get(ASKED, "")))
    except OlwError as error:
        return _page(
            block, str(error), preview.unavailable(str(error)), status_of(error)
        )
    return _page(block, module["title"], preview.for_reader(module, block.show), 200)


def _page(block: Block, title: str, shown: str, status: int) -> Response:
    """A whole page around what is shown."""
    style = block.runtime.local_resource_url(block, STYLE)
    head = E.HEAD(
        E.META(charset="utf-8"),
        E.META(name="viewport", content="width=device-width, initial-scale=1"),
        E.TITLE(title),
        E.STYLE(preview.STYLE),
        E.LINK(rel="stylesheet", href=str(style)),
    )
    body = E.BODY(html.fragment_fromstring(shown))
    page = html.tostring(
        E.HTML(head, body), encoding="unicode", doctype="<!DOCTYPE html>"
    )
    return Response(page, status=status, content_type="text/html", charset="utf-8")

"""Translation of the block's own words by the platform's i18n service, where there is one.

The words the player says come with the player; these are the form, the previews and the refusals.
Their catalogue is conf/locale/en/LC_MESSAGES/django.po, in the place and form that Open edX
collects translations from.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from olw_xblock import platform
from olw_xblock.block_protocol import Block

Translate = Callable[[str], str]


def translate(block: Block, text: str) -> str:
    """The text in the learner's language.

    A runtime without the service, or with half of it, gives the text as it is.
    """
    service = platform.service(block, "i18n")
    into = cast("Translate | None", getattr(service, "gettext", None))
    if into is None:
        return text
    return into(text)


def mark(text: str) -> str:
    """Marks a text for the catalogue before anybody is there to translate it for."""
    return text

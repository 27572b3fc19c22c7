"""The language that a platform shows to a person: launch_presentation.locale (LTI Core 5.4.5).

An activity's own `lang` comes before it: services/play/languages.py.
"""

from __future__ import annotations

from typing import Any

from lti_service.errors import RefusedError
from olw_core.language_tags import tag_of


def locale_of(presentation: dict[str, Any]) -> str:
    """As a language tag; "" where the platform tells none that can be read.

    Raises RefusedError (claim-type).
    """
    locale = presentation.get("locale") or ""
    if not isinstance(locale, str):
        told = f"locale is {type(locale).__name__}, not a string"
        raise RefusedError("claim-type", told)
    return tag_of(locale)

"""Translation of the block's own words through the platform's i18n service, where there is one.

The words the player says come with the player; these are the form, the previews and the refusals. Their catalogue is
conf/locale/en/LC_MESSAGES/django.po, in the place and form that Open edX collects translations from.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from xblock.exceptions import NoSuchServiceError

from olw_xblock.fields import FieldsMixin


class I18nMixin(FieldsMixin):
    """`self.gettext("...")`: the translated text, or the text itself."""

    def gettext(self, text: str) -> str:
        """The text in the learner's language. A runtime without the service, or with half of it, gives it unchanged."""
        try:
            service = self.runtime.service(self, "i18n")
        except NoSuchServiceError:
            service = None
        translate = cast(
            "Callable[[str], str] | None", getattr(service, "gettext", None)
        )
        return translate(text) if translate else text


def mark(text: str) -> str:
    """Marks a text for the catalogue where it is written before anybody is there to translate it for."""
    return text

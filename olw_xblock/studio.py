"""Studio: the edit form, saving it, and warnings beside the block in the outline.

Whether somebody may edit is the platform's matter: Studio alone offers these.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from web_fragments.fragment import Fragment
from webob import Response
from xblock.core import XBlock
from xblock.exceptions import InvalidScopeError
from xblock.validation import Validation, ValidationMessage

from olw_core import content
from olw_core.errors import OlwError
from olw_xblock import settings
from olw_xblock.assets import STUDIO
from olw_xblock.changes import FROM_COURSE, ChangesMixin
from olw_xblock.errors import RefusedError, RequestError, SettingsError
from olw_xblock.i18n import I18nMixin
from olw_xblock.platform import PlatformMixin
from olw_xblock.studio_form import STYLE, controls, form
from olw_xblock.wire import answer, read_json, refusal


class StudioMixin(ChangesMixin, I18nMixin, PlatformMixin):
    """`studio_view`, `studio_submit`, `validate`."""

    _clear_dirty_fields: Callable[[], None]

    def studio_view(self, context: Any = None) -> Fragment:
        """The edit form."""
        modules = installed()
        values = {
            control.name: self.own(control.name) for control in controls(str, modules)
        }
        prefix = (
            "olw-"
            + hashlib.sha256(str(self.scope_ids.usage_id).encode()).hexdigest()[:8]
        )
        usual = {name: self.usual(name) for name in FROM_COURSE}
        fragment = Fragment(form(self.gettext, modules, values, usual, prefix))
        fragment.add_css(STYLE)
        fragment.add_javascript_url(self.runtime.local_resource_url(self, STUDIO))
        fragment.initialize_js(
            "OlwStudio",
            {
                "csrfCookie": self.csrf_cookie(),
                "failed": self.gettext(
                    "The settings could not be saved. Check your connection and try again."
                ),
            },
        )
        return fragment

    def studio_submit(self, request: Any, suffix: str = "") -> Response:
        """Save what was changed in the form, or say for each field what is wrong with it.

        Nothing is saved unless all is well.
        """
        try:
            values = settings.check(read_json(request), installed())
        except SettingsError as error:
            fields = {
                name: self.gettext(problem) for name, problem in error.fields.items()
            }
            return refusal(
                SettingsError(self.gettext(str(error)), fields), error.status
            )
        except RequestError as error:
            return refusal(error, error.status)
        try:
            return answer({"saved": self.change(values)})
        except (
            InvalidScopeError
        ):  # an LMS lets any learner call any handler, and keeps settings read-only
            self._clear_dirty_fields()
            readonly = RefusedError(
                "settings-read-only",
                403,
                self.gettext("Settings are changed in Studio."),
            )
            return refusal(readonly, readonly.status)

    XBlock.handler(studio_submit)

    def validate(self) -> Validation:
        """What Studio shows beside the block: settings that came by import and do not fit this installation."""
        validation = super().validate()  # type: ignore[misc]
        names = [control.name for control in controls(str, {})]
        try:
            settings.check({name: self.own(name) for name in names}, installed())
        except SettingsError as error:
            for name, problem in error.fields.items():
                validation.add(
                    ValidationMessage(
                        ValidationMessage.ERROR, f"{name}: {self.gettext(problem)}"
                    )
                )
        return validation


def installed() -> Mapping[str, str]:
    """Installed modules, id to title; one that cannot be loaded is left out."""
    found: dict[str, str] = {}
    for module_id in content.module_ids():
        try:
            found[module_id] = content.load(module_id)["title"]
        except OlwError:
            continue
    return found

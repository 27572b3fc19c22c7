"""The pages of the block: the learner's, the visitor's and the author's.

The learner's page is one `<olw-player>` with the first View inline, so that nothing has to be fetched before reading.
"""

from __future__ import annotations

from typing import Any, cast

from web_fragments.fragment import Fragment
from xblock.core import XBlock

from olw_core.errors import OlwError
from olw_core.formats.player import Config
from olw_core.page import element as markup
from olw_core.report import Told, disclosure
from olw_xblock import labels, preview
from olw_xblock.assets import MORE, PLAYER, STYLE
from olw_xblock.data import DataMixin
from olw_xblock.platform import PlatformMixin
from olw_xblock.settings import safe_link

HEADING = 2
"""A platform's page has its own first heading; a unit's second-level heading stands beside ours."""


class ViewsMixin(DataMixin, PlatformMixin):
    """`student_view`, `public_view`, `author_view`."""

    has_author_view = True

    def student_view(self, context: Any = None) -> Fragment:
        """The player; a preview where there is nobody whose state could be kept."""
        if not self.has_learner():
            return self.public_view(context)
        try:
            config = self.player_config()
            fragment = Fragment(markup.player_element(cast(Config, config)))
        except OlwError as error:
            return self._preview(preview.unavailable(str(self.refused(error))))
        fragment.add_css_url(self.runtime.local_resource_url(self, STYLE))
        fragment.add_javascript_url(self.runtime.local_resource_url(self, PLAYER))
        return fragment

    XBlock.supports("multi_device")(student_view)

    def public_view(self, context: Any = None) -> Fragment:
        """The beginning to read, without the player: a visitor has no state and may send nothing."""
        try:
            return self._preview(
                preview.for_visitor(self.gettext, self.compiled(), self.show, HEADING)
            )
        except OlwError as error:
            return self._preview(preview.unavailable(str(self.refused(error))))

    def author_view(self, context: Any = None) -> Fragment:
        """What authors see in Studio: the settings and the beginning. A module that cannot be loaded says why."""
        try:
            shown = preview.for_author(
                self.gettext, self.compiled(), self.show, HEADING, self._facts()
            )
            return self._preview(shown)
        except OlwError as error:
            return self._preview(preview.unavailable(str(error)))

    def _preview(self, shown: str) -> Fragment:
        fragment = Fragment(shown)
        fragment.add_css(preview.STYLE)
        fragment.add_css_url(self.runtime.local_resource_url(self, STYLE))
        return fragment

    def player_config(self) -> dict[str, Any]:
        """The player's configuration (docs/developers/formats.md, section 8). Holds no key."""
        module = self.compiled()
        config = {
            "lang": module["lang"],
            "report": self.report,
            "heading": HEADING,
            "ownsPage": False,
            "show": self.show,
            "cover": markup.cover(module),
            "disclosure": self._disclosure(),
            "trust": self._trust(),
            "urls": self.handler_addresses(),
            "auth": {"csrfCookie": self.csrf_cookie()},
            "more": self.runtime.local_resource_url(self, MORE),
        }
        if self.show == "cards":
            self.settle()
            return config
        return {**config, **self._story()}

    def _story(self) -> dict[str, Any]:
        """Where the learner's story stands, and what is to be said before the first choice."""
        self.settle(self.counted())
        reading = self.reading()
        story: dict[str, Any] = {"view": self.view_of(reading.record)}
        practice = self.practice_words()
        if practice:
            self.begin_practice(reading.record)
            story["disclosure"] = [practice]
        notice = practice or reading.notice
        if notice:
            story["notice"] = notice
        return story

    def _disclosure(self) -> list[str]:
        told = Told(cards=self.show == "cards")
        return disclosure(self.report, "xblock", told)  # type: ignore[arg-type]

    def _trust(self) -> dict[str, Any]:
        trust: dict[str, Any] = {"name": self.trust_name} if self.trust_name else {}
        if self.support_label and safe_link(self.support_url):
            trust["support"] = [{"label": self.support_label, "url": self.support_url}]
        return trust

    def _facts(self) -> list[tuple[str, str]]:
        _ = self.gettext
        module = self.compiled()
        low, high = module["story"]["decisions"]
        return [
            (_("What to show"), labels.show(_).get(self.show, self.show)),
            (
                _("What the course is told"),
                labels.report(_).get(self.report, self.report),
            ),
            (_("Decisions"), str(high) if low == high else f"{low}-{high}"),
            (_("Minutes"), str(module["minutes"])),
            (_("Return cards"), str(len(module["cards"]))),
            (
                _("Weight"),
                f"{self.weight:g}" if self.weight is not None else _("Not set"),
            ),
            (
                _("Attempts"),
                str(self.max_attempts) if self.max_attempts else _("No limit"),
            ),
        ]

"""The block itself: all its parts put together, under the entry point `olw`.

Each part is a mixin with one concern; this file only says which, and what the platform may read of the class.
"""

from __future__ import annotations

from typing import BinaryIO

from xblock.completable import CompletableXBlockMixin
from xblock.core import XBlock
from xblock.exceptions import DisallowedFileError
from xblock.scorable import ScorableXBlockMixin

from olw_xblock.assets import open_public
from olw_xblock.olx import OlxMixin
from olw_xblock.reports import ReportsMixin
from olw_xblock.scenarios import scenarios
from olw_xblock.studio import StudioMixin
from olw_xblock.views import ViewsMixin


@XBlock.wants("i18n")
class OlwXBlock(
    ViewsMixin,
    StudioMixin,
    ReportsMixin,
    OlxMixin,
    ScorableXBlockMixin,  # type: ignore[misc]
    CompletableXBlockMixin,  # type: ignore[misc]
    XBlock,  # type: ignore[misc]
):
    """A leadership scenario of Our Leadership Way: `<olw module="kind" weight="1"/>`."""

    icon_class = "problem"
    has_children = False
    resources_dir = "public"
    """A platform publishes every file below this folder, so it names `public/` and not the package."""

    @classmethod
    def open_local_resource(cls, uri: str | bytes) -> BinaryIO:
        """Open a static file by its bare name; with `resources_dir` set, platforms ask for it in that way."""
        name = uri.decode("utf-8", "replace") if isinstance(uri, bytes) else uri
        try:
            return open_public(name)
        except KeyError:
            raise DisallowedFileError(f"There is no public file {name!r}.") from None

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        """Scenarios for the xblock-sdk workbench."""
        return scenarios()

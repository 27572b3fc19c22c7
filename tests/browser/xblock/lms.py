"""A unit's page of the strict platform in a browser: its blocks' pages, and their handlers."""

from __future__ import annotations

from typing import Any

from tests.browser.support.site import Site
from tests.support.openedx import LEARNER, OpenEdx

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Unit</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/player.css"><script src="/player.js" defer></script></head>
<body><h1>Unit</h1>BLOCKS</body></html>"""


class Unit(OpenEdx):
    """Blocks on one page; each has handlers of its own."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self.site = site
        self.learner = LEARNER
        site.api = self

    def handler_url(
        self,
        block: Any,
        handler_name: str,
        suffix: str = "",
        query: str = "",
        thirdparty: bool = False,
    ) -> str:
        return (
            f"/api/{self.usages.index(block.scope_ids.usage_id)}.{handler_name}?{query}"
        )

    def local_resource_url(self, block: Any, uri: str) -> str:
        return f"/{uri}"

    def logs_in(self, learner: str) -> None:
        """The session cookie is this person's from now on; pages that stand open stay."""
        self.learner = learner

    def open(self) -> str:
        """The address of the unit as it is now."""
        visits = [self.visit(usage, learner=self.learner) for usage in self.usages]
        blocks = "<hr>".join(visits)
        return self.site.add("unit.html", PAGE.replace("BLOCKS", blocks))

    def post(
        self, usage: Any, handler: Any, data: Any = None, *more: Any, **named: Any
    ) -> Any:
        """As a platform, or as the site's play API: `post("0.respond", body, headers)`."""
        if isinstance(usage, str) and "." in usage:
            number, name = usage.split(".")
            asked = {"learner": self.learner, "query": self.site.query}
            return super().post(self.usages[int(number)], name, handler, **asked)
        return super().post(usage, handler, data, *more, **named)

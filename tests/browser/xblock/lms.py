"""A unit's page of the strict platform in a browser: its blocks' pages, and their handlers."""

from __future__ import annotations

from typing import Any

from olw_xblock.assets import FRAME, LANGUAGE, open_public
from olw_xblock.language_choice import HANDLER, STYLE
from tests.browser.support.site import Site
from tests.support.openedx import LEARNER, OpenEdx

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Unit</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/player.css"><style>STYLE</style></head>
<body><h1>Unit</h1>BLOCKS
<script src="/player.js"></script><script src="/frame.js"></script>
<script src="/language.js"></script>MEASURE</body></html>"""
"""Scripts of blocks stand at the foot of the page (web_fragments: the placement of scripts)."""
MEASURE = """<script>
  let last = 0;
  function measure() {
    const height = document.body.scrollHeight;
    if (height === last) return;
    last = height;
    parent.postMessage({ type: "plugin.resize", payload: { height } }, "*");
  }
  addEventListener("load", measure);
  addEventListener("resize", measure);
  const observer = new MutationObserver(measure);
  observer.observe(document.body, { attributes: true, childList: true, subtree: true });
</script>"""
"""What edx-platform's lms/templates/courseware/courseware-chromeless.html was seen to do."""
AROUND = """<!DOCTYPE html><html lang="en"><head><title>Course</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body style="margin: 0"><h1>Course</h1>
<iframe title="Unit" src="unit.html" scrolling="no" style="width: 100%; border: 0"></iframe>
<script>
  addEventListener("message", ({ data: { type, payload } }) => {
    const frame = document.querySelector("iframe");
    if (type === "plugin.resize") frame.style.height = payload.height + "px";
  });
</script></body></html>"""
"""frontend-app-learning, courseware/course/sequence/Unit: as high as the frame says."""


class Unit(OpenEdx):
    """Blocks on one page; each has handlers of its own."""

    def __init__(self, site: Site) -> None:
        super().__init__()
        self.site = site
        self.learner = LEARNER
        site.api = self
        for name in (FRAME, LANGUAGE):
            with open_public(name) as file:
                site.pages[name] = file.read().decode()

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
        page = PAGE.replace("BLOCKS", "<hr>".join(visits))
        page = page.replace("MEASURE", MEASURE).replace("STYLE", STYLE)
        return self.site.add("unit.html", page)

    def open_in_course(self) -> str:
        """The same, in the frame of the course's page."""
        self.open()
        return self.site.add("course.html", AROUND)

    def post(
        self, usage: Any, handler: Any, data: Any = None, *more: Any, **named: Any
    ) -> Any:
        """As a platform, or as the site's play API: `post("0.respond", body, headers)`."""
        if isinstance(usage, str) and "." in usage:
            number, name = usage.split(".")
            asked = {"learner": self.learner, "query": self.site.query}
            answer = super().post(self.usages[int(number)], name, handler, **asked)
            if name == HANDLER:
                self.open()  # what a reload brings
            return answer
        return super().post(usage, handler, data, *more, **named)

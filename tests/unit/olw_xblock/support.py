"""A platform in memory: XBlock's own runtime and key-value store; keeps what was published."""

from __future__ import annotations

import json
from typing import Any

from webob import Request
from xblock.fields import ScopeIds
from xblock.runtime import DictKeyValueStore, KvsFieldData
from xblock.test.tools import TestRuntime

from olw_xblock.block import OlwXBlock
from olw_xblock.sealed import opened

LEARNER = "learner_1"


class Platform(TestRuntime):  # type: ignore[misc]
    """Keeps state between requests as an LMS does; every request gets a block of its own."""

    __test__ = False

    def __init__(self, **services: Any) -> None:
        self.store = DictKeyValueStore()
        super().__init__(services={"field-data": KvsFieldData(self.store), **services})
        self.published: list[tuple[str, dict[str, Any]]] = []
        self.definition = self.id_generator.create_definition("olw")
        self.usage = self.id_generator.create_usage(self.definition)

    def handler_url(
        self, block: Any, handler_name: str, *_args: Any, **_named: Any
    ) -> str:
        return f"/handler/{handler_name}"

    def local_resource_url(self, block: Any, uri: str) -> str:
        return f"/static/{uri}"

    def publish(self, block: Any, event_type: str, event_data: dict[str, Any]) -> None:
        self.published.append((event_type, event_data))

    def block(self, learner: str | None = LEARNER) -> Any:
        """The block afresh, as loaded for one request."""
        return self.construct_xblock_from_class(
            OlwXBlock, ScopeIds(learner, "olw", self.definition, self.usage)
        )

    def parsed(self, olx: str | bytes) -> Any:
        """The block that an import of this OLX makes."""
        usage = self.parse_xml_string(olx)
        definition = self.id_reader.get_definition_id(usage)
        return self.construct_xblock("olw", ScopeIds(None, "olw", definition, usage))

    def settings(self, **values: Any) -> Platform:
        """Set fields of the block or of the learner's state."""
        block = self.block()
        for name, value in values.items():
            setattr(block, name, value)
        block.save()
        return self

    def post(
        self,
        handler: str,
        data: Any = None,
        *,
        learner: str | None = LEARNER,
        **request: Any,
    ) -> tuple[int, Any]:
        """(status, JSON) of one request to a handler."""
        body = request.pop("body", json.dumps(data).encode())
        asked = Request.blank("/", method=request.pop("method", "POST"), body=body)
        response = self.handle(self.block(learner), handler, asked)
        assert response.content_type == "application/json"
        return response.status_code, json.loads(response.body)

    def respond(self, attempt: int, step: int, response: str) -> tuple[int, Any]:
        return self.post(
            "respond", {"attempt": attempt, "step": step, "response": response}
        )

    def play(self, *responses: str, attempt: int = 1, first: int = 0) -> Any:
        """Answer in turn; the last View."""
        view = None
        for step, response in enumerate(responses, start=first):
            status, told = self.respond(attempt, step, response)
            assert status == 200, told
            view = told["view"]
        return view

    def told(self, event: str) -> list[dict[str, Any]]:
        """All published data of one event, oldest first."""
        return [data for name, data in self.published if name == event]


def kept(block: Any) -> str:
    """The attempt record that is stored for a block's learner, in clear."""
    return str(opened(block.record))

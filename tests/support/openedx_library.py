"""A newer library, as Studio runs it: the OLX is the truth, and only save_block writes it.

Seen in openedx/openedx-platform, openedx/core/djangoapps/xblock/runtime/openedx_content_runtime.py
(in the Teak line learning_core_runtime.py): OpenedXContentFieldData and save_block.
"""

from __future__ import annotations

import json
from typing import Any

from lxml import etree
from webob import Request
from xblock.field_data import FieldData, SplitFieldData
from xblock.fields import Scope, ScopeIds
from xblock.runtime import DictKeyValueStore, KvsFieldData
from xblock.test.tools import TestRuntime

from olw_xblock.block import OlwXBlock


class LibraryFieldData(FieldData):  # type: ignore[misc]
    """Only content and settings, for one request; knows whether anything was changed."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.changed = False

    def get(self, block: Any, name: str) -> Any:
        self._check(block, name)
        return self.values[name]

    def set(self, block: Any, name: str, value: Any) -> None:
        self._check(block, name)
        if name in self.values and self.values[name] == value:
            return
        self.values[name] = value
        self.changed = True

    def delete(self, block: Any, name: str) -> None:
        self._check(block, name)
        del self.values[name]
        self.changed = True

    def _check(self, block: Any, name: str) -> None:
        if block.fields[name].scope not in (Scope.content, Scope.settings):
            raise NotImplementedError(f"Scope of {name} is unsupported")


class Library(TestRuntime):  # type: ignore[misc]
    """One component; `olx` is what is stored of it, `versions` how often it was written."""

    __test__ = False

    def __init__(self, olx: str = '<olw module="desk"/>') -> None:
        self.data = LibraryFieldData()
        learners = KvsFieldData(DictKeyValueStore())
        scopes = dict.fromkeys(Scope.scopes(), learners)
        scopes.update({Scope.content: self.data, Scope.settings: self.data})
        super().__init__(services={"field-data": SplitFieldData(scopes)})
        self.olx = olx
        self.versions = 0

    def handler_url(
        self, block: Any, handler_name: str, *_args: Any, **_named: Any
    ) -> str:
        return f"https://studio.example/api/xblock/v2/{handler_name}/"

    def local_resource_url(self, block: Any, uri: str) -> str:
        return f"https://studio.example/static/{uri}"

    def block(self) -> Any:
        """The component as read from its OLX for one request."""
        self.data.values.clear()
        keys = ScopeIds("author_1", "olw", None, "lb:Trust:Library:olw:1")
        block = OlwXBlock.parse_xml(etree.fromstring(self.olx), runtime=self, keys=keys)
        block.force_save_fields(block._get_fields_to_save())
        self.data.changed = False
        return block

    def save_block(self, block: Any) -> None:
        """Write the OLX anew, if any field was set or deleted."""
        if not self.data.changed:
            return
        node = etree.Element("olw")
        block.add_xml_to_node(node)
        self.olx = etree.tostring(node, encoding="unicode")
        self.versions += 1
        self.data.changed = False

    def submit(self, form: dict[str, Any]) -> tuple[int, Any]:
        """(status, JSON) of saving the form."""
        body = json.dumps(form).encode()
        request = Request.blank("/", method="POST", body=body)
        response = self.handle(self.block(), "studio_submit", request)
        return response.status_code, json.loads(response.body)

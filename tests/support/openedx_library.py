"""A newer library, as Studio runs it: the OLX is the truth, and only save_block writes it.

Seen in openedx/openedx-platform, openedx/core/djangoapps/xblock/runtime/openedx_content_runtime.py
(in the Teak line openedx/core/djangoapps/xblock/runtime/learning_core_runtime.py):
OpenedXContentFieldData and save_block.
"""

from __future__ import annotations

import json
from typing import Any

from lxml import etree
from webob import Request
from xblock.core import XBlockMixin
from xblock.field_data import FieldData, SplitFieldData
from xblock.fields import Scope, ScopeIds, String
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


class UpstreamSyncMixin(XBlockMixin):  # type: ignore[misc]
    """cms/lib/xblock/upstream_sync.py: mixed into the blocks of a course, in Studio alone."""

    upstream_display_name = String(default=None, scope=Scope.settings)

    @classmethod
    def get_customizable_fields(cls) -> dict[str, str | None]:
        """Settings that a course may set for itself -> where the library's value is kept."""
        return {
            "display_name": "upstream_display_name",
            "max_attempts": None,
            "weight": None,
        }


class Course(TestRuntime):  # type: ignore[misc]
    """A course in Studio with one block that came from a library."""

    __test__ = False

    def __init__(self) -> None:
        data = KvsFieldData(DictKeyValueStore())
        super().__init__(services={"field-data": data}, mixins=(UpstreamSyncMixin,))
        self.block = self.construct_xblock_from_class(
            OlwXBlock, ScopeIds("author_1", "olw", "d", "u")
        )

    def take_over(self, upstream: Any) -> None:
        """cms/lib/xblock/upstream_sync_block.py: an update of the library's block.

        Where a course may set something for itself, it keeps what differs from the library's last
        value, if there was one; nothing is kept of other settings.
        """
        own = self.block.get_customizable_fields()
        for name, field in upstream.fields.items():
            if field.scope not in (Scope.content, Scope.settings):
                continue
            value = getattr(upstream, name)
            if name not in own:
                setattr(self.block, name, value)
            elif own[name] is not None:
                self._fetch(name, own[name], value)

    def _fetch(self, name: str, kept_in: Any, value: Any) -> None:
        before = getattr(self.block, kept_in)
        setattr(self.block, kept_in, value)
        if not before or getattr(self.block, name) == before:
            setattr(self.block, name, value)

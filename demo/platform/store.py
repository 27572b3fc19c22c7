"""What the demo LMS remembers: its signing key, line items and grades. One lock, one small JSON
file or none.
"""

from __future__ import annotations

import json
import os
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from joserfc.jwk import KeyParameters, RSAKey

from demo.platform.course import Activity

KEY: KeyParameters = {"kid": "platform-1", "use": "sig", "alg": "RS256"}


Trouble = tuple[int, dict[str, str]]
"""(HTTP status, headers)."""


@dataclass
class Grade:
    """`given` of `maximum`; None after a score that was not final, as Moodle does.

    `second` orders the scores.
    """

    given: float | None
    """In points of the column."""
    maximum: float
    """Of the column."""
    second: int
    """The score's timestamp in whole seconds since 1970."""


@dataclass
class LineItem:
    """A column of the gradebook."""

    id: str
    """In addresses."""
    label: str
    """What the gradebook shows."""
    maximum: float
    """Points of the column."""
    activity: str
    """Id of the link it belongs to; "" for none."""
    tag: str = ""
    """The tool's own word for it."""
    resource_id: str = ""
    """The tool's own id for it."""
    grades: dict[str, Grade] = field(default_factory=dict)
    """By the person's id."""


@dataclass
class Tool:
    """A tool that registered itself."""

    client_id: str
    """By which it knows itself here."""
    deployment_id: str
    """Of the tool in this LMS."""
    name: str
    """What people call it."""
    domain: str
    """Host of its target."""
    login_url: str
    """Where launches begin."""
    redirect_uris: list[str]
    """Where tokens may be posted to."""
    keys_url: str
    """Its public keys."""
    target: str
    """What it opens."""
    scopes: list[str]
    """What it may do."""
    names: bool
    """Whether it is told names."""
    custom: dict[str, str] = field(default_factory=dict)
    """Parameters of every launch."""


class Store:
    """Use `with store.lock:` around what belongs together, then `save()`.

    `key`: for a platform without a file, in place of a new one.
    """

    def __init__(self, path: Path | None, key: RSAKey | None = None) -> None:
        self.path = path
        """None = memory."""
        self._given = key
        self.lock = threading.RLock()
        self.items: dict[str, LineItem] = {}
        """Columns by id."""
        self.tools: dict[str, Tool] = {}
        """Those that registered themselves, by client id."""
        self.trouble: dict[str, Trouble] = {}
        """By service name: it fails on purpose."""
        self.handlers: dict[str, str] = {}
        """Kind of notice -> where the tool takes it."""
        self.most_notices = 0
        """That the tool takes in one delivery, 0 where it did not say."""
        self.log: list[str] = []
        """The services that were called, each time."""
        self.added: dict[str, Activity] = {}
        """Activities that the tool's picker chose."""
        self.choosing: set[str] = set()
        """The `data` of requests to choose."""
        self.nonces: set[str] = set()
        """Of the tool's answers."""
        self.regraded: set[str] = set()
        """People whose total is being reckoned anew."""
        self.key = self._load()

    def _load(self) -> RSAKey:
        """Reads the file, if there is one; the key is made at the first start."""
        if self.path is None or not self.path.exists():
            return self._given or RSAKey.generate_key(2048, parameters=KEY)
        kept = json.loads(self.path.read_text("utf-8"))
        for item in kept["items"]:
            grades = {}
            for person, grade in item.pop("grades").items():
                grades[person] = Grade(**grade)
            column = LineItem(**item, grades=grades)
            self.items[column.id] = column
        for fields in kept.get("added", []):
            activity = Activity(**fields)
            self.added[activity.id] = activity
        for tool in kept.get("tools", []):
            self.tools[tool["client_id"]] = Tool(**tool)
        return RSAKey.import_key(kept["key"])

    def save(self) -> None:
        """Write everything, whole or not at all."""
        if self.path is None:
            return
        kept: dict[str, Any] = {
            "key": self.key.as_dict(private=True),
            "items": [asdict(item) for item in self.items.values()],
            "added": [asdict(activity) for activity in self.added.values()],
            "tools": [asdict(tool) for tool in self.tools.values()],
        }
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(kept), encoding="utf-8", newline="\n")
        os.replace(fresh, self.path)

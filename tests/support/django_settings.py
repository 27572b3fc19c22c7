"""Django settings for a test, in place of a whole Django: what `django.conf.settings` would say."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest


def configure(monkeypatch: pytest.MonkeyPatch, **settings: Any) -> None:
    """Make these the settings of a configured Django."""
    conf = ModuleType("django.conf")
    values = {"configured": True, "CSRF_COOKIE_NAME": "csrftoken", **settings}
    conf.__dict__["settings"] = SimpleNamespace(**values)
    monkeypatch.setitem(sys.modules, "django.conf", conf)
    translation = ModuleType("django.utils.translation")
    translation.__dict__["get_language"] = lambda: "en"
    monkeypatch.setitem(sys.modules, "django.utils.translation", translation)

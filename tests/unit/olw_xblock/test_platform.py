"""What is asked of Django, with and without it."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from olw_xblock.platform import csrf_cookie, handler_addresses
from tests.unit.olw_xblock.support import Platform


def django(monkeypatch: pytest.MonkeyPatch, **settings: Any) -> None:
    conf = ModuleType("django.conf")
    conf.__dict__["settings"] = SimpleNamespace(**settings)
    monkeypatch.setitem(sys.modules, "django.conf", conf)


def test_cookie_of_a_configured_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    django(monkeypatch, configured=True, CSRF_COOKIE_NAME="prod-csrftoken")
    assert csrf_cookie() == "prod-csrftoken"


def test_cookie_where_django_is_not_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    django(monkeypatch, configured=False)
    assert csrf_cookie() == "csrftoken"


def test_cookie_without_django(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "django.conf", None)
    assert csrf_cookie() == "csrftoken"


def test_addresses(platform: Platform) -> None:
    assert handler_addresses(platform.block(), practice=False) == {
        "respond": "/handler/respond",
        "retry": "/handler/retry",
        "plan": "/handler/plan",
        "card": "/handler/card",
    }

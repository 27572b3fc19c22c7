"""What is asked of Django, with and without it."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from tests.unit.olw_xblock.support import Platform


def django(monkeypatch: pytest.MonkeyPatch, **settings: Any) -> None:
    conf = ModuleType("django.conf")
    conf.__dict__["settings"] = SimpleNamespace(**settings)
    monkeypatch.setitem(sys.modules, "django.conf", conf)


def test_cookie_of_a_configured_platform(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    django(monkeypatch, configured=True, CSRF_COOKIE_NAME="prod-csrftoken")
    assert platform.block().csrf_cookie() == "prod-csrftoken"


def test_cookie_where_django_is_not_configured(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    django(monkeypatch, configured=False)
    assert platform.block().csrf_cookie() == "csrftoken"


def test_cookie_without_django(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "django.conf", None)
    assert platform.block().csrf_cookie() == "csrftoken"


def test_addresses(platform: Platform) -> None:
    assert platform.block().handler_addresses() == {
        "respond": "/handler/respond",
        "retry": "/handler/retry",
        "plan": "/handler/plan",
        "card": "/handler/card",
    }

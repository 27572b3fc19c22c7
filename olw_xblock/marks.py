"""XBlock's own marks on a method, with the types that XBlock does not give them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from xblock.core import XBlock

Method = TypeVar("Method", bound=Callable[..., object])


def handler(method: Method) -> Method:
    """A platform may call the method over HTTP."""
    XBlock.handler(method)
    return method


def works_on_phones(method: Method) -> Method:
    """The page may be shown in Open edX's app (`multi_device`)."""
    XBlock.supports("multi_device")(method)
    return method

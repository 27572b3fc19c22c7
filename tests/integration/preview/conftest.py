"""The draft and its preview."""

from tests.support.draft import folder, url

__all__ = ["folder", "url"]

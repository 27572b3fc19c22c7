"""Platforms: how one becomes known, is changed, and may show us in a frame."""

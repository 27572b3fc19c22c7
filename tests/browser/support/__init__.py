"""Helpers for tests in Chromium that every door may use."""

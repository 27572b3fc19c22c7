"""Calls to platforms: deadlines, guarded addresses, limits on what comes back, and turns between
platforms.

`client.py` is the one place that knows the HTTP library.
"""

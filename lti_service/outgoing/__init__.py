"""Calls to platforms: deadlines, guarded addresses, limits on answers, turns between platforms.

`client.py` is the one place that knows the HTTP library.
"""

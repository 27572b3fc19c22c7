"""LTI messages as pure functions: a signed token in, a checked `Launch` out.

No database, no network, no clock.
"""

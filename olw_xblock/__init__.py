"""The Open edX door: the `olw` XBlock, a thin adapter over olw_core.

`block.py` says what a platform meets, and which file does it. No content may lie in this package:
a platform publishes files from here. Only `public/` holds static files.
"""

"""The LTI door: its own time for a launch, beside pylti1p3's Flask tool, and what it can serve.

Both tools are called without a web server for a launch, in turn and on the same machine. Then two
web processes serve eight clients on PostgreSQL and on SQLite, beside the least that an answer which
is kept can cost (`floor.py`).
"""

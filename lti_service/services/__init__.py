"""The services: one noun each.

Who takes a session flushes and never commits; who takes the database opens units of its own.
"""

"""The services: a room for each thing that the service does, and in it one noun a file.

Beside the rooms stands what several of them use: statements about rows, what is read at a glance,
sheets, and the two logs.

Who takes a session flushes and never commits; who takes the database opens units of its own.
"""

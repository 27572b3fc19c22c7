"""Power cuts: processes are killed at random points, and nothing that was said to be saved is lost.

`make chaos` runs the long version; `make test` has the short one.
"""

"""Measurements, not tests: each script prints figures beside a baseline of the same minute.

`make bench` runs them all and ends with the goals that were missed. Each script's `main`
prints and returns its goals.
"""

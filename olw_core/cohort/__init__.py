"""Many learners at once: the only way to read other people's data, for pages and files.

`status.py` says by name who has begun and completed what, and `grid.py` orders it. All else is
figures that nobody can be found in: `ways.py` reads first answers, `step.py` makes them a step of
people who are counted together, `tables.py` makes tables of steps by the thresholds of `rules.py`.
`stops.py` does the same for what would stop people. `published.py` holds all that comes of it;
`decision.py`, `principles.py` and `sheets.py` show it.
docs/developers/disclosure.md has the rules and the proof.
"""

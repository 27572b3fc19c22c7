"""The shapes of the data that travels between parts, as TypedDicts with a line for each field.

`compiled.py`, with `items.py` and `guide.py`, is what the compiler makes; `view.py`, `result.py`
and `card.py` what a learner's browser may know; `calls.py` and `answers.py` what browser and server
say to each other; `player.py` the player's configuration. docs/developers/formats.md tells them as
a whole, and `player/src/engine/types.ts` is their twin. Whatever is handed in is read, never
changed.
"""

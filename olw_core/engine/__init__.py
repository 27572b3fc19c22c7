"""The playing floor: reads compiled JSON and a record, gives Views.

Twin of olw_core/player/src/engine/. `engine.py` is the door to it. No file, no clock, no state, and
nothing of the authors' side.
"""

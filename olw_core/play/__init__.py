"""The play room: the play protocol on a server, the same in both server doors.

`room.py` takes a stored text and a request's fields and gives back what came of them; `cards.py`
does so for return cards. `bodies.py` and `read_body.py` read requests, `statuses.py` says which
refusal is which HTTP status, `sealing.py` makes stored texts unreadable. No clock, no files.
"""

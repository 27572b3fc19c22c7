"""Takes a Twine story in Twee 3 notation over as a module; see docs/authors/twine.md.

`passages.py` reads the notation, one file for each story format reads its code to the tree of
`parts.py`, `drafts.py` flattens it, `reachable.py` says where it leads, `made.py` writes the module
and `told.py` lists what an author must add.
"""

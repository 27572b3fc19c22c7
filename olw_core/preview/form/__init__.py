"""The page on which authors change a story without writing YAML.

`spans.py` says where each value stands in module.yaml and `splice.py` puts another in its place,
so that all else stays as it is typed: comments, order, layout. `fields.py` says what may be
changed, `edits.py` changes it, `desk.py` writes and takes back, `pages.py` shows it.
"""

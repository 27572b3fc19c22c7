"""The shared heart of Our Leadership Way: content, compiler, scoring, engine, record and progress.

Pure Python: it knows no web framework, no database, no LMS.
"""

__version__ = "0.1.0"

"""Several commands of `olw` in one process: to start Python for each takes longer than they do."""

from __future__ import annotations

IN_TURN = """
import json, sys
from olw_core.cli import main
for step in json.loads(sys.argv[1]):
    sys.argv[1:] = step
    try:
        main()
    except SystemExit as ended:
        if ended.code:
            sys.exit(f"{step}: {ended.code}")
"""
"""A script: its argument lists the commands as JSON; it ends with the first that fails."""

"""The Open edX door: a thin XBlock over olw_core."""

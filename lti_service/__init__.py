"""The LTI 1.3 door: a Flask service over olw_core."""

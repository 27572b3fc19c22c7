"""Tests of the LTI door."""

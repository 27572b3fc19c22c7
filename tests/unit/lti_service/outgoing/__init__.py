"""Tests of calls to platforms."""

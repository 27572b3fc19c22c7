"""Scores: line items, the outbox, and the way of one score to its platform."""

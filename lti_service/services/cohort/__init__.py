"""A course's people and how far they are, as a facilitator sees them."""

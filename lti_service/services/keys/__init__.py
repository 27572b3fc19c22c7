"""Keys: our own, and those that platforms publish."""

"""The demo site: one address with the three doors, and all it needs set up at the first start."""

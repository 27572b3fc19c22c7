"""The demo site: one address with the three doors, everything it needs set up at the first start."""

"""For administrators and monitors: signing in, settings, numbers, and checks of a connection."""

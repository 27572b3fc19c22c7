"""The player by itself, in Chromium, over real modules."""

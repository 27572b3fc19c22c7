"""The doors in browsers of other makers than Chromium's."""

"""Our pages in other engines than Chromium."""

"""Playing: attempts, what a request to play needs, and what it came to."""

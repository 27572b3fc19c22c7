"""What `make demo` shows: not part of the product, and may import every part of it."""

"""The services: one noun each. They take the session as an argument, flush and never commit."""

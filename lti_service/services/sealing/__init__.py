"""What lies sealed in the database, and the secret under which it does."""

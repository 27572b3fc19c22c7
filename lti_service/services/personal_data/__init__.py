"""What is kept of people: told, forgotten, and removed with a platform."""

"""Who owes what by which title."""

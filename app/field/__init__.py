"""What was found at the door."""

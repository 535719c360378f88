"""What is known of whereabouts and property."""

"""Long work outside the request."""

"""Looking back at a sweep."""

"""Addresses, where they lie, and how long the way is."""

"""The tablet's letter box."""

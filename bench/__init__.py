"""Measurements of the whole product: CPU time of every page, memory at rest, time to start."""

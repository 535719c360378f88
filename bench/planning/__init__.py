"""Benchmarks of planning: problems read from files, peers on the same input, one table each."""

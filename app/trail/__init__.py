"""What was done: one hash-chained line for every deed."""

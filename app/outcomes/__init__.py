"""What came of it: the board, the bulletin, the case-system data sheet."""

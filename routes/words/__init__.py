"""What the program says to people. Codes are for ever; words live here, in Chinese, and in the translations."""

"""The statutes as pure functions and versioned numbers, each with its article."""

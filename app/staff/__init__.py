"""Who: accounts, roles, verbs, sign-ins."""

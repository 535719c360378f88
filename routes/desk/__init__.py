"""Office pages. Every module here that names a blueprint `pages` is a door."""

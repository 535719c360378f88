"""The tablet's page and its letter box. Every module here that names a blueprint `pages` is a door."""

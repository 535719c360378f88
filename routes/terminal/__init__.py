"""Terminal commands under `flask --app wsgi`. Every module here that names `command` is one."""

"""Terminal commands under `flask --app wsgi`, each imported when it is called: a serving process loads none of them."""

from importlib import import_module

import click
from flask.cli import AppGroup

COMMANDS = {
    "backup": "backups",
    "cases": "cases",
    "court": "tables",
    "demo": "demo",
    "doctor": "checkup",
    "init": "court",
    "law": "law",
    "money": "money",
    "papers": "papers",
    "restore": "restores",
    "sweep": "sweeps",
    "trail": "trail",
    "upgrade": "upkeep",
    "user": "people",
    "worker": "worker",
}
"""Each command and the module of this package that names it `command`."""


class Commands(AppGroup):
    """The commands of this house."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name == "sweep":
            import_module("routes.terminal.bulletins")
        found: click.Command = import_module(f"routes.terminal.{COMMANDS[cmd_name]}").command
        return found

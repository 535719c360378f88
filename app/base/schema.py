"""All declared tables of the house, for migrations and tests."""

import pkgutil
from importlib import import_module

from sqlalchemy import MetaData

import app
from app.base.columns import Row


def metadata() -> MetaData:
    """The metadata with every room's `tables*.py` read in."""
    for room in pkgutil.iter_modules(app.__path__):
        package = import_module(f"app.{room.name}")
        for part in pkgutil.iter_modules(package.__path__):
            if part.name.startswith("tables"):
                import_module(f"app.{room.name}.{part.name}")
    return Row.metadata

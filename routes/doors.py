"""Opens every door: the front, the office pages, the tablet, the terminal."""

import pkgutil
from importlib import import_module

from flask import Flask
from flask_wtf import CSRFProtect

import routes.desk
import routes.tablet
from routes import front, health, proofs
from routes.terminal import Commands


def open_all(app: Flask, csrf: CSRFProtect) -> None:
    """Register the blueprints and terminal commands of all doors.

    A module of `routes/desk` or `routes/tablet` that names a blueprint `pages` is a door. A blueprint whose module
    says `PROGRAMS = True` is called by programs with JSON and carries no form token.
    """
    app.register_blueprint(front.pages)
    app.register_blueprint(health.pages)
    app.register_blueprint(proofs.pages)
    for package in (routes.desk, routes.tablet):
        for found in pkgutil.iter_modules(package.__path__):
            module = import_module(f"{package.__name__}.{found.name}")
            if hasattr(module, "pages"):
                app.register_blueprint(module.pages)
            if getattr(module, "PROGRAMS", False):
                csrf.exempt(module.pages)
    app.cli = Commands()

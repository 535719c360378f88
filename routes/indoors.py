"""The deployment without its doors: what the worker stands in, which shows nothing and answers nobody."""

from flask import Flask

from app.base.schema import metadata
from app.base.settings import ROOT, Settings
from routes import journal
from routes.deployment import KEY, Deployment, opened


def indoors() -> Flask:
    """An application that holds the deployment and knows every table, and has no page."""
    settings = Settings.load()
    app = Flask("fieldwrit", root_path=str(ROOT))
    app.extensions[KEY] = Deployment(settings, opened(settings))
    journal.install(app, settings.log)
    metadata()
    return app

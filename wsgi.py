"""The composition root: builds the application and does nothing else."""

from routes.application import create_app

app = create_app()

"""What one running deployment holds: its settings, its store, its clock."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from app.base.clock import Clock
from app.base.settings import Settings
from app.base.store import Store

KEY = "fieldwrit"


@dataclass(frozen=True)
class Deployment:
    """Given to `create_app`; `clock` None means: the machine's clock moved by the store's offset."""

    settings: Settings
    store: Store
    clock: Clock | None = None


def deployment(app: Flask | None = None) -> Deployment:
    """The deployment of the app at work."""
    return cast(Deployment, (app or current_app).extensions[KEY])

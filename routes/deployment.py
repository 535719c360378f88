"""What one running deployment holds: its settings, its store, its clock."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from app.base.clock import Clock
from app.base.refusal import Refusal
from app.base.settings import Settings
from app.base.store import Store
from routes.words.common import REFUSALS

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


def opened(settings: Settings) -> Store:
    """The store that the settings name. Nothing is read from it yet."""
    return Store(settings.store_address, lock=settings.home / "write.lock", schema=settings.db_schema)


def refused(no: Refusal) -> str:
    """What is wrong with the settings, as a process says it that cannot start."""
    wrong = ", ".join(f"FIELDWRIT_{fault.field.upper()} ({fault.code})" for fault in no.faults)
    return f"{REFUSALS[no.code]} {wrong}"

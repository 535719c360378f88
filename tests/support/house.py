"""The application over the played demonstration day, for tests that walk its doors."""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import func, select

from app.base.schema import metadata
from app.base.store import Store
from app.trail import queries as trail
from tests.support.matrix import Ground
from tests.support.pages import Browser


@dataclass(frozen=True)
class House:
    """The application over the played day with both worlds, and what lies in its store."""

    app: Flask
    store: Store
    ground: Ground

    def open(self, username: str | None) -> Browser:
        return Browser(self.app, username)

    def written(self) -> tuple[object, ...]:
        """What changes when anything is written: the head of the trail, and how much each table holds."""
        with self.store.reading() as session:
            counts = [session.scalar(select(func.count()).select_from(table)) for table in metadata().sorted_tables]
            return (trail.head(session), *counts)

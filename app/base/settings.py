"""Settings come from FIELDWRIT_* variables or a TOML file; docs/operations.md explains each."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from app.base.reading import faults_of
from app.base.refusal import Kind, Refusal

PREFIX = "FIELDWRIT_"
OTHERS = frozenset({"FIELDWRIT_CONFIG", "FIELDWRIT_PICTURES"})
"""Variables that are no settings: where the settings file lies, where browser tests put their pictures."""
ROOT = Path(__file__).resolve().parents[2]


class Settings(BaseModel):
    """How this one deployment runs. Nothing about the court itself: that is the court's profile in the store."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path = ROOT / "var"
    """The one folder in which everything lives: store, papers, media, keys, log."""
    store: str = ""
    """Database address; empty means SQLite in `home`."""
    db_schema: str = "fieldwrit"
    """PostgreSQL only: the schema of this court."""
    host: str = "127.0.0.1"
    """Where the web process listens; behind a proxy it stays on this machine."""
    port: int = 8000
    """On which port."""
    threads: int = 8
    """Requests one web process answers at the same time."""
    secure_cookies: bool = False
    """Cookies over HTTPS only; a real court sets it (docs/install.md)."""
    fonts: Path | None = None
    """A folder of the court's own licensed fonts, put first."""
    sealer: str = ""
    """The court's electronic seal as `package.module:Class` (docs/operations.md); empty: papers are sealed by hand."""
    roads: str = ""
    """Where times by road come from: `osrm`, `valhalla` or `graphhopper` with an address in the court's own network, or `file`
    with the path of a table; empty: ways are estimated."""
    tiles: str = ""
    """Map tiles the court switched on (a path of ours or an address); empty means none."""

    @property
    def store_address(self) -> str:
        """The database address in force."""
        return self.store or f"sqlite:///{self.home / 'court.db'}"

    @property
    def papers(self) -> Path:
        """Where the bytes of papers lie, by hash."""
        return self.home / "papers"

    @property
    def keys(self) -> Path:
        """Where the secrets of this deployment lie."""
        return self.home / "keys"

    @property
    def asked(self) -> Path:
        """Where all web processes count how often an address asked the page of verification."""
        return self.home / "asked.bin"

    @property
    def media(self) -> Path:
        """Where the bytes of photos and scans lie, by hash."""
        return self.home / "media"

    @property
    def log(self) -> Path:
        """Where the log files lie."""
        return self.home / "log"

    @field_validator("home", "fonts", mode="after")
    @classmethod
    def _absolute(cls, path: Path | None) -> Path | None:
        return path.expanduser().resolve() if path else None

    @classmethod
    def load(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """Variables win over the file named by FIELDWRIT_CONFIG; an unknown or wrong setting is refused by name."""
        values: dict[str, Any] = {}
        if file := environment.get(PREFIX + "CONFIG"):
            values.update(tomllib.loads(Path(file).read_text("utf-8")))
        for name, value in environment.items():
            if name.startswith(PREFIX) and name not in OTHERS:
                values[name.removeprefix(PREFIX).lower()] = value
        try:
            return cls.model_validate(values)
        except ValidationError as wrong:
            raise Refusal("settings.invalid", Kind.INVALID, faults=faults_of(wrong)) from None

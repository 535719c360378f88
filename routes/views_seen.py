"""Who saw what: one JSON line for each page shown to somebody who is signed in (`PIPL.protection`, `PIPL.assessment.kept`).

A line holds ids alone: who, which page, and the cases, persons or papers in its address. It is kept for three years.
"""

import gzip
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Final, TextIO
from uuid import UUID

from flask import Flask, Response, g, request

from app.base.actor import Actor
from routes.journal import Keeper

FILE: Final = "seen.jsonl"


@dataclass(frozen=True)
class Seen:
    """One page that was shown: when (ISO 8601), to whom, which, and the ids in its address."""

    at: str
    by: UUID
    page: str
    of: tuple[UUID, ...]


def install(app: Flask, folder: Path) -> None:
    """Note every page that a signed-in person was shown."""
    keeper = Keeper(folder / FILE, encoding="utf-8", delay=True)
    keeper.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger(f"{app.name}.seen")
    logger.handlers = [keeper]
    logger.setLevel(logging.INFO)
    logger.propagate = False

    @app.after_request
    def _note(answer: Response) -> Response:
        actor: Actor | None = g.get("actor")
        if actor and actor.id and request.method == "GET" and answer.status_code == HTTPStatus.OK:
            ids = [str(one) for one in (request.view_args or {}).values() if isinstance(one, UUID)]
            line = {"at": str(actor.now), "by": str(actor.id), "page": request.endpoint, "of": ids}
            logger.info(json.dumps(line))
        return answer


def of(folder: Path, subject: UUID) -> Iterator[Seen]:
    """All that was shown of this case, person or paper, the oldest first; files put aside by rotation count too."""
    for file in sorted(folder.glob(f"{FILE}*"), key=lambda one: one.stat().st_mtime):
        with _opened(file) as lines:
            for line in lines:
                if str(subject) in line:
                    told = json.loads(line)
                    yield Seen(told["at"], UUID(told["by"]), told["page"], tuple(map(UUID, told["of"])))


def _opened(file: Path) -> TextIO:
    return gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8")

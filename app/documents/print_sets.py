"""What a batch is handed out as: one file to print for each squad, and a manifest that names every paper by its hash."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from app.base import media
from app.base.actor import Actor
from app.base.canonical import canonical
from app.base.reading import Command
from app.base.refusal import Kind, Refusal
from app.base.turns import take_turn
from app.documents import actions, batch
from app.documents.batch import BATCH, LeftOut, Piece, Ready, Workshop
from app.documents.catalog import kind_of
from app.documents.gather_sweeps import whole_sweep
from app.jobs import actions as jobs
from app.jobs import queries as job_queries
from app.jobs.actions import Result, Task
from app.jobs.rules import ENDED
from app.staff import queries as staff
from app.sweeps.views import SweepView

VERBS: Final = frozenset({"paper.issue", "paper.make", "paper.view"})
UNFIT: Final = re.compile(r"[^\w（）〔〕-]+")
"""What a file name is spared."""


@dataclass(frozen=True)
class SquadSet:
    """A squad's papers in the order of its day, the file that prints them all, and what is left out."""

    squad_id: UUID
    squad: str
    papers: tuple[Ready, ...]
    left_out: tuple[LeftOut, ...]
    content: bytes
    pages: int

    @property
    def sha256(self) -> str:
        """The hash of the file."""
        return hashlib.sha256(self.content).hexdigest()


class AskForBatch(Command):
    """All papers of a sweep are wanted."""

    sweep_id: UUID = Field()


def ask_for_batch(session: Session, actor: Actor, deed: AskForBatch) -> UUID:
    """Put up the job; refused while one runs, and when somebody may not see the whole sweep."""
    sweep = whole_sweep(session, actor, deed.sweep_id)
    take_turn(session, f"sweep {sweep.id}")
    running = job_queries.newest(session, BATCH, str(sweep.id))
    if running is not None and running.state not in ENDED:
        raise Refusal("paper.batch_runs", Kind.CONFLICT)
    return jobs.put_up(session, actor, BATCH, {"subject": str(sweep.id), "at": actor.now.iso})


def work(task: Task, workshop: Workshop) -> Result:
    """The job: papers made with progress, print sets kept by their hash. A broken one goes on where it was."""
    sweep_id = UUID(task.args["subject"])
    with task.store.reading() as session:
        name = staff.names(session, [task.by_id]).get(task.by_id, "") if task.by_id else ""
        actor = Actor(task.by_id, name, task.clock(), verbs=VERBS)
        sweep = whole_sweep(session, actor, sweep_id)
        wanted = batch.pieces(session, actor, sweep_id)
    task.report(0, len(wanted))
    if task.attempt > 1:
        with task.store.writing() as session:
            actions.return_left(session, actor, [one.wanted for one in wanted])
    made = batch.make(workshop, actor, wanted, lambda done: task.report(done, len(wanted)))
    sets = by_squad(workshop, wanted, made)
    manifest = canonical(manifest_of(sweep, sets))
    return {
        "sets": [
            {
                "squad_id": str(one.squad_id),
                "squad": one.squad,
                "sha256": media.keep(workshop.place.papers, one.content),
                "papers": len(one.papers),
                "pages": one.pages,
                "left_out": len(one.left_out),
            }
            for one in sets
        ],
        "manifest": media.keep(workshop.place.papers, manifest),
    }


def by_squad(workshop: Workshop, wanted: Sequence[Piece], made: Iterable[Ready | LeftOut]) -> list[SquadSet]:
    """The papers of a batch, squad by squad, each with its file."""
    every = list(made)
    found = []
    for squad_id, squad in dict.fromkeys((piece.squad_id, piece.squad) for piece in wanted):
        mine = [one for one in every if one.piece.squad_id == squad_id]
        papers = tuple(one for one in mine if isinstance(one, Ready))
        left_out = tuple(one for one in mine if isinstance(one, LeftOut))
        content, pages = joined(media.fetch(workshop.place.papers, one.sha256) for one in papers)
        found.append(SquadSet(squad_id, squad, papers, left_out, content, pages))
    return found


def joined(papers: Iterable[bytes]) -> tuple[bytes, int]:
    """One file of all pages, in order, and how many they are. The papers themselves stay as they are."""
    import pikepdf  # noqa: PLC0415 - loads where it is used

    with pikepdf.new() as whole:
        for content in papers:
            with pikepdf.open(BytesIO(content)) as paper:
                whole.pages.extend(paper.pages)
        written = BytesIO()
        whole.save(written, deterministic_id=True)
        return written.getvalue(), len(whole.pages)


def manifest_of(sweep: SweepView, sets: Iterable[SquadSet]) -> dict[str, Any]:
    """What was handed out: every paper with its number and hash, and what was left out."""
    return {
        "sweep": {"number": sweep.number, "name": sweep.name, "starts_at": sweep.starts_at.iso},
        "squads": [
            {
                "squad": one.squad,
                "print_set": {"sha256": one.sha256, "pages": one.pages},
                "papers": [
                    {**_named(paper.piece), "control_no": paper.control_no, "sha256": paper.sha256, "file": name}
                    for paper, name in zip(one.papers, file_names(one.papers), strict=True)
                ],
                "left_out": [{**_named(left.piece), "code": left.code} for left in one.left_out],
            }
            for one in sets
        ],
    }


def file_names(papers: Sequence[Ready]) -> list[str]:
    """`NN-案号-姓名-文书.pdf`, in the order of the set."""
    return [
        "-".join([f"{place:02}", *(UNFIT.sub("", word) for word in _words(one.piece) if word)]) + ".pdf"
        for place, one in enumerate(papers, start=1)
    ]


def write(folder: Path, workshop: Workshop, sweep: SweepView, sets: Sequence[SquadSet]) -> Mapping[str, Any]:
    """A folder for each squad with its papers and its print set, and the manifest beside them."""
    manifest = manifest_of(sweep, sets)
    for place, one in enumerate(sets, start=1):
        home = folder / f"{place:02}-{UNFIT.sub('', one.squad)}"
        home.mkdir(parents=True, exist_ok=True)
        for paper, name in zip(one.papers, file_names(one.papers), strict=True):
            (home / name).write_bytes(media.fetch(workshop.place.papers, paper.sha256))
        (home / "print-set.pdf").write_bytes(one.content)
    (folder / "manifest.json").write_bytes(canonical(manifest))
    return manifest


def _words(piece: Piece) -> tuple[str, ...]:
    return (piece.case_number, piece.name, kind_of(piece.wanted.kind).title)


def _named(piece: Piece) -> dict[str, Any]:
    kind = kind_of(piece.wanted.kind)
    whose = {"case_number": piece.case_number, "name": piece.name}
    return {"kind": kind.key, "title": kind.title, "copies": kind.copies, **whose}

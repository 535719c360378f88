"""From a frozen paper to its copy under the electronic seal: asked outside any transaction, entered in a short one."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from app.base import media
from app.base.actor import Actor
from app.base.store import Store
from app.documents import actions_seals, sealers
from app.documents.actions_seals import SealElectronically
from app.documents.catalog import kind_of
from app.documents.seal_places import places_of
from app.documents.sealers import Sealer, SealOrder


def seal(store: Store, actor: Actor, paper_id: UUID, *, system: Sealer, court: str, papers_folder: Path) -> None:
    """Let the system seal the paper, keep both copies, enter it. Refused: what may not be sealed, a failed seal.

    It opens its own transactions: never call it inside one.
    """
    with store.writing() as session:
        paper = actions_seals.sealable(session, actor, paper_id)
        kind, sha256 = kind_of(paper.kind), str(paper.sha256)
        order = SealOrder(kind.seal, kind.title, paper.control_no, court, actor.now)
    content = media.fetch(papers_folder, sha256)
    sealed = system.seal(content, replace(order, places=places_of(content)))
    sealers.require_copy(content, sealed)
    deed = SealElectronically(
        paper_id=paper_id,
        sealed_by=system.name,
        sealed_sha256=media.keep(papers_folder, sealed),
        sealed_size=len(sealed),
    )
    with store.writing() as session:
        actions_seals.enter_electronic(session, actor, deed)

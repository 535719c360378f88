"""What the court says of a paper to anybody who holds its code: no name, no case, nothing of a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.base.money import Money
from app.court import queries as court
from app.documents import proof_keys, proving, queries_stages
from app.documents.catalog import kind_of
from app.documents.kinds import Seal
from app.documents.proving import Code, Key, Proof
from app.documents.queries import SHOWN
from app.documents.sealing import Stage
from app.documents.tables import Paper

NOBODY: Final = UUID(int=0)
NO_KEY: Final = b"\0" * 32
AMOUNT: Final = "amount"


@dataclass(frozen=True)
class Proven:
    """A paper of this court: kind, number, date, total of a money paper, where it stands, the hashes of its files."""

    kind: str
    control_no: str
    dated: str
    total: Money | None
    stage: Stage
    hashes: tuple[str, ...]
    revoked: bool = False


def proof(session: Session, paper: Paper, keys: Path) -> Proof | None:
    """What a new paper bears so that it can be verified; None where its kind bears no code in this court."""
    profile = court.profile(session)
    if not proving.proven_by_code(kind_of(paper.kind), on_forms=profile.proof_on_forms):
        return None
    code = proving.code_of(proof_keys.current(keys), profile.code, paper.id, paper.control_no)
    if profile.public_address:
        return Proof(code, address=f"{profile.public_address.rstrip('/')}{proving.PATH}{code}")
    return Proof(code, ask=" ".join(one for one in (profile.name, profile.phone) if one))


def proven(session: Session, keys: Mapping[str, Key], text: str) -> Proven | None:
    """The paper that this code proves; None for anything else, without a word about what is wrong with it."""
    code = proving.read_code(text)
    if code is None:
        return None
    paper = _holder(session, code)
    key = keys.get(code.key_id)
    secret, paper_id = key.secret if key else NO_KEY, paper.id if paper else NOBODY
    if not proving.genuine(code, secret, court.profile(session).code, paper_id) or key is None or paper is None:
        return None
    seal = queries_stages.seal(session, paper.id)
    return Proven(
        kind=paper.kind,
        control_no=paper.control_no,
        dated=str(paper.facts.get("dated", "")),
        total=_total(paper.facts) if kind_of(paper.kind).seal is Seal.FINANCE else None,
        stage=queries_stages.stages(session, [paper])[paper.id],
        revoked=queries_stages.revocation(session, paper.id) is not None,
        hashes=tuple(one for one in (paper.sha256, seal.sealed_sha256 if seal else None) if one),
    )


def _holder(session: Session, code: Code) -> Paper | None:
    return session.scalar(select(Paper).where(Paper.control_no == code.control_no, Paper.state.in_(SHOWN)))


def _total(facts: Mapping[str, Any]) -> Money | None:
    """What a receipt for money says was paid: one sum, or the sums of the receipts it lists."""
    if isinstance(facts.get(AMOUNT), int):
        return Money(facts[AMOUNT])
    listed = facts.get("receipts")
    if not isinstance(listed, list) or not listed:
        return None
    return Money(sum(int(one[AMOUNT]) for one in listed))

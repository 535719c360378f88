"""Letters for tests, as a tablet writes them, and the state they lead to."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.base.actor import Actor
from app.base.deed_rows import DeedRow
from app.base.deeds import CANCEL
from app.base.ids import new_id
from app.base.instant import Instant
from app.field.tables import Visit
from app.measures.tables import MeasureDeed, Summons
from app.money.tables import LedgerAccount, MoneyEvent, Receipt, Transfer
from app.sync.actions import receive
from app.sync.rules import Envelope, Origin
from app.sync.tables import Letter


def letter(kind: str, at: Instant, *, n: int | None = None, media: Sequence[str] = (), **body: Any) -> dict[str, Any]:
    """A letter with an id of its own."""
    said = {name: str(value) if isinstance(value, UUID) else value for name, value in body.items()}
    return {"id": str(new_id(at)), "n": n, "kind": kind, "at": at.iso, "body": said, "media": list(media) or None}


def envelope(letters: Iterable[Any], device: str = "tablet-1") -> dict[str, Any]:
    """Letters as they are put on the wire."""
    return {"device": device, "epoch": None, "schema": 1, "letters": list(letters)}


def send(
    session: Session, actor: Actor, letters: Iterable[Any], *, device: str = "tablet-1", door: Origin = "tablet"
) -> list[dict[str, Any]]:
    """Put letters into the box; the answers."""
    said: dict[str, Any] = receive(session, actor, Envelope.model_validate(envelope(letters, device)), door)
    answers: list[dict[str, Any]] = said["answers"]
    return answers


def statuses(answers: Iterable[dict[str, Any]]) -> list[str]:
    """What became of each letter."""
    return [answer["status"] for answer in answers]


def send_until_kept(session: Session, actor: Actor, envelopes: Iterable[Sequence[Any]]) -> None:
    """Send envelopes as a tablet does: what is to come again comes again, after the rest."""
    left: list[Any] = []
    for some in envelopes:
        answers = send(session, actor, some)
        left += [one for one, answer in zip(some, answers, strict=True) if answer["status"] == "retry"]
    for _ in range(len(left)):
        answers = send(session, actor, left) if left else []
        left = [one for one, answer in zip(left, answers, strict=True) if answer["status"] == "retry"]
    assert not left, "a letter never left the outbox"


def state(session: Session) -> dict[str, Any]:
    """What letters led to, without what merely tells in which order they came (seq, receipt numbers, times of entry)."""
    session.flush()
    session.expire_all()
    deeds = [row for table in (Visit, MeasureDeed, MoneyEvent) for row in session.scalars(select(table))]
    cancelled = {row.cancels for row in deeds if row.kind == CANCEL}
    letters = list(session.scalars(select(Letter)))
    return {
        "deeds": {row.id: _told(row) for row in deeds if row.kind != CANCEL},
        "cancelled": cancelled,
        "summonses": set(session.scalars(select(Summons.id))),
        "receipts": Counter((row.event_id, int(row.amount)) for row in session.scalars(select(Receipt))),
        "balances": _balances(session),
        "letters": Counter((row.kind, _kept(row)) for row in letters),
        "kept": {row.id for row in letters},
    }


def _told(row: DeedRow) -> tuple[Any, ...]:
    body = dict(row.body)
    body.pop("receipt", None)
    return (
        row.kind,
        row.at,
        row.case_id,
        row.person_id,
        row.by_id,
        row.door,
        tuple(row.flags),
        str(sorted(body.items())),
    )


def _kept(row: Letter) -> str:
    """A second cancellation of a deed is kept as a conflict, whichever of the two comes second."""
    return "kept" if row.kind == CANCEL else str(row.answer["status"])


def _balances(session: Session) -> dict[str, int]:
    """Each kind of account: debits less credits."""
    debit, credit = aliased(LedgerAccount), aliased(LedgerAccount)
    found: Counter[str] = Counter()
    for kind, amount in session.execute(
        select(debit.kind, func.sum(Transfer.amount)).join(Transfer, Transfer.debit_id == debit.id).group_by(debit.kind)
    ):
        found[kind] += int(amount)
    for kind, amount in session.execute(
        select(credit.kind, func.sum(Transfer.amount))
        .join(Transfer, Transfer.credit_id == credit.id)
        .group_by(credit.kind)
    ):
        found[kind] -= int(amount)
    return {kind: amount for kind, amount in found.items() if amount}

"""A clerk answers one question for several lines at once, and takes the whole answer back in one step."""

from collections.abc import Callable, Mapping
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Kind, Refusal, missing
from app.money import ledger, queries_groups
from app.money.actions_lines import ExplainLine, Meaning, explain_line
from app.money.actions_match import Reason, Token, book_proposal, mirror, require_not_used
from app.money.actions_remarks import add_remark, take_remark_back
from app.money.matching_groups import Ground, Member
from app.money.tables import MoneyEvent

Key = Annotated[str, StringConstraints(min_length=1, max_length=400)]
MEANINGS: Final[Mapping[Ground, Meaning]] = {
    Ground.REVERSED: Meaning.REVERSED,
    Ground.INTEREST: Meaning.BANK_INTEREST,
    Ground.CHARGE: Meaning.BANK_CHARGE,
    Ground.PAYOUT: Meaning.PAYOUT,
    Ground.RETURNED: Meaning.PAYOUT_RETURN,
}


class AnswerGroup(Command):
    """Answer the question for these lines of the group, each named by the word under which it was shown."""

    key: Key
    tokens: Annotated[tuple[Token, ...], Field(min_length=1, max_length=1000)]
    reason: Reason


class UndoGroup(Command):
    """Take back all that was answered at once."""

    batch_id: UUID
    reason: Reason


def answer_group(session: Session, actor: Actor, deed: AnswerGroup) -> int:
    """Book or note them, all or none. Refused: `match.changed` when a line is no longer in that group."""
    ledger.lock(session)
    group = next((one for one in queries_groups.groups(session, actor.scope) if one.key == deed.key), None)
    known = {one.token: one for one in group.members} if group else {}
    wanted = sorted(set(deed.tokens))
    gone = [token for token in wanted if token not in known]
    if group is None or gone:
        raise Refusal("match.changed", Kind.CONFLICT, count=len(gone) or len(wanted))
    batch = new_id(actor.now)
    answer = _way(group.ground)
    for token in wanted:
        answer(session, actor, known[token], batch, deed.reason)
    return sum(len(known[token].line_ids) for token in wanted)


Answer = Callable[[Session, Actor, Member, UUID, str], None]


def _way(ground: Ground) -> Answer:
    if ground in queries_groups.ASIDE:
        return lambda session, actor, one, batch, _: _remark(session, actor, one, batch, kind=ground)
    if ground in MEANINGS:
        meaning = MEANINGS[ground]
        return lambda session, actor, one, batch, reason: _explain(session, actor, one, batch, reason, meaning=meaning)
    return _book


def _book(session: Session, actor: Actor, one: Member, batch: UUID, _: str) -> None:
    if one.proposal is None:
        raise missing("match")
    book_proposal(session, actor, one.proposal, chosen=True, batch=batch)


def _explain(session: Session, actor: Actor, one: Member, batch: UUID, reason: str, *, meaning: Meaning) -> None:
    line, *other = (UUID(key) for key in one.line_ids)
    told = {
        "other_line_id": other[0] if other else None,
        "payout_id": UUID(one.payout.payout.id) if one.payout else None,
    }
    deed = ExplainLine(line_id=line, meaning=meaning, reason=reason, **told)
    explain_line(session, actor, deed, batch=batch)


def _remark(session: Session, actor: Actor, one: Member, batch: UUID, *, kind: str) -> None:
    for key in one.line_ids:
        add_remark(session, actor, line_id=UUID(key), batch_id=batch, kind=str(kind))


def undo_group(session: Session, actor: Actor, deed: UndoGroup) -> int:
    """Mirror every match and take back every remark of the batch that is in force. Refused as missing: there is none."""
    ledger.lock(session)
    events = queries_groups.events_of(session, deed.batch_id)
    said = queries_groups.remarks_of(session, deed.batch_id)
    if not events and not said:
        raise missing("match")
    for event_id in events:
        mirror(session, actor, session.get_one(MoneyEvent, event_id), deed.reason)
    require_not_used(session, events)
    for row in said:
        take_remark_back(session, actor, row, reason=deed.reason)
    return len(events) + len(said)

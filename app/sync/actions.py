"""Letters come in, take effect once, and are answered one by one."""

import logging
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy.exc import InternalError, OperationalError
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Deed
from app.base.reading import read
from app.base.refusal import Fault, Kind, Refusal, missing
from app.base.turns import take_turn
from app.court import queries as court
from app.sweeps import queries as sweeps
from app.sync import queries, rules
from app.sync.doors import DOORS, WAITS
from app.sync.rules import Answer, Envelope, Letter, Origin, Status
from app.sync.tables import Device
from app.sync.tables import Letter as LetterRow

log = logging.getLogger("fieldwrit")
OF_KIND = {Kind.CONFLICT: Status.CONFLICT, Kind.TOO_LATE: Status.CONFLICT, Kind.UNAVAILABLE: Status.RETRY}


@dataclass(frozen=True)
class Post:
    """One delivery: who brought which device's letters through which door."""

    actor: Actor
    device: str
    door: Origin


def receive(session: Session, actor: Actor, envelope: Envelope, door: Origin = "tablet") -> dict[str, Any]:
    """Keep and carry out every letter of an envelope; the answer names each one.

    Sent again, in another order or in other envelopes, the same letters lead to the same state. When the database
    itself fails nothing is kept and the whole envelope has to come again.
    """
    _require_own_device(envelope, door)
    take_turn(session, "letters")
    post = Post(actor, envelope.device, door)
    raws = [rules.tame(raw) for raw in envelope.letters]
    answers = _answers(session, post, raws)
    return {
        "epoch": court.fact(session, "epoch"),
        "now": actor.now.iso,
        "last_n": _acknowledged(session, post),
        "answers": [answers[place].as_json() for place in sorted(answers)],
    }


def _require_own_device(envelope: Envelope, door: Origin) -> None:
    """What was entered from paper stays apart from what tablets sent."""
    if (door == "paper") != envelope.device.startswith(rules.PAPER):
        fault = Fault("device", "field.string_pattern_mismatch")
        raise Refusal("input.invalid", Kind.INVALID, faults=(fault,))


def _answers(session: Session, post: Post, raws: list[Any]) -> dict[int, Answer]:
    """An answer for each place in the envelope: what cannot be read is kept first, then the rest takes effect."""
    answers: dict[int, Answer] = {}
    readable: list[tuple[int, Letter]] = []
    for place, raw in enumerate(raws):
        known = _known(session, post, raw)
        if known is not None:
            answers[place] = known
            continue
        try:
            readable.append((place, read(Letter, raw if isinstance(raw, dict) else {"letter": raw})))
        except Refusal as no:
            answers[place] = _keep(session, post, raw, _aside(_id_of(raw), no))
    return answers | _carried_out(session, post, readable, raws)


def _carried_out(session: Session, post: Post, letters: list[tuple[int, Letter]], raws: list[Any]) -> dict[int, Answer]:
    """The letters done in their order; one that waits for another of the same envelope is tried again after it."""
    answers: dict[int, Answer] = {}
    waiting = rules.in_order(letters)
    while waiting:
        for place, letter in waiting:
            raw = raws[place]
            answers[place] = _known(session, post, raw) or _carry_out(session, post, letter, raw)
        still = [entry for entry in waiting if answers[entry[0]].status is Status.RETRY]
        if len(still) == len(waiting):
            break
        waiting = still
    return answers


def _known(session: Session, post: Post, raw: Any) -> Answer | None:
    """The answer of a letter that was kept before, or a conflict when its id now says something else."""
    sha256 = rules.letter_hash(raw)
    given = _uuid_of(raw)
    shadow = rules.shadow_id(sha256)
    found = queries.kept(session, {one for one in (given, shadow) if one})
    for row in (found.get(shadow), found.get(given) if given else None):
        if row is not None and row.sha256 == sha256:
            status = Status(row.answer["status"])
            again = Status.DUPLICATE if status is Status.APPLIED else status
            said = row.answer
            faults = tuple(said.get("faults") or ())
            return Answer(_id_of(raw), again, row.seq, said.get("code"), said.get("receipt"), faults)
    if given in found:
        return _keep(session, post, raw, Answer(_id_of(raw), Status.CONFLICT, code="letter.id_reused"), shadow=True)
    return None


def _carry_out(session: Session, post: Post, letter: Letter, raw: Any) -> Answer:
    """Do what the letter tells, in one savepoint; whatever comes of it, the letter is kept (save a retry)."""
    try:
        with session.begin_nested():
            receipt = _act(session, post, letter)
        answer = Answer(str(letter.id), Status.APPLIED, receipt=receipt)
    except Refusal as no:
        answer = _aside(str(letter.id), _in_vain(session, post, letter, no))
    except (OperationalError, InternalError):
        raise  # the database is full, locked or gone: that is not the letter's fault
    except Exception:
        log.exception("letter failed")
        answer = Answer(str(letter.id), Status.SET_ASIDE, code="letter.failed")
    return answer if answer.status is Status.RETRY else _keep(session, post, raw, answer)


def _act(session: Session, post: Post, letter: Letter) -> str | None:
    door = DOORS.get(letter.kind)
    if door is None:
        raise Refusal("letter.unknown_kind", Kind.INVALID, letter_kind=letter.kind)
    fields = {**letter.body, "id": str(letter.id), "at": letter.at.iso, "door": post.door}
    if letter.media:
        fields["media"] = letter.media
    deed = read(door.command, fields)
    if isinstance(deed, Deed):
        _require_of_sweep(session, post.actor, deed)
    said = door.act(session, post.actor, deed)
    return said if isinstance(said, str) else None


def _require_of_sweep(session: Session, actor: Actor, deed: Deed) -> None:
    """The case is his to see; the target and the squad a deed names are known, and the target is of this case."""
    actor.scope.require(deed.case_id)
    if deed.target_id and sweeps.target(session, actor.scope, deed.target_id).case_id != deed.case_id:
        raise missing("target")
    if deed.squad_id:
        sweeps.squad(session, deed.squad_id)


def _in_vain(session: Session, post: Post, letter: Letter, no: Refusal) -> Refusal:
    """A letter waits for another only while that one may still come and take effect."""
    if no.code != WAITS:
        return no
    came = queries.kept(session, [no.facts["deed"]])
    if came or rules.waited_long(letter.id, post.actor.now):
        return Refusal("letter.waited_in_vain", Kind.INVALID)
    return no


def _aside(letter_id: str, no: Refusal) -> Answer:
    status = OF_KIND.get(no.kind, Status.SET_ASIDE)
    faults = tuple({"field": fault.field, "code": fault.code} for fault in no.faults)
    return Answer(letter_id, status, code=no.code, faults=faults)


def _keep(session: Session, post: Post, raw: Any, answer: Answer, *, shadow: bool = False) -> Answer:
    """Write the letter and its answer into the log."""
    sha256 = rules.letter_hash(raw)
    kept = raw if isinstance(raw, dict) else {"kind": "", "body": {"raw": raw}}
    body, media, clock, n = (kept.get(name) for name in ("body", "media", "clock", "n"))
    own_id = None if shadow else _uuid_of(raw)
    seq = queries.last_seq(session) + 1
    answered = replace(answer, seq=seq)
    session.add(
        LetterRow(
            seq=seq,
            id=own_id or rules.shadow_id(sha256),
            device_id=post.device,
            n=n if type(n) is int and 0 <= n < 2**31 else None,
            kind=str(kept.get("kind"))[:60],
            at=str(kept.get("at"))[:40],
            clock=clock if isinstance(clock, dict) else None,
            prev=str(kept["prev"])[:128] if kept.get("prev") else None,
            body=body if isinstance(body, dict) else {"raw": body},
            media=[str(one)[:64] for one in media] if isinstance(media, list) else [],
            sha256=sha256,
            received_at=post.actor.now,
            by_id=post.actor.id,
            answer=answered.as_json(),
        )
    )
    session.flush()
    return answered


def _acknowledged(session: Session, post: Post) -> int:
    """Up to which number this device's letters are here without a gap."""
    now = post.actor.now
    device = queries.device(session, post.device)
    if device is None:
        device = Device(id=post.device, account_id=post.actor.id, first_seen=now, last_seen=now, last_n=0)
        session.add(device)
    for number in queries.numbers_after(session, post.device, device.last_n):
        if number > device.last_n + 1:
            break
        device.last_n = number
    device.last_seen, device.account_id = now, post.actor.id
    session.flush()
    return device.last_n


def _uuid_of(raw: Any) -> UUID | None:
    try:
        return UUID(raw["id"]) if isinstance(raw, dict) else None
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


def _id_of(raw: Any) -> str:
    return str(raw.get("id"))[:80] if isinstance(raw, dict) else ""

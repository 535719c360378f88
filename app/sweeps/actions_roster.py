"""Rosters proposed and taken over, and what keeps officers from riding."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.ids import new_id
from app.base.reading import Command
from app.base.refusal import Fault, Kind, Refusal
from app.base.turns import take_turn
from app.cases import queries as cases
from app.staff import queries as staff
from app.sweeps import queries, queries_duty, queries_roster, queries_routes, roster_solving
from app.sweeps.actions_squads import ChangeSquad, FormSquad, change_squad, form_squad
from app.sweeps.queries_duty import DutyKind
from app.sweeps.queries_roster import Asked
from app.sweeps.roster import RosterAnswer, RosterProblem, pieces
from app.sweeps.tables_planning import DutyNote, RosterRun
from app.trail import actions as trail

Line = Annotated[str, StringConstraints(max_length=200)]


class AskForRoster(Command):
    """So many squads for a sweep, each with so many people; of them so many with a woman officer, and with three seats free."""

    sweep_id: UUID
    squads: Annotated[int, Field(ge=1, le=30)]
    least: Annotated[int, Field(ge=2, le=20)]
    police: Annotated[int, Field(ge=0, le=10)]
    women: Annotated[int, Field(ge=0, le=30)] = 0
    benches: Annotated[int, Field(ge=0, le=30)] = 0
    equipment: Line = ""
    keep: tuple[UUID, ...] = ()


def ask_for_roster(session: Session, actor: Actor, deed: AskForRoster) -> RosterRun:
    """Work a roster out and keep it; the squads stay as they are until it is taken over."""
    queries.plannable(session, actor, deed.sweep_id)
    _require_pieces(deed.equipment)
    loaded = queries_routes.load(session, deed.sweep_id)
    asked = Asked(deed.squads, deed.least, deed.police, deed.women, deed.benches, deed.equipment)
    problem = queries_roster.problem(session, loaded, asked, deed.keep)
    row = RosterRun(
        id=new_id(actor.now),
        sweep_id=deed.sweep_id,
        at=actor.now,
        by_id=actor.id,
        wanted=deed.model_dump(mode="json"),
        answer=_told(problem, roster_solving.solve(problem)),
    )
    session.add(row)
    session.flush()
    trail.write(
        session, actor, "sweep.roster", subject=deed.sweep_id, content={"wanted": row.wanted, "answer": row.answer}
    )
    return row


class TakeRoster(Command):
    """The squads of a sweep become those of its newest roster."""

    sweep_id: UUID


def take_roster(session: Session, actor: Actor, deed: TakeRoster) -> None:
    """Change the squads that stand, form the new ones; routes stay. Squads beyond the roster stay as they are."""
    sweep = queries.plannable(session, actor, deed.sweep_id)
    take_turn(session, f"sweep {sweep.id}")
    row = queries_roster.last_run(session, sweep.id)
    if row is None or not row.answer["squads"]:
        raise Refusal("sweeps.no_roster", Kind.CONFLICT)
    known = {str(one.id) for one in queries.squads(session, sweep.id)}
    for told in row.answer["squads"]:
        words = {
            "name": told["name"],
            "member_ids": tuple(told["members"]),
            "leader_id": told["leader"],
            "vehicle_id": told["car"],
        }
        if told["id"] in known:
            change_squad(session, actor, ChangeSquad.model_validate({"squad_id": told["id"], **words}))
        else:
            form_squad(session, actor, FormSquad.model_validate({"sweep_id": sweep.id, **words}))


class NoteDuty(Command):
    """Somebody does not ride: after night duty, on leave, not with another, not to a case."""

    kind: DutyKind
    officer_id: UUID
    other_id: UUID | None = None
    case_number: Annotated[str, StringConstraints(max_length=60)] = ""
    from_day: date | None = None
    until_day: date | None = None
    reason: Line = ""


def note_duty(session: Session, actor: Actor, deed: NoteDuty) -> DutyNote:
    """Keep it; what is missing or unknown is named at once."""
    known = {one.id for one in staff.officers(session)}
    wrong = [Fault(name, "field.missing") for name in _needed(deed.kind) if not getattr(deed, name)]
    if deed.from_day and deed.until_day and deed.until_day < deed.from_day:
        wrong.append(Fault("until_day", "sweeps.window_order"))
    if deed.officer_id not in known:
        wrong.append(Fault("officer_id", "sweeps.officer_unknown"))
    if deed.other_id and (deed.other_id not in known or deed.other_id == deed.officer_id):
        wrong.append(Fault("other_id", "sweeps.officer_unknown"))
    case_id = _case_id(session, actor, deed.case_number)
    if deed.case_number and case_id is None:
        wrong.append(Fault("case_number", "sweeps.case_unknown"))
    if wrong:
        raise Refusal("input.invalid", Kind.INVALID, faults=tuple(wrong))
    row = DutyNote(
        id=new_id(actor.now),
        kind=deed.kind.value,
        officer_id=deed.officer_id,
        other_id=deed.other_id if deed.kind == DutyKind.APART else None,
        case_id=case_id if deed.kind == DutyKind.RECUSED else None,
        from_day=deed.from_day,
        until_day=deed.until_day,
        reason=deed.reason,
        at=actor.now,
        by_id=actor.id,
    )
    session.add(row)
    session.flush()
    trail.write(session, actor, "duty.note", case=row.case_id, subject=row.id, content=deed.model_dump(mode="json"))
    return row


class EndDuty(Command):
    """It no longer keeps him."""

    note_id: UUID


def end_duty(session: Session, actor: Actor, deed: EndDuty) -> None:
    """End a note; it stays written."""
    row = queries_duty.note(session, deed.note_id)
    row.ended_at, row.ended_by = actor.now, actor.id
    session.flush()
    trail.write(session, actor, "duty.end", case=row.case_id, subject=row.id)


def _case_id(session: Session, actor: Actor, number: str) -> UUID | None:
    found = cases.by_number(session, actor.scope, number) if number else None
    return found.id if found else None


def _needed(kind: DutyKind) -> tuple[str, ...]:
    return {
        DutyKind.NIGHT: ("from_day",),
        DutyKind.LEAVE: ("from_day",),
        DutyKind.APART: ("other_id",),
        DutyKind.RECUSED: ("case_number",),
    }[kind]


def _require_pieces(text: str) -> None:
    try:
        pieces(text)
    except ValueError as wrong:
        fault = Fault("equipment", "sweeps.equipment_form")
        raise Refusal("input.invalid", Kind.INVALID, faults=(fault,)) from wrong


def _told(problem: RosterProblem, answer: RosterAnswer) -> dict[str, Any]:
    """The answer as plain values."""
    names = {one.id: one.name for one in problem.squads}
    return {
        "squads": [
            {
                "id": str(one.squad_id),
                "name": names[one.squad_id],
                "members": [str(officer.id) for officer in one.members],
                "leader": str(one.leader_id) if one.leader_id else None,
                "car": str(one.car.id) if one.car else None,
            }
            for one in answer.outings
        ],
        "conflict": list(dict.fromkeys(rule.value for rule, _ in answer.conflict)),
        "mends": [
            {"rule": one.rule.value, "missing": one.missing, "squads": list(one.squads), "names": list(one.names)}
            for one in answer.mends
        ],
        "away": [{"officer": str(one.id), "why": why.value} for one in problem.candidates for why in one.away.values()],
    }

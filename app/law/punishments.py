"""What a detention and a fine share: their facts, and the rule that one act is not punished twice the same way."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.base.instant import Instant
from app.base.refusal import Refusal
from app.law.case_numbers import CaseNumber
from app.law.gates import MET, Answer, PersonStanding, done_by, lack
from app.law.grounds import Measure, ground


class EmergencyAct(StrEnum):
    """What may be met by detaining first and reporting at once."""

    BESIEGING = "besieging"
    """哄闹、冲击执行现场."""
    VIOLENCE = "violence"
    THREAT = "threat"


@dataclass(frozen=True, slots=True)
class EmergencyFact:
    """A detention before approval: what happened and what followed."""

    act: EmergencyAct | None
    detained_at: Instant
    reported_at: Instant | None = None
    ratified_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class PunishmentFact:
    """An earlier fine or detention of the same person."""

    measure: Measure
    act_id: str
    decided_at: Instant


def ground_answer(key: str, standing: PersonStanding, measure: Measure, now: Instant) -> Answer:
    """Whether the ground is one of the list in force, allows the measure, and fits the person."""
    try:
        named = ground(key, now.day)
    except Refusal:
        return lack("ground_not_named")
    if measure not in named.measures:
        return lack("ground_measure")
    return MET if standing in named.whom else lack("ground_person", standing=standing.value)


def same_act(measure: Measure, act_id: str, earlier: Iterable[PunishmentFact], *, after_new_deadline: bool) -> Answer:
    """One act, one detention and one fine; a personal act still refused after a new deadline may be punished again."""
    again = [one for one in earlier if one.measure is measure and one.act_id == act_id]
    if not again or after_new_deadline:
        return MET
    return lack("same_act_again", decided=str(again[0].decided_at))


def other_measure(measure: Measure, act_id: str, earlier: Iterable[PunishmentFact], now: Instant) -> Answer:
    """Fine and detention together are lawful; one after the other for one act deserves a second look."""
    apart = [
        one for one in earlier if one.measure is not measure and one.act_id == act_id and one.decided_at.day != now.day
    ]
    return lack("same_act_apart", decided=str(apart[0].decided_at)) if apart else MET


def approval_answer(approved: Instant | None, now: Instant) -> Answer:
    """Whether the president approved by now."""
    return MET if done_by(approved, now) else lack("president_approval")


def number_answer(number: CaseNumber | None) -> Answer:
    """Whether the decision carries a number of its own kind (司惩)."""
    if number is None:
        return lack("punishment_number")
    return MET if number.type == "司惩" else lack("punishment_number_type", number=str(number))

"""A lead to a crime (拒执线索): punished for refusing to perform, and refusing still."""

from collections.abc import Iterable
from typing import Final

from app.law.gates import DOES_NOT_APPLY, MET, Answer, lack
from app.law.punishments import PunishmentFact

CITATION: Final = "REFUSAL.after_punishment"
REFUSING: Final = ("refusal.", "report.")
"""Grounds that are a refusal to perform, to report, or a breach of the consumption order."""


def referral_answer(ground: str, act_id: str, earlier: Iterable[PunishmentFact], *, after_new_deadline: bool) -> Answer:
    """Whether to look at criminal referral: an earlier punishment, and then another act of refusal."""
    if not ground.startswith(REFUSING):
        return DOES_NOT_APPLY
    before = [one for one in earlier if one.act_id != act_id or after_new_deadline]
    return lack("criminal_referral", decided=str(before[0].decided_at)) if before else MET

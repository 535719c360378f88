"""The gate of a settlement in enforcement (执行和解): both sides' signatures, agents' authority, waivers by creditors.

An undertaking by the debtor alone is no settlement: it passes no gate because it stops nothing.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.base.money import ZERO, Money
from app.law.gates import MET, Answer, Finding, Moment, Requirement, Rule, Severity, examine, lack


class Side(StrEnum):
    """The two sides of a case."""

    CREDITOR = "creditor"
    DEBTOR = "debtor"


class SignedBy(StrEnum):
    """Who signed for a party."""

    NOBODY = "nobody"
    PARTY = "party"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class PartyFact:
    """A party of the settlement and its signature."""

    id: str
    side: Side
    signed_by: SignedBy
    special_authority: bool = False
    """The agent's power names settlement (特别授权)."""

    @property
    def signed(self) -> bool:
        """Whether anybody signed for it."""
        return self.signed_by is not SignedBy.NOBODY


@dataclass(frozen=True, slots=True)
class WaiverFact:
    """A sum given up, and by whom."""

    amount: Money
    party_id: str
    confirmed_in_writing: bool
    """An agreement by telephone waits for the written one."""


@dataclass(frozen=True, slots=True)
class SettleFacts:
    """What the gate must know. `guarantor_signed` None: the settlement names no guarantor."""

    parties: tuple[PartyFact, ...]
    waivers: tuple[WaiverFact, ...] = ()
    written: bool = True
    noted_in_record: bool = False
    """An oral settlement is noted by the officer and signed by all."""
    guarantor_signed: bool | None = None
    ruling_on_things_wanted: bool = False
    """Somebody asks the court for a ruling that hands over things for the debt on the strength of the settlement."""


def settle_gate(facts: SettleFacts) -> tuple[Finding, ...]:
    """What a settlement has and lacks before it may take effect in the case."""
    return examine(RULES, facts, Moment.ISSUE)


def _of(facts: SettleFacts, side: Side) -> tuple[PartyFact, ...]:
    return tuple(party for party in facts.parties if party.side is side)


def _signed(facts: SettleFacts, side: Side) -> Answer:
    parties = _of(facts, side)
    if parties and all(party.signed for party in parties):
        return MET
    return lack(f"settle_{side.value}_unsigned", unsigned=sum(not party.signed for party in parties))


def _creditor(facts: SettleFacts) -> Answer:
    return _signed(facts, Side.CREDITOR)


def _debtor(facts: SettleFacts) -> Answer:
    return _signed(facts, Side.DEBTOR)


def _authority(facts: SettleFacts) -> Answer:
    bare = [party for party in facts.parties if party.signed_by is SignedBy.AGENT and not party.special_authority]
    return lack("settle_agent", agents=len(bare)) if bare else MET


def _form(facts: SettleFacts) -> Answer:
    return MET if facts.written or facts.noted_in_record else lack("settle_form")


def _waivers(facts: SettleFacts) -> Answer:
    creditors = {party.id for party in _of(facts, Side.CREDITOR)}
    strange = [one for one in facts.waivers if one.party_id not in creditors or one.amount <= ZERO]
    return lack("settle_waiver_not_creditor") if strange else MET


def _waivers_written(facts: SettleFacts) -> Answer:
    oral = [one for one in facts.waivers if not one.confirmed_in_writing]
    return lack("settle_waiver_oral", amount=str(Money(sum(one.amount for one in oral)))) if oral else MET


def _guarantor(facts: SettleFacts) -> Answer:
    return lack("settle_guarantor") if facts.guarantor_signed is False else MET


def _no_ruling(facts: SettleFacts) -> Answer:
    return lack("settle_kind_ruling") if facts.ruling_on_things_wanted else MET


RULES: Final = (
    Rule(Requirement("settle.form", "SETTLE.form", Severity.BLOCK), _form),
    Rule(Requirement("settle.creditor_signed", "CPL.settlement", Severity.BLOCK), _creditor),
    Rule(Requirement("settle.debtor_signed", "CPL.settlement", Severity.BLOCK), _debtor),
    Rule(Requirement("settle.agent_authority", "SETTLE.agent_authority", Severity.BLOCK), _authority),
    Rule(Requirement("settle.waiver_by_creditor", "EXEC.agent_authority", Severity.BLOCK), _waivers),
    Rule(Requirement("settle.waiver_written", "EXEC.agent_authority", Severity.BLOCK), _waivers_written),
    Rule(Requirement("settle.guarantor", "SETTLE.guarantor_clause", Severity.BLOCK), _guarantor),
    Rule(Requirement("settle.no_ruling_on_things", "SETTLE.no_kind_ruling", Severity.BLOCK), _no_ruling),
)

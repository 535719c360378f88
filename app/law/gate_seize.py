"""The gate of 查封, 扣押, 冻结: whose property, for how long, how much, what is exempt, who may go on using it.

Exempt things and the wage accounts of rural workers are never overridden.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

from app.base.instant import Instant
from app.base.money import ZERO, Money
from app.law.clock_rules import CLOCKS
from app.law.gates import DOES_NOT_APPLY, MET, Answer, Finding, Moment, Requirement, Rule, Severity, examine, lack
from app.law.officers import ENFORCEMENT_KINDS, QUESTIONING_CITATION, QUESTIONING_OFFICERS, OfficerKind
from app.law.periods import last_day
from app.law.sheets import half_up

CLEARLY_ABOVE: Final = Fraction(6, 5)
"""The law forbids sealing clearly more than is owed and names no share: beyond a fifth the president must say why."""
RECORDERS: Final = 2


class PropertyKind(StrEnum):
    """What is sealed, as far as the longest term depends on it."""

    DEPOSIT = "deposit"
    MOVABLE = "movable"
    ESTATE = "estate"
    RIGHT = "right"
    """Any other right of property."""
    INCOME = "income"
    """Wages and the like, withheld where they are paid out."""


class AccountKind(StrEnum):
    """Which account money lies in."""

    ORDINARY = "ordinary"
    WAGE_ACCOUNT = "wage_account"
    """农民工工资专用账户."""
    WAGE_DEPOSIT = "wage_deposit"
    """工资保证金."""


class Exempt(StrEnum):
    """What may not be sealed at all."""

    NECESSITIES = "necessities"
    """Clothes, furniture, kitchen things and the like that debtor and family need to live."""
    LIVING_COSTS = "living_costs"
    EDUCATION = "education"
    DISABILITY_AIDS = "disability_aids"
    HONOURS = "honours"
    UNPUBLISHED_WORKS = "unpublished_works"
    OTHER = "other"


class Custodian(StrEnum):
    """Who keeps what is sealed."""

    DEBTOR = "debtor"
    CREDITOR = "creditor"
    THIRD = "third"
    COURT = "court"


TERM_CLOCKS: Final = {
    PropertyKind.DEPOSIT: "deposit_freeze",
    PropertyKind.MOVABLE: "movable_seizure",
    PropertyKind.ESTATE: "estate_seizure",
    PropertyKind.RIGHT: "estate_seizure",
    PropertyKind.INCOME: "estate_seizure",
}
IN_MONEY: Final = frozenset({PropertyKind.DEPOSIT, PropertyKind.INCOME})
"""What is stopped where it is kept or paid: of it a person keeps his costs of living, and nobody goes to a door."""
LONGEST: Final = {kind: rule.period for kind, key in TERM_CLOCKS.items() for rule in CLOCKS if rule.key == key}
"""The longest term by kind of property: the same number the clock runs by."""


@dataclass(frozen=True, slots=True)
class SeizeFacts:
    """What the gate must know. What happens only on the spot is asked only there."""

    now: Instant
    kind: PropertyKind
    value: Money
    """What it is expected to fetch; of a deposit the sum to freeze."""
    owed: Money
    """The open debt with interest and costs."""
    first: date
    until: date
    debtors_own: bool
    """It belongs to the debtor, or to somebody who answers for the debt."""
    sealed_already: Money = ZERO
    indivisible: bool = False
    """It cannot be divided, and nothing else can be enforced upon."""
    exempt: tuple[Exempt, ...] = ()
    only_home: bool = False
    """The home debtor and family need: it may be sealed, not sold."""
    account: AccountKind = AccountKind.ORDINARY
    for_that_projects_wages: bool = False
    """The debt is the wages of the very workers the account is for."""
    debtor_is_person: bool = True
    living_standard: Money = ZERO
    """The local minimum living standard for a head and month."""
    heads: int = 1
    """The debtor and those he must keep."""
    kept_for_living: Money = ZERO
    custodian: Custodian = Custodian.COURT
    goes_on_being_used: bool = False
    """活封: the custodian may use it."""
    use_harms_value: bool = False
    renews_until: date | None = None
    """The last day of the seizure that this one renews; None: it is a first one."""
    ruling_made: bool = False
    assistance_needed: bool = False
    """A bank or registry must act."""
    assistance_notice: bool = False
    officers: tuple[OfficerKind, ...] = ()
    debtor_told: bool = False
    """The debtor or an adult of his family, or a unit's representative, was told to come."""
    grassroots_told: bool = False
    """His unit or the grassroots organisation was asked to send somebody."""
    everybody_there: bool = False
    absence_recorded: bool = False
    list_made: bool = False
    list_signed: bool = False
    refusal_recorded: bool = False
    list_copy_given: bool = False
    unregistered_vehicle: bool = False
    engine_number_listed: bool = False
    record_begun_at: Instant | None = None
    record_ended_at: Instant | None = None
    recorders: int = 0


def seize_gate(facts: SeizeFacts, moment: Moment) -> tuple[Finding, ...]:
    """What a sealing, taking or freezing has and lacks at this step."""
    return examine(RULES, facts, moment)


def longest_until(kind: PropertyKind, first: date) -> date:
    """The last day a term of that kind may name: the day before its anniversary, the earlier of two readings."""
    return last_day(first, LONGEST[kind]) - timedelta(days=1)


def living_need(standard: Money, heads: int) -> Money:
    """What a household keeps for a month of living."""
    return standard * max(heads, 1)


def _owner(facts: SeizeFacts) -> Answer:
    return MET if facts.debtors_own else lack("seize_owner")


def _term(facts: SeizeFacts) -> Answer:
    longest = longest_until(facts.kind, facts.first)
    if facts.first <= facts.until <= longest:
        return MET
    return lack("seize_term", until=facts.until.isoformat(), longest=longest.isoformat())


def _renewal(facts: SeizeFacts) -> Answer:
    if facts.renews_until is None:
        return DOES_NOT_APPLY
    late = facts.now.day > facts.renews_until
    return lack("seize_lapsed", until=facts.renews_until.isoformat()) if late else MET


def _over(facts: SeizeFacts) -> Answer:
    most = half_up(Fraction(int(facts.owed)) * CLEARLY_ABOVE)
    together = facts.sealed_already + facts.value
    if facts.indivisible or together <= most:
        return MET
    return lack("seize_over", together=str(together), owed=str(facts.owed))


def _exempt(facts: SeizeFacts) -> Answer:
    return lack("seize_exempt", kinds=len(facts.exempt)) if facts.exempt else MET


def _home(facts: SeizeFacts) -> Answer:
    return lack("seize_home") if facts.only_home else MET


def _wages(facts: SeizeFacts) -> Answer:
    if facts.account is AccountKind.ORDINARY:
        return DOES_NOT_APPLY
    if facts.for_that_projects_wages:
        return MET
    return lack("seize_wage_account") if facts.account is AccountKind.WAGE_ACCOUNT else lack("seize_wage_deposit")


def _living(facts: SeizeFacts) -> Answer:
    if facts.kind not in IN_MONEY or not facts.debtor_is_person:
        return DOES_NOT_APPLY
    if facts.living_standard <= ZERO:
        return lack("seize_living_unknown")
    need = living_need(facts.living_standard, facts.heads)
    return (
        MET if facts.kept_for_living >= need else lack("seize_living", need=str(need), kept=str(facts.kept_for_living))
    )


def _use(facts: SeizeFacts) -> Answer:
    if not facts.goes_on_being_used:
        return DOES_NOT_APPLY
    if facts.custodian is not Custodian.DEBTOR:
        return lack("seize_use_by_others")
    return lack("seize_use_harms") if facts.use_harms_value else MET


def _ruling(facts: SeizeFacts) -> Answer:
    return MET if facts.ruling_made else lack("seize_ruling")


def _assistance(facts: SeizeFacts) -> Answer:
    if not facts.assistance_needed:
        return DOES_NOT_APPLY
    return MET if facts.assistance_notice else lack("seize_assistance")


def _officers(facts: SeizeFacts) -> Answer:
    present = sum(kind in ENFORCEMENT_KINDS for kind in facts.officers)
    if present >= QUESTIONING_OFFICERS:
        return MET
    return lack("seize_officers", wanted=QUESTIONING_OFFICERS, present=present)


def _on_paper(facts: SeizeFacts) -> bool:
    """Money is stopped at the bank or the payer: nobody is called to a door and no thing is listed."""
    return facts.kind in IN_MONEY


def _told(facts: SeizeFacts) -> Answer:
    if _on_paper(facts):
        return DOES_NOT_APPLY
    return MET if facts.debtor_told else lack("seize_debtor_not_told")


def _grassroots(facts: SeizeFacts) -> Answer:
    if _on_paper(facts):
        return DOES_NOT_APPLY
    return MET if facts.grassroots_told or not facts.debtor_is_person else lack("seize_grassroots")


def _presence(facts: SeizeFacts) -> Answer:
    if _on_paper(facts):
        return DOES_NOT_APPLY
    return MET if facts.everybody_there or facts.absence_recorded else lack("seize_presence")


def _list(facts: SeizeFacts) -> Answer:
    if _on_paper(facts):
        return DOES_NOT_APPLY
    signed = facts.list_signed or facts.refusal_recorded
    return MET if facts.list_made and signed and facts.list_copy_given else lack("seize_list")


def _engine(facts: SeizeFacts) -> Answer:
    if not facts.unregistered_vehicle:
        return DOES_NOT_APPLY
    return MET if facts.engine_number_listed else lack("seize_engine")


def _record(facts: SeizeFacts) -> Answer:
    if _on_paper(facts):
        return DOES_NOT_APPLY
    begun, ended = facts.record_begun_at, facts.record_ended_at
    return MET if begun and ended and begun <= ended else lack("seize_record")


def _recorders(facts: SeizeFacts) -> Answer:
    if _on_paper(facts):
        return DOES_NOT_APPLY
    return MET if facts.recorders >= RECORDERS else lack("seize_recorders", wanted=RECORDERS, there=facts.recorders)


BLOCK: Final = Severity.BLOCK
WARN: Final = Severity.WARN
ON_THE_SPOT: Final = Moment.CARRY_OUT
RULES: Final = (
    Rule(Requirement("seize.owner", "CPL.seizure", BLOCK), _owner),
    Rule(Requirement("seize.exempt", "SEIZE.exempt", BLOCK), _exempt),
    Rule(Requirement("seize.wage_account", "WAGES.special_account", BLOCK), _wages),
    Rule(Requirement("seize.living_costs", "CPL.income", BLOCK), _living),
    Rule(Requirement("seize.not_over", "SEIZE.over_seizing", Severity.OVERRIDE), _over),
    Rule(Requirement("seize.home", "SEIZE.exempt.home", WARN), _home),
    Rule(Requirement("seize.term", "CPLI.seizure_terms", BLOCK), _term),
    Rule(Requirement("seize.renewal", "SEIZE.lapse", BLOCK), _renewal),
    Rule(Requirement("seize.use", "SEIZE.living_seizure", BLOCK), _use),
    Rule(Requirement("seize.ruling", "SEIZE.ruling", BLOCK, ON_THE_SPOT), _ruling),
    Rule(Requirement("seize.assistance", "SEIZE.ruling", BLOCK, ON_THE_SPOT), _assistance),
    Rule(Requirement("seize.officers", QUESTIONING_CITATION, BLOCK, ON_THE_SPOT), _officers),
    Rule(Requirement("seize.debtor_told", "CPL.presence_and_list", BLOCK, ON_THE_SPOT), _told),
    Rule(Requirement("seize.grassroots", "CPL.presence_and_list", BLOCK, ON_THE_SPOT), _grassroots),
    Rule(Requirement("seize.presence", "CPL.presence_and_list", BLOCK, ON_THE_SPOT), _presence),
    Rule(Requirement("seize.list", "CPL.presence_and_list", BLOCK, ON_THE_SPOT), _list),
    Rule(Requirement("seize.engine_number", "SEIZE.vehicle_unregistered", BLOCK, ON_THE_SPOT), _engine),
    Rule(Requirement("seize.record", "SEIZE.record", BLOCK, ON_THE_SPOT), _record),
    Rule(Requirement("seize.recorders", "RECORDER.two", WARN, ON_THE_SPOT), _recorders),
)

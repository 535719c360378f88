"""The gate of a seizure, asked before its papers are made: of the ruling, of what others are asked to do, of the record.

Each thing of the list is asked for by itself; the whole list of the gate is told, each requirement as it stands for the
thing that fares worst.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.money import ZERO, Money
from app.base.refusal import Fault, Kind, Refusal
from app.cases.rules import PersonKind
from app.documents import gather_people as people
from app.documents import queries
from app.documents.catalog import PaperKind
from app.documents.facts import Facts, label, read_facts
from app.documents.facts_property import RULING_NEEDED, AssistanceNotice
from app.documents.facts_seizure import YES, SeizedThing, SeizureRecord, SeizureRuling
from app.documents.gather_people import Matter
from app.documents.gathered import About
from app.documents.rules import State
from app.documents.tables import Paper
from app.law.gate_seize import IN_MONEY, AccountKind, Custodian, Exempt, PropertyKind, SeizeFacts, seize_gate
from app.law.gates import Finding, Moment, blocked, require_open
from app.law.officers import OfficerKind
from app.measures import queries_overrides as overrides
from app.measures.gathering import GateClosed
from app.measures.views import FindingView
from app.money import queries as money

RULING: Final = "seizure_ruling"
KINDS_OF: Final = {
    "动产": PropertyKind.MOVABLE,
    "不动产": PropertyKind.ESTATE,
    "其他财产权": PropertyKind.RIGHT,
    "银行存款": PropertyKind.DEPOSIT,
    "收入": PropertyKind.INCOME,
}
ACCOUNTS: Final = {
    "普通账户": AccountKind.ORDINARY,
    "农民工工资专用账户": AccountKind.WAGE_ACCOUNT,
    "工资保证金账户": AccountKind.WAGE_DEPOSIT,
}
HOME: Final = "唯一的生活居住用房"
EXEMPT: Final = {
    "生活必需品": Exempt.NECESSITIES,
    "必需的生活费用": Exempt.LIVING_COSTS,
    "完成义务教育必需的物品": Exempt.EDUCATION,
    "残疾人辅助器具": Exempt.DISABILITY_AIDS,
    "荣誉、表彰物品": Exempt.HONOURS,
    "未公开的发明、未发表的著作": Exempt.UNPUBLISHED_WORKS,
    "其他不得查封的财产": Exempt.OTHER,
}
OVER: Final = "seize.not_over"
ENGINE: Final = "发动机"


@dataclass(frozen=True)
class _Asked:
    """A ruling with the case it is made in."""

    session: Session
    actor: Actor
    matter: Matter
    ruling: SeizureRuling
    besides: UUID | None = None
    """The paper this ruling is kept on already."""


def require_seizable(session: Session, actor: Actor, kind: PaperKind, about: About, facts: Facts) -> None:
    """Refuse (conflict, `measures.gate`) a paper of a seizure while its gate is closed; other papers pass.

    Refused (invalid): at `ruling` or `ruling_number` when the case has no such ruling about this person.
    """
    if about.case_id is None or about.person_id is None:
        return
    matter = people.matter(session, actor, about.case_id, about.person_id)
    if isinstance(facts, SeizureRuling):
        asked = _Asked(session, actor, matter, facts)
        things = _of_things(asked, facts.things)
        lifted = _lifted(session, about.case_id, about.person_id, things)
        _require(asked, [seize_gate(one, Moment.ISSUE) for one in things], lifted)
    elif isinstance(facts, AssistanceNotice) and facts.matter_kind in RULING_NEEDED:
        asked = _ruled(session, actor, matter, facts.ruling, kind=kind, field="ruling")
        told = [_by_notice(one, len(facts.officers)) for one in _of_things(asked, asked.ruling.things)]
        _require(asked, told, _lifted_by(asked.ruling))
    elif isinstance(facts, SeizureRecord):
        asked = _ruled(session, actor, matter, facts.ruling_number, kind=kind, field="ruling_number")
        found = [_on_the_spot(one, facts, thing) for one, thing in _with_things(asked, facts)]
        _require(asked, found, _lifted_by(asked.ruling))


def rulings(session: Session, case_id: UUID, person_id: UUID) -> tuple[str, ...]:
    """The numbers of the rulings on seizure that stand issued about this person, the newest first."""
    return tuple(dict.fromkeys(str(one.facts.get("case_number")) for one in _issued(session, case_id, person_id)))


def newest_ruling(session: Session, case_id: UUID, person_id: UUID) -> Paper | None:
    """The newest of them."""
    return next(iter(_issued(session, case_id, person_id)), None)


def _issued(session: Session, case_id: UUID, person_id: UUID) -> list[Paper]:
    found = queries.papers_of_case(session, WHOLE_COURT, case_id)
    return [one for one in found if (one.kind, one.state, one.person_id) == (RULING, State.ISSUED, person_id)]


def _ruled(
    session: Session, actor: Actor, matter: Matter, number: str | None, *, kind: PaperKind, field: str
) -> _Asked:
    """The ruling of that number; refused at the field where there is none about this person."""
    for paper in _issued(session, matter.case.id, matter.person.id):
        if paper.facts.get("case_number") == number:
            ruling = read_facts(SeizureRuling, paper.facts)
            return _Asked(session, actor, matter, ruling, paper.id)
    raise _wrong(kind, field, "paper.no_ruling")


def _lifted(session: Session, case_id: UUID, person_id: UUID, things: Sequence[SeizeFacts]) -> tuple[str, ...]:
    """What the president lifted for this ruling: his leave is in force, and all things together keep within it."""
    leave = overrides.over_seizure(session, case_id, person_id)
    together = max((one.sealed_already + one.value for one in things), default=ZERO)
    return (OVER,) if leave and together <= (leave.amount or ZERO) else ()


def _lifted_by(ruling: SeizureRuling) -> tuple[str, ...]:
    """What he had lifted for the ruling that others now carry out."""
    return (OVER,) if ruling.over_allowed_by else ()


def _wrong(kind: PaperKind, field: str, code: str) -> Refusal:
    named = label(kind.facts, (field,))
    return Refusal("paper.fact_wrong", Kind.INVALID, faults=(Fault(field, code),), fields=named)


def _of_things(asked: _Asked, things: Sequence[SeizedThing]) -> list[SeizeFacts]:
    """What the gate must know before a ruling, for each thing; all of them together are held against the debt."""
    together = sum((one.value or ZERO for one in things), ZERO) + _sealed_already(asked)
    common = _common(asked)
    return [
        replace(
            common,
            kind=KINDS_OF[one.category],
            value=one.value or ZERO,
            sealed_already=together - (one.value or ZERO),
            debtors_own=one.owner in {debtor.name for debtor in asked.matter.case.debtors},
            exempt=(EXEMPT[one.exempt],) if one.exempt in EXEMPT else (),
            only_home=one.exempt == HOME,
            account=ACCOUNTS[asked.ruling.account or "普通账户"]
            if one.category == "银行存款"
            else AccountKind.ORDINARY,
            custodian=Custodian.DEBTOR if one.custodian == asked.ruling.owner else Custodian.THIRD,
            goes_on_being_used=one.use == "可以继续使用",
            use_harms_value=one.harm == "明显减损价值",
        )
        for one in things
    ]


def _common(asked: _Asked) -> SeizeFacts:
    """What holds for every thing of the ruling."""
    ruling, matter = asked.ruling, asked.matter
    return SeizeFacts(
        now=asked.actor.now,
        kind=PropertyKind.RIGHT,
        value=ZERO,
        owed=_owed(asked),
        first=ruling.starts,
        until=ruling.ends,
        debtors_own=True,
        indivisible=ruling.indivisible == YES,
        for_that_projects_wages=ruling.of_wages,
        debtor_is_person=matter.person.kind == PersonKind.NATURAL,
        living_standard=ruling.living_standard or ZERO,
        heads=ruling.heads or 1,
        kept_for_living=ruling.kept or ZERO,
        ruling_made=asked.besides is not None,
    )


def _owed(asked: _Asked) -> Money:
    """The open debt; where no claims are written down, what was applied for."""
    case = asked.matter.case
    total = money.owed(asked.session, case.id, asked.actor.now.day, asked.matter.court).total
    return total or case.applied_amount or ZERO


def _sealed_already(asked: _Asked) -> Money:
    """What other rulings about this person hold today, as far as they told its value."""
    today, found = asked.actor.now.day.isoformat(), ZERO
    for paper in _issued(asked.session, asked.matter.case.id, asked.matter.person.id):
        if paper.id != asked.besides and str(paper.facts.get("ends", "")) >= today:
            found += sum((Money(int(one.get("value") or 0)) for one in paper.facts.get("things", ())), ZERO)
    return found


def _by_notice(facts: SeizeFacts, officers: int) -> tuple[Finding, ...]:
    """The ruling goes with this notice. With it money is stopped; a thing entered in a register is still to be listed."""
    told = replace(facts, assistance_needed=True, assistance_notice=True, officers=(OfficerKind.EXECUTOR,) * officers)
    return seize_gate(told, Moment.CARRY_OUT if facts.kind in IN_MONEY else Moment.ISSUE)


def _with_things(asked: _Asked, record: SeizureRecord) -> Iterable[tuple[SeizeFacts, SeizedThing]]:
    return zip(_of_things(asked, record.things), record.things, strict=True)


def _on_the_spot(facts: SeizeFacts, record: SeizureRecord, thing: SeizedThing) -> tuple[Finding, ...]:
    """What the record tells. Its list is signed, or the refusal noted, on the record itself."""
    kinds = {word: OfficerKind(kind) for kind, word in people.DUTIES.items()}
    told = replace(
        facts,
        officers=tuple(kinds[one.duty] for one in record.officers if one.duty in kinds),
        debtor_told=record.debtor_told == YES,
        grassroots_told=record.grassroots_told == YES,
        absence_recorded=True,
        list_made=True,
        list_signed=True,
        list_copy_given=True,
        unregistered_vehicle=thing.vehicle == "未登记",
        engine_number_listed=ENGINE in thing.features,
        record_begun_at=record.started,
        record_ended_at=record.ended,
        recorders=len(set(record.recording)),
    )
    return seize_gate(told, Moment.CARRY_OUT)


def _require(asked: _Asked, each: Sequence[Sequence[Finding]], lifted: tuple[str, ...]) -> None:
    """Refuse with the whole list, each requirement as it stands for the thing that fares worst."""
    found = _worst(each)
    on = asked.actor.now.day
    try:
        require_open(found, on, lifted)
    except Refusal as no:
        raise GateClosed([FindingView.of(one, on, lifted) for one in found], no) from None


def _worst(each: Sequence[Sequence[Finding]]) -> tuple[Finding, ...]:
    return tuple(min(about, key=_rank) for about in zip(*each, strict=True))


def _rank(finding: Finding) -> int:
    """What stands in the way comes first, then what is lacking at all, then what does not apply."""
    if blocked([finding]):
        return 0
    return 1 if not finding.met else 3 if finding.reason_code else 2

"""Facts of the papers on property: parties, officers and articles are known; things and what happened are typed."""

from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.instant import Instant
from app.base.refusal import Fault, Kind, Refusal
from app.cases.rules import PersonKind
from app.cases.views import CaseBrief, PersonBrief
from app.documents import gather_case as case_papers
from app.documents import gather_measures as on_measures
from app.documents import gather_people as people
from app.documents import offices, queries, seizing, wording
from app.documents.bases import BASES, basis
from app.documents.clauses import articles
from app.documents.gather_people import Matter
from app.documents.gathered import Gathered, Wanted
from app.documents.rules import State
from app.law.identity import Sex
from app.law.officers import ENFORCEMENT_KINDS
from app.measures import queries_overrides as overrides
from app.measures.rules import ProposalKind
from app.measures.views import ProposalView, SearchAsked
from app.staff import queries as staff

NOTHING: Final = "无"
ASKED_THERE: Final = "已通知被执行人及其成年家属、居民（村民）委员会派员到场。"
SEIZED_BECAUSE: Final = "被执行人未按执行通知书指定的期间履行生效法律文书确定的义务"
TOLD: Final = "出示证件，送达执行裁定书，告知查封、扣押的财产不得转移、变卖、毁损，告知有权提出书面异议。"
KEPT: Final = "已告知保管人妥善保管，因过错造成损失的承担责任。"
PLACE: Final = "地点"
SHOWN: Final = "执行人员着制服，出示搜查令、工作证件"
SOUGHT: Final = {"property": "隐匿的财产", "books": "隐匿的会计账簿等资料"}
"""What a search is to find, as the warrant says it."""
ALLOWED_ALONE: Final = (
    "officers", "women", "approved_by", "approved_on", "approval_reference", "acting", "authority",
)  # fmt: skip
"""What of a warrant nobody types: it comes from the approval or not at all."""
OVER: Final = ("over_allowed_by", "over_reason")
"""What of a ruling comes from the president's own decision or not at all."""
ASSISTED: Final = {
    "查询": ("CPL.property_query",),
    "冻结、划拨": ("CPL.property_query",),
    "扣留、提取收入": ("CPL.income",),
    "查封登记": BASES["seizure_ruling"],
    "解除查封、冻结": BASES["seizure_ruling"],
}
"""The articles behind what a unit is asked to do."""


def seizure_ruling(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """执行裁定书（查封、扣押用）."""
    matter = case_papers.matter(session, actor, wanted)
    given = {
        "applicant": "\n".join(described(session, matter.case, one) for one in matter.case.applicants),
        "debtor": described(session, matter.case, matter.person),
        "owner": matter.person.name,
        "dispute": case_papers.dispute(matter.case),
        "citations": basis(wanted.kind, actor.now.day),
        **_over(session, matter),
    }
    suggested = {
        "reason": SEIZED_BECAUSE,
        "limit": matter.case.applied_amount or None,
        "starts": actor.now.day,
        "living_standard": matter.court.living_standard or None,
        "judges": [people.judge_name(session, matter.case)],
    }
    names = {
        "judges": people.pool(session, "judge", "executor"),
        "clerk": people.pool(session, "clerk"),
    }
    return case_papers.form(wanted, matter, given, suggested=suggested, names=names, derived=OVER)


def _over(session: Session, matter: Matter) -> dict[str, Any]:
    """The president's leave to seal more than is owed, where he gave it: whose decision, of which day, on what basis."""
    leave = overrides.over_seizure(session, matter.case.id, matter.person.id)
    if leave is None or leave.allowed is None:
        return {}
    given = leave.allowed
    by = offices.hand_of(session, given).named
    return {
        "over_allowed_by": f"院长{by}，{wording.day(given.at.day)}，{on_measures.BASES_OF[given.basis]}",
        "over_reason": given.reason or leave.reason,
    }


def seizure_record(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """查封（扣押）笔录."""
    matter = case_papers.matter(session, actor, wanted)
    ruling = seizing.newest_ruling(session, matter.case.id, matter.person.id)
    given = {"cause": matter.case.cause, "debtor": matter.person.name}
    suggested = {
        **at_the_door(session, matter, actor.now),
        "ruling_number": ruling.facts.get("case_number") if ruling else None,
        "things": ruling.facts.get("things") if ruling else None,
        "told": TOLD,
        "custody": KEPT,
    }
    names = {**recorders(session), "ruling_number": seizing.rulings(session, matter.case.id, matter.person.id)}
    return case_papers.form(wanted, matter, given, suggested=suggested, names=names)


def search_warrant(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """搜查令: from the search the president approved; it names nothing and nobody that he did not allow."""
    found, matter = on_measures.approved_matter(session, actor, wanted, ProposalKind.SEARCH)
    given = {
        "dispute": case_papers.dispute(matter.case),
        "subject": matter.person.name,
        "subject_number": matter.person.id_number,
        "reason": found.reason,
        "citations": basis(wanted.kind, actor.now.day),
        **_asked(session, found),
        **_allowed(session, found),
    }
    return case_papers.form(wanted, matter, given, about=on_measures.about(found), derived=ALLOWED_ALONE)


def _asked(session: Session, found: ProposalView) -> dict[str, Any]:
    """What is to be found, where, by whom and within which days."""
    asked = found.answers.search
    if asked is None:
        return {}
    women = _women(session, asked)
    return {
        "places": list(asked.places),
        "sought": SOUGHT[asked.sought],
        "officers": people.enforcers(session, asked.officer_ids),
        "women": [] if asked.woman_searched is False else people.enforcers(session, women),
        "starts": asked.valid_from,
        "ends": asked.valid_until,
    }


def _women(session: Session, asked: SearchAsked) -> list[UUID]:
    riders = staff.by_ids(session, asked.officer_ids)
    return [one.id for one in riders.values() if one.sex == Sex.FEMALE]


def of_women(session: Session, asked: SearchAsked) -> str:
    """What was asked about the bodies of women, and who is to search them."""
    if asked.woman_searched is None:
        return "对妇女身体的搜查：尚未问明。"
    if not asked.woman_searched:
        return "对妇女身体的搜查：不进行。"
    named = "、".join(people.enforcers(session, _women(session, asked)))
    return (
        f"对妇女身体的搜查：拟进行，由女执行人员{named}进行。"
        if named
        else "对妇女身体的搜查：拟进行，尚未安排女执行人员。"
    )


def _allowed(session: Session, found: ProposalView) -> dict[str, Any]:
    """Who allowed it, when, and where his word is kept; nothing before he did."""
    allowed = found.allowed
    if allowed is None:
        return {}
    return {
        **people.without_blanks(**offices.signed(session, allowed)),
        "approval_reference": f"{on_measures.BASES_OF[allowed.basis]}（{wording.moment(allowed.at)}）",
    }


def search_record(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """搜查笔录: of one approved search, under its own warrant, at a place that the warrant names."""
    found, matter = on_measures.approved_matter(session, actor, wanted, ProposalKind.SEARCH)
    warrant = queries.holding(session, "search_warrant", found.id)
    if warrant is None or warrant.state != State.ISSUED:
        raise Refusal("paper.no_warrant", Kind.CONFLICT)
    asked = found.answers.search
    places = tuple(warrant.facts["places"])
    given = {"cause": matter.case.cause, "subject": matter.person.name, "warrant": warrant.control_no}
    suggested = {
        **at_the_door(session, matter, actor.now),
        "place": places[0] if len(places) == 1 else None,
        "officers": people.officers(session, asked.officer_ids if asked else ()),
        "shown": SHOWN,
        "opened": NOTHING,
        "women": f"由女执行人员{'、'.join(warrant.facts['women'])}进行" if warrant.facts["women"] else "未进行",
    }
    names = {**recorders(session), "place": places}
    return case_papers.form(
        wanted, matter, given, suggested=suggested, names=names, about=on_measures.about(found),
        shape=_where_it_says(places),
    )  # fmt: skip


def _where_it_says(places: Sequence[str]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Lets no record through of a place that its warrant does not name."""

    def shape(given: dict[str, Any]) -> dict[str, Any]:
        if given.get("place") not in {None, *places}:
            fault = Fault("place", "paper.not_in_warrant")
            raise Refusal("paper.fact_wrong", Kind.INVALID, faults=(fault,), fields=PLACE)
        return given

    return shape


def assistance_notice(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """协助执行通知书: its articles follow from what is asked."""
    matter = case_papers.matter(session, actor, wanted)
    given = {
        "dispute": case_papers.dispute(matter.case),
        "basis": matter.case.title_number,
        "subject": matter.person.name,
        "subject_number": matter.person.id_number,
        "duty": basis(wanted.kind, actor.now.day),
        "contact": people.contact(session, matter),
    }

    def with_articles(facts: dict[str, Any]) -> dict[str, Any]:
        keys = ASSISTED.get(str(facts.get("matter_kind")), ())
        return {**facts, "citations": articles(keys, actor.now.day)} if keys else facts

    names = {
        "officers": people.pool(session, *ENFORCEMENT_KINDS),
        "ruling": seizing.rulings(session, matter.case.id, matter.person.id),
    }
    return case_papers.form(wanted, matter, given, names=names, derived=("citations",), shape=with_articles)


def described(session: Session, case: CaseBrief, person: PersonBrief) -> str:
    """A party in one line: 张某，男，1985年3月12日出生，公民身份号码…，住…."""
    home = people.domicile(session, person.id)
    if person.kind == PersonKind.NATURAL:
        birth = f"{wording.day(person.birth)}出生" if person.birth else ""
        number = f"公民身份号码{person.id_number}" if person.id_number else ""
        parts = [person.name, people.SEXES.get(person.sex, ""), birth, number, f"住{home}" if home else ""]
    else:
        unit = case_papers.unit(session, case, person)
        code, head = unit.get("code"), unit.get("head")
        parts = [person.name, f"统一社会信用代码{code}" if code else "", f"住所地{home}" if home else ""]
        parts += [f"法定代表人（主要负责人）{head}"] if head else []
    return "，".join(part for part in parts if part)


def at_the_door(session: Session, matter: Matter, now: Instant) -> dict[str, Any]:
    """What a record made at the door most likely says."""
    errand = people.errand(session, matter)
    riders = [one.id for one in errand.squad.members if one.kind in ENFORCEMENT_KINDS] if errand.squad else []
    return {
        "started": now,
        "ended": now,
        "place": errand.door or people.domicile(session, matter.person.id),
        "officers": people.officers(session, riders),
        "present": [{"name": matter.person.name, "standing": matter.role or "被执行人"}],
        "summoned": ASKED_THERE,
        "objections": NOTHING,
    }


def recorders(session: Session) -> dict[str, tuple[str, ...]]:
    """Who may have written a record down."""
    return {"recorder": people.pool(session)}

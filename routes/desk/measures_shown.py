"""Measures as pages show them: gates requirement by requirement, clocks with the time left, deeds with their flags."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from flask import g, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.refusal import Fault
from app.cases import queries as cases
from app.cases.rules import PersonKind, Standing
from app.cases.views import CaseBrief
from app.court import queries as court
from app.law import grounds
from app.law.citations import cite
from app.law.deadlines import State
from app.law.officers import DISCUSSING_KINDS
from app.measures.chain import chain_of
from app.measures.flags import CITATIONS
from app.measures.gathering import STANDINGS
from app.measures.rules import OPEN, Deed, ProposalState, Step
from app.measures.views import ClockView, DecisionView, FindingView, ProposalView
from app.staff import queries as staff
from routes.clockface import article
from routes.desk import measures_course
from routes.words import sentences

TONES: Final = {
    State.OK: "ok",
    State.AMBER: "warn",
    State.RED: "danger",
    State.OVERDUE: "danger",
    State.RIPE: "muted",
    State.PAUSED: "muted",
    State.CLOSED: "muted",
}
STATE_TONES: Final = {
    ProposalState.PROPOSED: "info",
    ProposalState.DISCUSSED: "info",
    ProposalState.ENDORSED: "info",
    ProposalState.APPROVED: "ok",
    ProposalState.TAKEN: "danger",
    ProposalState.REPORTED: "danger",
    ProposalState.RATIFIED: "ok",
    ProposalState.REVOKED: "danger",
    ProposalState.WARRANTED: "ok",
    ProposalState.EXECUTED: "ok",
    ProposalState.REJECTED: "danger",
    ProposalState.WITHDRAWN: "muted",
}
HOLD_TONES: Final = {
    "none": "muted",
    "compelled": "warn",
    "questioning": "warn",
    "announced": "danger",
    "in_custody": "danger",
    "released": "ok",
}
REFUSING: Final = frozenset({Step.REJECTED, Step.WITHDRAWN, Step.REVOKED})
OTHER_SIDE: Final = frozenset({Standing.APPLICANT, Standing.AGENT})


def gate(findings: Iterable[FindingView]) -> list[dict[str, Any]]:
    """The whole list of a gate in words; `mark` is met, beside, closed, lifted, noted or later."""
    return [
        {
            "id": one.id,
            "label": sentences.label("requirement", one.id),
            "mark": _mark(one),
            "citation": one.citation,
            "sentence": "" if one.met else _sentence(one),
            "may_lift": one.severity == "override" and one.asked and not one.met,
        }
        for one in findings
    ]


def _mark(one: FindingView) -> str:
    if one.met:
        return "beside" if one.code else "met"
    if not one.asked:
        return "later"
    if one.overridden:
        return "lifted"
    return "noted" if one.severity == "warn" else "closed"


def _sentence(one: FindingView) -> str:
    """What is lacking; the article stands in a column of its own."""
    facts = {name: _fact(name, value) for name, value in one.facts.items()} | {"citation": one.citation}
    said = sentences.fault(Fault(one.id, one.code, tuple(facts.items()))).sentence
    return said.replace(f"（{one.citation}）", "").replace(f" ({one.citation})", "")


def _fact(name: str, value: object) -> object:
    return sentences.label("person_standing", value) if name == "standing" else value


def clock_cards(clocks: Iterable[ClockView], names: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """Clocks as the macro `s.clock` takes them, each with the person it is about."""
    return [
        {
            "label": f"{names.get(one.person_id, '')} {sentences.label('clock', one.key)}",
            "due": one.due,
            "left": left(one.left),
            "tone": TONES[State(one.state)],
            "article": article(one.citation, provisional=one.provisional),
            "met": one.closed_at,
        }
        for one in clocks
    ]


def left(span: timedelta) -> str:
    """The time left, or by how much it is over."""
    minutes = int(abs(span).total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if span < timedelta():
        if days:
            return str(_("已超 %(days)s 天 %(hours)s 小时", days=days, hours=hours))
        return str(_("已超 %(hours)s 小时 %(minutes)s 分", hours=hours, minutes=rest))
    if days:
        return str(_("还剩 %(days)s 天 %(hours)s 小时", days=days, hours=hours))
    return str(_("还剩 %(hours)s 小时 %(minutes)s 分", hours=hours, minutes=rest))


def flags(codes: Iterable[str], on: date) -> list[dict[str, str]]:
    """Flags in words, with the article where one says it."""
    return [
        {
            "label": sentences.label("deed_flag", code),
            "article": cite(CITATIONS[code], on).short if code in CITATIONS else "",
        }
        for code in codes
    ]


def timeline(
    log: Sequence[Deed],
    *,
    flagged: Mapping[UUID, Sequence[str]],
    people: Mapping[UUID, str],
    staff_names: Mapping[UUID, str],
) -> list[dict[str, Any]]:
    """The whole log, newest first: cancelled deeds stay and say so."""
    gone = {deed.cancels: deed for deed in log if deed.cancels}
    shown = []
    for deed in sorted(log, key=lambda one: (one.at, one.id), reverse=True):
        if deed.cancels:
            continue
        codes = () if deed.id in gone else flagged.get(deed.id, ())
        shown.append(
            {
                "id": deed.id,
                "at": deed.at,
                "label": f"{people.get(deed.person_id, '')} {sentences.label('deed_kind', deed.kind)}",
                "by": _name(deed.by_id, staff_names),
                "note": _told(deed),
                "door": deed.door,
                "entered_at": deed.entered_at,
                "flags": [sentences.label("deed_flag", code) for code in codes],
                "cancelled": gone[deed.id].body.get("reason", "") if deed.id in gone else None,
            }
        )
    return shown


SPOKEN_BODY: Final = ("mode", "receiver", "witness", "place", "result", "whom", "how", "receipt_no", "reason", "note")
LABELLED: Final = {"mode": "service_mode", "result": "family_result"}


def _told(deed: Deed) -> str:
    parts = []
    for name in SPOKEN_BODY:
        value = str(deed.body.get(name) or "")
        group = "release_reason" if name == "reason" and deed.kind == "person.release" else LABELLED.get(name)
        if value:
            parts.append(sentences.label(group, value) if group else value)
    return " · ".join(parts)


def person_names(case: CaseBrief) -> dict[UUID, str]:
    """Names of the people of a case."""
    return {party.person.id: party.person.name for party in case.parties}


def names(session: Session, person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names of people by id."""
    return {one.id: one.name for one in cases.persons(session, person_ids).values()}


def persons_to_take(case: CaseBrief) -> list[tuple[str, str]]:
    """The people of a case against whom a measure can be proposed, with their part, as choices."""
    seen: dict[str, str] = {}
    for party in case.parties:
        natural = party.person.kind == PersonKind.NATURAL
        if natural and Standing(party.standing) not in OTHER_SIDE:
            part = sentences.label("person_standing", STANDINGS[Standing(party.standing)].value)
            seen.setdefault(str(party.person.id), f"{party.person.name}（{part}）")
    return list(seen.items())


def may_discuss(session: Session) -> list[tuple[str, str]]:
    """Who may take part in the discussion of a major matter, as choices."""
    return [(str(one.id), one.name) for one in staff.officers(session) if one.officer_kind in DISCUSSING_KINDS]


def punishment_entered(case_id: UUID) -> dict[str, Any]:
    """The form of a punishment: each line of evidence is a piece of its own."""
    entered = {**request.form.to_dict(), "case_id": case_id, "evidence": lines_of("evidence")}
    return entered | several("discussed_by")


def lines_of(name: str) -> list[str]:
    """A field of the form in which each line is one of its own."""
    return [line.strip() for line in request.form.get(name, "").splitlines() if line.strip()]


def decision_entered(proposal_id: UUID) -> dict[str, Any]:
    """The form of a step of the chain; a password is none of its fields."""
    return {**{name: text for name, text in request.form.items() if name != "password"}, "proposal_id": proposal_id}


def several(name: str) -> dict[str, list[str]]:
    """A field of the form that has several answers."""
    return {name: request.form.getlist(name)}


def ground_choices(on: date) -> list[tuple[str, str]]:
    """The grounds in force, each with its articles down to the item."""
    return [
        (one.key, f"{one.label}（{'、'.join(each.short for each in one.citations(on))}）")
        for one in grounds.grounds_on(on)
    ]


def ground_words(proposal: ProposalView) -> tuple[str, str]:
    """The wording of a proposal's ground and its articles."""
    if not proposal.ground:
        return "", ""
    found = grounds.ground(proposal.ground, proposal.proposed_at.day)
    return found.label, "、".join(one.short for one in found.citations(proposal.proposed_at.day))


def steps(proposal: ProposalView, wanted: Sequence[Step], staff_names: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """The court's chain for this kind as the macro `s.steps` takes it: what was done, what is next, what is missing."""
    proposed = {
        "label": _("紧急拘留，先行处置") if proposal.emergency else _("提请"),
        "state": "done",
        "at": proposal.answers.detained_at or proposal.proposed_at,
        "by": _name(proposal.proposed_by, staff_names),
    }
    taken = [_step(one, staff_names) for one in proposal.decisions]
    done = {one.step for one in proposal.decisions}
    lacking = [step for step in wanted if step not in done]
    if proposal.state in OPEN:
        return [proposed, *taken, *(_ahead(step, "next" if place else "now") for place, step in enumerate(lacking))]
    skipped = [_ahead(step, "missing") for step in lacking if proposal.allowed and step is not wanted[-1]]
    return [proposed, *skipped, *taken]


def _ahead(step: Step, state: str) -> dict[str, Any]:
    return {"label": sentences.label("step", step), "state": state}


def _step(one: DecisionView, staff_names: Mapping[UUID, str]) -> dict[str, Any]:
    together = "、".join(_name(who, staff_names) for who in one.participants)
    basis = sentences.label("basis", one.basis) if one.basis != "online" else ""
    lent = _("经%(name)s书面授权", name=_name(one.lent_by, staff_names)) if one.lent_by else ""
    return {
        "label": sentences.label("step", one.step),
        "state": "refused" if one.step in REFUSING else "done",
        "at": one.at,
        "by": together or _name(one.by_id, staff_names),
        "note": " · ".join(part for part in (lent, basis, one.reason) if part),
    }


def _name(account_id: UUID | None, staff_names: Mapping[UUID, str]) -> str:
    return staff_names.get(account_id, "") if account_id else ""


def proposal_cards(
    session: Session, proposals: Sequence[ProposalView], gates: Mapping[UUID, Sequence[FindingView]]
) -> list[dict[str, Any]]:
    """Proposals in words, each with its gate and the court's chain."""
    decisions = [one for proposal in proposals for one in proposal.decisions]
    together = [who for one in decisions for who in (*one.participants, one.lent_by)]
    followed = measures_course.carried_out(session, proposals)
    together += [by for events in followed.values() for _at, _what, by in events]
    people = staff.names(
        session, [*(proposal.proposed_by for proposal in proposals), *(one.by_id for one in decisions), *together]
    )
    profile = court.profile(session)
    cards = [
        _card(one, gates[one.id], chain_of(profile, one.kind, emergency=one.emergency), people) for one in proposals
    ]
    for card in cards:
        card["steps"] += measures_course.shown(followed.get(card["proposal"].id, ()), people)
    return cards


def _card(
    proposal: ProposalView, found: Sequence[FindingView], wanted: Sequence[Step], people: Mapping[UUID, str]
) -> dict[str, Any]:
    label, articles = ground_words(proposal)
    return {
        "proposal": proposal,
        "tone": STATE_TONES[proposal.state],
        "ground": label,
        "articles": articles,
        "steps": steps(proposal, wanted, people),
        "gate": gate(found),
        "in_the_way": sum(one.blocks for one in found),
    }


def shown_closed(view: Callable[..., Any], *arguments: object) -> ResponseReturnValue:
    """The form again after a gate was found closed, with everything typed still in it; nothing was written."""
    g.entered = request.form
    answer = make_response(view(*arguments))
    answer.status_code = 409
    return answer

"""How people in custody are shown: what is due, what is at hand, what was noted on the way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor
from app.base.instant import Instant
from app.cases import queries as cases
from app.cases.views import CaseBrief, PersonBrief
from app.court import queries as court
from app.documents.custody_papers import ELSEWHERE, Piece
from app.field import queries as field
from app.field.rules import Visit
from app.law.citations import cite
from app.measures import queries, queries_authority
from app.measures.holds import Hold, Matter, Standing
from app.measures.queries_custody import Course
from app.measures.rules import IN_FORCE, Deed, DeedKind, ProposalKind
from app.measures.views import ClockView
from app.staff import queries as staff
from app.staff.verbs import Role
from routes import clockface
from routes.clockface import Face
from routes.tablet.deed_forms import BY_SLUG
from routes.tablet.deed_forms_custody import AT_DESK
from routes.tablet.questions import DeedForm
from routes.words import sentences

DECIDE: Final = "decide"
"""The form of what the court decides: it has a door of its own, open to the president too."""
FORMS: Final = {
    form.slug: form
    for form in (
        *(
            BY_SLUG[slug]
            for slug in (
                "examine",
                "hand-over",
                "admit",
                "refuse",
                "family",
                "talk",
                "restrain",
                "unrestrain",
                "search",
                "repent",
                "release",
            )
        ),
        *AT_DESK,
    )
}
"""What can be entered here, in the order in which it can happen."""
ANSWERS: Final = {
    Matter.DELIVERY: ("examine", "hand-over", "admit", "refuse"),
    Matter.REFUSAL: (DECIDE,),
    Matter.ADVICE: (DECIDE,),
    Matter.QUERY: (DECIDE,),
    Matter.STOP: (DECIDE,),
    Matter.LEAVE: (DECIDE,),
    Matter.RETURN: ("leave-end",),
    Matter.RELEASE: ("release",),
    Matter.FORWARD: ("forward",),
    Matter.RECONSIDERATION: ("reconsidered",),
    Matter.WRITTEN: ("reconsidered",),
}
"""The forms by which each open matter is done."""


def likely(state: Standing) -> list[str]:
    """The forms that come next for this person, the most pressing first."""
    found = [slug for one in state.matters for slug in ANSWERS[one.matter]]
    if state.restrained_at:
        found.append("unrestrain")
    if state.detained_at and not state.family_told_at:
        found.append("family")
    if state.hold is Hold.IN_CUSTODY:
        found += [*(() if state.talked_at else ("talk",)), "ask", "reconsider", "repent", "release"]
        found += ["leave-begin"] if state.leave_granted else []
    return list(dict.fromkeys(found))


def next_due(course: Course, now: Instant) -> Face | None:
    """What is due next about one person, in words; the court's own talk, where it comes first."""
    pressing, talk = course.pressing, _talk(course, now)
    if pressing and not (talk and talk.due < pressing.due):
        return _faces([pressing], now)[0]
    return talk


def faces(course: Course, now: Instant) -> list[Face]:
    """All that runs about one person, with the talk the court itself asks for."""
    talk = _talk(course, now)
    found = _faces(course.running, now) + ([talk] if talk else [])
    return sorted(found, key=lambda one: one.due)


def _faces(clocks: Sequence[ClockView], now: Instant) -> list[Face]:
    """Clocks of one person, whose name stands above them already."""
    shown = zip(clocks, clockface.of_measures(clocks, {}, now), strict=True)
    return [replace(face, label=sentences.label("clock", clock.key)) for clock, face in shown]


def _talk(course: Course, now: Instant) -> Face | None:
    if course.talk_due is None:
        return None
    left = course.talk_due.utc - now.utc
    tone = "danger" if left.total_seconds() < 0 else "info"
    return Face(_("拘留后谈话"), course.talk_due, clockface.left(left), tone, _("本院的做法"))


def served_days(course: Course, now: Instant) -> tuple[int, int] | None:
    """Days of custody served and all days; None while he was not admitted."""
    state = course.standing
    if state.admitted_at is None or state.release_on is None:
        return None
    whole = (state.release_on - state.admitted_at.day).days
    until = state.away_at.day if state.away_at else now.day
    return max(min((until - state.admitted_at.day).days, whole), 0), whole


def house(session: Session) -> dict[str, str]:
    """The court's custody place and when it admits people."""
    profile = court.profile(session)
    return {"custody_place": profile.custody_place, "admits": profile.delivery_hours}


def pieces(found: Sequence[Piece], on: date) -> list[tuple[Piece, str]]:
    """What to bring, each with its article where one asks for it."""
    return [(one, cite(ELSEWHERE[one.key], on).short if one.key in ELSEWHERE else "") for one in found]


def attempts(course: Course) -> list[Deed]:
    """Every attempt to tell the family, the newest first."""
    return [one for one in reversed(course.deeds) if one.kind == DeedKind.TELL_FAMILY]


PROOFS: Final = {
    DeedKind.EXAMINE: ("place", "doctor", "findings"),
    DeedKind.HAND_OVER: ("place", "receiver"),
    DeedKind.ADMIT: ("place", "receipt_no", "receiver", "belongings"),
    DeedKind.REFUSE: ("place", "notice_no", "reason"),
    DeedKind.RELEASE: ("certificate_no",),
}
"""Deeds that another office put on paper, and what of it is told."""


def proofs(course: Course) -> list[tuple[Deed, str]]:
    """Medical check, hand-over, receipt or refusal, release certificate: what the other office gave in hand."""
    return [
        (one, " · ".join(str(one.body[name]) for name in PROOFS[DeedKind(one.kind)] if one.body.get(name)))
        for one in course.deeds
        if one.kind in PROOFS and (one.kind != DeedKind.RELEASE or one.body.get("certificate_no"))
    ]


def restraints(course: Course) -> list[tuple[Deed, Deed | None]]:
    """Each restraint put on, with the deed that took it off."""
    found: list[tuple[Deed, Deed | None]] = []
    for deed in course.deeds:
        if deed.kind == DeedKind.RESTRAIN:
            found.append((deed, None))
        elif deed.kind == DeedKind.UNRESTRAIN and found and found[-1][1] is None:
            found[-1] = (found[-1][0], deed)
    return found


def recorded(session: Session, actor: Actor, course: Course, case_id: UUID) -> list[tuple[Instant, str, str]]:
    """What a recorder filmed, at the door and afterwards: when, what, which recorders."""
    if course.began is None:
        return []
    began = course.began.day
    log: list[Visit | Deed] = [
        one for one in field.visits_of(session, actor.scope, case_ids=[case_id]) if one.person_id == course.person_id
    ]
    lines = [
        (one.at, sentences.label("letter_kind", one.kind), one.body)
        for one in (*log, *course.deeds)
        if one.at.day >= began
    ]
    shown = [(at, what, _recorders(body)) for at, what, body in lines]
    return sorted((one for one in shown if one[2]), key=lambda one: one[0])


def _recorders(body: Mapping[str, object]) -> str:
    numbers = (str(body.get(name) or "") for name in ("recorder_no", "second_recorder_no"))
    return "、".join(one for one in numbers if one)


def options(
    session: Session, form: DeedForm, person: PersonBrief, case_id: UUID, now: Instant
) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in a form: presidents, decisions of this person, else a group of words."""
    return {one.name: _options(session, one.options, person, case_id, now) for one in form.asks if one.options}


def _presidents(session: Session, now: Instant) -> list[tuple[str, str]]:
    """Who may decide as president now: who holds the office, and to whom it is lent for detentions."""
    own = [(str(one.id), one.name) for one in staff.holders(session, Role.PRESIDENT)]
    lent = [
        one.to_id
        for one in queries_authority.authorisations(session)
        if one.role == Role.PRESIDENT and ProposalKind.DETAIN in one.kinds and one.holds(now)
    ]
    names = staff.names(session, lent)
    return own + [(str(one), _("%(name)s（受权代行）", name=names[one])) for one in dict.fromkeys(lent) if one in names]


def _options(session: Session, name: str, person: PersonBrief, case_id: UUID, now: Instant) -> list[tuple[str, str]]:
    if name == "presidents":
        return _presidents(session, now)
    if name in {"detain", "early_release"}:
        found = queries.proposals_of(session, WHOLE_COURT, case_ids=[case_id], person_ids=[person.id])
        fitting = [one for one in found if one.kind == name and one.state in IN_FORCE]
        return [
            (str(one.id), " ".join(part for part in (one.number or "", str(one.approved_at)) if part))
            for one in fitting
        ]
    return sentences.labels(name)


def starts(session: Session, person: PersonBrief) -> dict[str, str]:
    """Start values of a form by name."""
    profile = court.profile(session)
    return {
        "person": person.name,
        "court": profile.name,
        "address": "",
        "police": profile.police or profile.custody_place,
        "custody": profile.custody_place,
    }


def officers(session: Session) -> list[tuple[str, str]]:
    """Who can have been there."""
    return [(str(one.id), one.name) for one in staff.officers(session)]


def briefs(session: Session, actor: Actor, courses: Iterable[Course]) -> dict[UUID, CaseBrief]:
    """The cases of these people."""
    return cases.briefs(session, actor.scope, {one.standing.case_id for one in courses if one.standing.case_id})


def matters(state: Standing) -> Sequence[tuple[str, Instant]]:
    """The open matters in words, the oldest first."""
    return [
        (sentences.label("matter", one.matter), one.since) for one in state.matters if one.matter is not Matter.DELIVERY
    ]

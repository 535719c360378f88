"""How running clocks are shown: a word, the time left, a tone, the article that set it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask_babel import gettext
from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.cases import queries as cases
from app.cases.deadlines import CaseClock
from app.law.citations import Certainty, Citation
from app.measures.views import ClockView
from app.money.views import MoneyClock
from routes import context
from routes.words import sentences

TONES = {
    "ok": "ok",
    "amber": "warn",
    "red": "danger",
    "overdue": "danger",
    "ripe": "muted",
    "closed": "muted",
    "paused": "muted",
}


@dataclass(frozen=True)
class Face:
    """A clock as `show.clock` draws it."""

    label: str
    due: Instant
    left: str
    tone: str
    article: str
    met: Instant | None = None


def of_measures(clocks: Iterable[ClockView], people: Mapping[UUID, str], now: Instant) -> list[Face]:
    """The clocks of persons."""
    return [
        Face(
            label=f"{people.get(one.person_id, '')} · {sentences.label('clock', one.key)}",
            due=one.due,
            left=left(one.due - now),
            tone=TONES.get(str(one.state), "muted"),
            article=article(one.citation, provisional=one.provisional),
            met=one.closed_at,
        )
        for one in clocks
    ]


def of_money(clocks: Iterable[MoneyClock], cases: Mapping[UUID, str], now: Instant) -> list[Face]:
    """The clocks of cash and consents, by the number of the case."""
    return [
        Face(
            label=f"{sentences.label('clock', one.clock.key)} · {cases.get(one.case_id, '')}",
            due=one.clock.due,
            left=left(one.clock.due - now),
            tone=TONES.get(str(one.clock.state), "muted"),
            article=article(one.clock.citation, provisional=one.clock.provisional),
        )
        for one in clocks
    ]


def of_cases(clocks: Iterable[CaseClock], cases: Mapping[UUID, str], now: Instant) -> list[Face]:
    """The clocks of cases; with the numbers of the cases where they are not told beside it."""
    return [
        Face(
            label=" · ".join(filter(None, (sentences.label("clock", one.clock.key), one.what, cases.get(one.case_id)))),
            due=one.clock.due,
            left=left(one.clock.due - now),
            tone=TONES.get(str(one.clock.state), "muted"),
            article=article(one.clock.citation, provisional=one.clock.provisional),
        )
        for one in clocks
    ]


def article(citation: Citation, *, provisional: bool) -> str:
    """The article that set a clock, with what is not yet sure of it: 待核 its text, until a lawyer of the court confirmed it, 日历待定 the holidays of its end."""
    open_text = citation.certainty is Certainty.UNCONFIRMED and citation.key not in context.confirmed_keys()
    doubts = [sentences.label("certainty", citation.certainty)] if open_text else []
    if provisional:
        doubts.append(str(gettext("日历待定")))
    return " · ".join([citation.short, *doubts])


def people(session: Session, clocks: Iterable[ClockView]) -> dict[UUID, str]:
    """The names of those whom clocks concern."""
    found = cases.persons(session, {clock.person_id for clock in clocks})
    return {key: person.name for key, person in found.items()}


def left(span: timedelta) -> str:
    """Time left, or by how much it is over."""
    minutes = int(abs(span).total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if span < timedelta():
        return str(gettext("已超 %(hours)s 小时 %(minutes)s 分", hours=days * 24 + hours, minutes=rest))
    if days:
        return str(gettext("还剩 %(days)s 天 %(hours)s 小时", days=days, hours=hours))
    return str(gettext("还剩 %(hours)s 小时 %(minutes)s 分", hours=hours, minutes=rest))

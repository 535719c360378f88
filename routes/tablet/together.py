"""With whom a squad knocks at the same moment, in words that are read at the door."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.staff import queries as staff
from app.sweeps.queries_partners import Partner, partners
from app.sweeps.strikes import Standing
from routes.tablet.day import Day, Place


@dataclass(frozen=True)
class Together:
    """One strike at a stop: its hour, what to do, and whom to call."""

    tone: str
    clock: str
    text: str
    who: str = ""
    phone: str = ""


def of_day(session: Session, day: Day) -> dict[UUID, str]:
    """By target, the line in the list of stops."""
    found = partners(session, day.sweep.id, [stop.target_id for stop in day.route.stops])
    return {target_id: _line(many) for target_id, many in found.items()}


def of_stop(session: Session, place: Place) -> list[Together]:
    """The strikes of one stop."""
    target_id = place.stop.target_id
    return [_together(session, place, one) for one in partners(session, place.sweep.id, [target_id]).get(target_id, [])]


def _line(many: Sequence[Partner]) -> str:
    squads = str(_("、")).join(dict.fromkeys(one.squad.name for one in many if one.squad))
    moments = [one.knock_at for one in many if one.knock_at]
    if len(moments) < len(many) or any(one.standing is Standing.APART for one in many):
        return str(_("同时敲门：先问清再敲"))
    return str(_("%(at)s 与%(squads)s同时敲门", at=_clock(max(moments)), squads=squads))


def _together(session: Session, place: Place, one: Partner) -> Together:
    if one.knocked_at:
        name = one.squad.name if one.squad else _("另一组")
        text = _("%(squad)s %(at)s 已经敲门：到了马上敲，不要再等。", squad=name, at=_clock(one.knocked_at))
        return Together("danger", _clock(one.knocked_at), text, *_leader(session, one))
    if one.squad is None or one.at is None or one.knock_at is None:
        text = _("另一人已不在路线上，只剩这一边：先不要敲门，请示指挥。要么都去，要么都不去。")
        return Together("danger", "", text, *_phone(session, place.sweep.commander_id))
    facts = {"squad": one.squad.name, "minutes": one.minutes, "apart": one.apart, "at": _clock(one.at)}
    if one.standing is Standing.APART:
        text = _("应与%(squad)s同时敲门，但他们 %(at)s 到门口，相隔 %(apart)s 分：先通电话说好时刻再敲。", **facts)
        return Together("warn", "", text, *_leader(session, one))
    text = _("与%(squad)s同时敲门，前后不超过 %(minutes)s 分。早到先在远处等；对方去不成，这边也不敲。", **facts)
    return Together("warn", _clock(one.knock_at), text, *_leader(session, one))


def _leader(session: Session, one: Partner) -> tuple[str, str]:
    leader = one.squad.leader if one.squad else None
    return _phone(session, leader.id) if leader else ("", "")


def _phone(session: Session, account_id: UUID) -> tuple[str, str]:
    found = staff.account(session, account_id)
    return found.name, found.phone


def _clock(at: Instant) -> str:
    return f"{at.beijing:%H:%M}"

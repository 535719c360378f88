"""How the day, its stops and the outbox are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.sweeps.views import StopView
from routes.tablet.deed_forms import BY_SLUG, FORMS
from routes.tablet.logbook import Line, Progress
from routes.words import sentences

HIDDEN: Final = ("cash",)
"""Not among the keys: cash is asked for on the page of payments."""
FIRST: Final = ("arrive", "miss")
THERE: Final = ("inform", "pay", "note")
CODES: Final = (
    "missing",
    "forbidden",
    "input.invalid",
    "letter.unknown_kind",
    "letter.id_reused",
    "letter.failed",
    "letter.waits_for",
    "letter.waited_in_vain",
    "deed.cancelled_already",
    "media.size",
    "media.type",
    "media.broken",
    "media.pixels",
    "media.empty",
)
"""Answers to letters that a page may have to say by itself."""


@dataclass(frozen=True)
class Box:
    """Whose outbox a page works on, the epoch of the store, and when his last letter came."""

    account_id: str
    epoch: str | None
    receipt: Instant | None

    @property
    def words(self) -> dict[str, Any]:
        """Sentences and labels that the scripts of the page say."""
        return {
            "kinds": {form.kind: _(form.label) for form in reversed(FORMS)},
            "statuses": dict(sentences.labels("letter_status")),
            "codes": {code: sentences.of(Refusal(code, Kind.INVALID)).sentence for code in CODES},
        }


def stops(
    route: Sequence[StopView], progress: Mapping[UUID, Progress], together: Mapping[UUID, str]
) -> list[dict[str, Any]]:
    """The stops as rows: the first that is not done is the one to drive to now. `together`: target → with whom, when."""
    rows = [
        _row(number, stop, progress[stop.id]) | {"together": together.get(stop.target_id, "")}
        for number, stop in enumerate(route, 1)
    ]
    if not any(row["state"] == "now" for row in rows):
        for row in [row for row in rows if row["state"] == "next"][:1]:
            row["state"] = "now"
    return rows


def held(route: Sequence[StopView], progress: Mapping[UUID, Progress]) -> list[str]:
    """The names of those the squad answers for now."""
    return [stop.target.person.name for stop in route if progress[stop.id].standing.held]


def deeds(stop_id: UUID, lines: Sequence[Line], since: Instant) -> list[dict[str, Any]]:
    """The deeds as keys in the order of the paper sheet; one that was done today says when."""
    done: dict[str, Instant] = {}
    for line in lines:
        if line.at >= since:
            done.setdefault(line.kind, line.at)
    return [
        {
            "label": _(form.label),
            "icon": form.icon,
            "tone": form.tone,
            "url": address(stop_id, form.slug),
            "done": form.kind in done,
            "note": done[form.kind].beijing.strftime("%H:%M") if form.kind in done else None,
        }
        for form in FORMS
        if form.slug not in HIDDEN
    ]


def likely(stop_id: UUID, done: set[str]) -> list[tuple[str, str]]:
    """The two deeds that come next most often, for the bar under the thumb."""
    open_yet = [slug for slug in THERE if BY_SLUG[slug].kind not in done] if done else FIRST
    chosen = (*open_yet, *THERE[1:])[:2] if len(open_yet) < len(FIRST) else open_yet[:2]
    return [(_(BY_SLUG[slug].label), address(stop_id, slug)) for slug in chosen]


def address(stop_id: UUID, slug: str) -> str:
    """The page of a deed."""
    return url_for("tablet.deed", stop_id=stop_id, slug=slug)


def _row(number: int, stop: StopView, progress: Progress) -> dict[str, Any]:
    badges = [(sentences.label("planned_measure", stop.measure), "info")]
    if progress.standing.held:
        badges.append((sentences.label("hold", progress.standing.hold), "danger"))
    if progress.last and progress.last.flags:
        badges.append((_("违规待核"), "warn"))
    last = progress.last
    said = f"{last.at.beijing:%H:%M} {sentences.label('letter_kind', last.kind)}" if last else None
    return {
        "order": number,
        "name": stop.target.person.name,
        "place": stop.address.raw,
        "time": stop.arrive_at.beijing.strftime("%H:%M"),
        "url": url_for("tablet.stop", stop_id=stop.id),
        "state": progress.state,
        "badges": badges,
        "note": said,
    }

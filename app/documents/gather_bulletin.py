"""Facts of the bulletin: the figures as published, the definitions behind them, and a story in which names are masked."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.court import queries as court
from app.court.profile import CourtProfile
from app.documents import wording
from app.documents.gather_sweeps import whole_sweep
from app.documents.gathered import About, Ask, AskForm, Gathered, Wanted
from app.outcomes import queries as outcomes
from app.staff import queries as staff
from app.sweeps import queries as sweeps
from app.sweeps.views import SweepView

TEN_THOUSAND_YUAN: Final = 10_000 * 100
DOUBLE_SURNAMES: Final = frozenset(
    "欧阳 上官 司马 诸葛 东方 夏侯 皇甫 尉迟 公孙 慕容 司徒 端木 南宫 令狐 长孙 宇文 轩辕 独孤".split()  # noqa: SIM905 - reads as the list it is
)
DETAINED: Final = {"announced": "宣布拘留决定的人数", "admitted": "拘留所收拘的人数"}
DIRECT: Final = "其中当事人直接给付申请执行人的金额"


def bulletin(session: Session, actor: Actor, wanted: Wanted) -> Gathered:
    """战报: the line as it was last published, or as it stands now."""
    sweep = whole_sweep(session, actor, wanted.subject_id)
    profile = court.profile(session)
    figures = _figures(session, actor, sweep)
    persons = {one.person.name for one in sweeps.targets(session, actor.scope, sweep.id) if _is_person(one.person.kind)}
    facts = {
        "court": profile.name,
        "dated": actor.now.day,
        "sweep": sweep.name,
        "headline": sweep.name,
        "issuer": f"{profile.name}执行局",
        "figures": list(_shown(figures, profile)),
        "story": _story(sweep, profile, figures),
        "reviewed_by": staff.names(session, [sweep.commander_id]).get(sweep.commander_id),
    }
    asks = (Ask("headline"), Ask("story", AskForm.TEXT), Ask("reviewed_by"))
    masks = {name: masked(name) for name in sorted(persons, key=len, reverse=True)}
    return Gathered(About(subject_id=sweep.id), facts, asks, lambda typed: _without_names(typed, masks))


def masked(name: str) -> str:
    """A person as the bulletin names him: 张某."""
    surname = name[:2] if name[:2] in DOUBLE_SURNAMES else name[:1]
    return f"{surname}某"


def in_ten_thousands(fen: int) -> str:
    """115500.00 yuan as 11.55万元, exact; smaller sums in yuan."""
    if fen < TEN_THOUSAND_YUAN:
        return f"{(Decimal(fen) / 100).normalize():f}元"
    return f"{(Decimal(fen) / TEN_THOUSAND_YUAN).normalize():f}万元"


def _is_person(kind: str) -> bool:
    return kind == "natural"


def _figures(session: Session, actor: Actor, sweep: SweepView) -> dict[str, int]:
    published = outcomes.published(session, sweep.id)
    if published:
        return {key: int(figure["value"]) for key, figure in published[0].figures.items()}
    return {key: figure.value for key, figure in outcomes.line(session, actor.scope, sweep.id).items()}


def _shown(figures: Mapping[str, int], profile: CourtProfile) -> list[dict[str, Any]]:
    """The figures in the order of the published line; direct payments stand apart when there are any."""
    concluded = f"{figures['concluded']}件（执行完毕{figures['performed']}件、和解{figures['settled']}件）"
    rows = [
        ("出动", f"{figures['officer_turns']}人次", "签到的人员，一人一日计一次"),
        ("出动车辆", f"{figures['vehicle_turns']}车次", "签到的车辆，一车一日计一次"),
        ("拘传", f"{figures['compelled']}人", "实际拘传的人数，一人一日计一次"),
        ("拘留", f"{figures['detained']}人", DETAINED[profile.detained_counts]),
        ("执行完毕、达成和解", concluded, "行动期间执行完毕的案件和双方签署、书面同意的和解案件，一案计一次"),
        ("执行到位", in_ten_thousands(figures["collected_fen"]), "行动期间收到并未冲正的款项，含直接给付"),
    ]
    if figures.get("direct_fen"):
        rows.append(("直接给付", in_ten_thousands(figures["direct_fen"]), DIRECT))
    return [{"name": name, "value": value, "definition": definition} for name, value, definition in rows]


def _story(sweep: SweepView, profile: CourtProfile, figures: Mapping[str, int]) -> str:
    """A plain beginning in the figures' own words; who publishes writes the scenes."""
    return (
        f"{wording.day(sweep.starts_at.day)}，{profile.name}开展{sweep.name}，出动{figures['officer_turns']}人次，"
        f"拘传{figures['compelled']}人，拘留{figures['detained']}人，执行完毕、达成和解{figures['concluded']}件，"
        f"执行到位{in_ten_thousands(figures['collected_fen'])}。"
    )


def _without_names(facts: dict[str, Any], masks: Mapping[str, str]) -> dict[str, Any]:
    """No debtor's full name leaves in a bulletin, whoever typed it."""
    for field in ("headline", "story"):
        for name, mask in masks.items():
            if field in facts:
                facts[field] = str(facts[field]).replace(name, mask)
    return facts

"""What whoever approves, and the place of custody, must know of a person: told on a form, kept of him, or said at a door."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from app.cases.views import PersonBrief
from app.documents.gather_people import Matter
from app.law.gate_detain import ADULT, OLD, doubtful_age
from app.law.gates import Deputy
from app.law.identity import age_on
from app.measures.rules import Deed, DeedKind
from app.measures.views import ProposalView

NOTHING: Final = "无"
CONDITIONS: Final = {"pregnant": "怀孕", "nursing": "哺乳未满一周岁的婴儿", "ill": "患病"}
ANSWERS: Final = (("pregnant", "怀孕"), ("nursing", "哺乳未满一周岁的婴儿"), ("seriously_ill", "患有严重疾病"))
DEPUTIES: Final = {"county": "县级以上人大代表", "township": "乡级人大代表"}
BY_HIS_WORD: Final = {Deputy.COUNTY_OR_ABOVE: "自述系县级以上人大代表", Deputy.TOWNSHIP: "自述系乡级人大代表"}
AT_A_DOOR: Final = frozenset({DeedKind.ANNOUNCE, DeedKind.HAND_OVER})


def special(found: ProposalView, matter: Matter, log: Sequence[Deed], on: date) -> str:
    """All of it in one line; 无 when there is nothing. `log`: what was done to him in this case."""
    person = matter.person
    told = [deed.body for deed in log if deed.kind in AT_A_DOOR]
    said = [*_of_person(person, on)]
    yes = {name for name, _ in ANSWERS if getattr(found.answers, name) or any(body.get(name) for body in told)}
    said += [word for name, word in ANSWERS if name in yes and word not in said]
    if not person.deputy:
        said += [word for office, word in BY_HIS_WORD.items() if any(body.get("deputy") == office for body in told)]
    examined = [str(deed.body.get("findings") or "") for deed in log if deed.kind == DeedKind.EXAMINE]
    said += [f"体检：{examined[-1]}"] if examined and examined[-1] else []
    return "；".join(said) or NOTHING


def _of_person(person: PersonBrief, on: date) -> Iterator[str]:
    """What is kept of him."""
    if person.sex == "female":
        yield "女性"
    age = age_on(person.birth, on) if person.birth else None
    if age is not None and doubtful_age(age):
        yield f"未满{ADULT}周岁" if age < ADULT else f"已满{OLD}周岁"
    if person.condition:
        yield CONDITIONS[person.condition] + (f"（{person.condition_note}）" if person.condition_note else "")
    if person.deputy:
        yield DEPUTIES[person.deputy]

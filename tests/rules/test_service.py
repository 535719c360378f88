"""Which paper a deed hands over, and what is wrong with handing it over."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from app.base.instant import Instant
from app.documents import service
from app.documents.catalog import KINDS
from app.documents.service import Handed
from app.law.citations import cite
from app.measures import flags
from app.measures.deeds import COMMANDS
from app.measures.rules import Deed
from routes.words import sentences

NOON = Instant.parse("2026-01-17T12:00")
ONE, TWO, PROPOSAL = UUID(int=1), UUID(int=2), UUID(int=9)


@dataclass(frozen=True)
class Paper:
    id: UUID
    control_no: str
    subject_id: UUID | None = PROPOSAL
    state: str = "issued"


FIRST, SECOND = Paper(ONE, "JL2026-000001"), Paper(TWO, "JL2026-000002", subject_id=None)


def told(kind: str, **body: Any) -> Any:
    given = {"id": UUID(int=5), "at": NOON, "case_id": UUID(int=6), "person_id": UUID(int=7)}
    return COMMANDS[kind].model_validate(given | body)


def line(kind: str, **body: Any) -> Deed:
    return Deed(
        id=UUID(int=5), kind=kind, at=NOON, entered_at=NOON, by_id=None, door="tablet", case_id=UUID(int=6),
        person_id=UUID(int=7), target_id=None, squad_id=None, proposal_id=None, summons_id=None, cancels=None,
        flags=(), body=body,
    )  # fmt: skip


def of_itself(**body: Any) -> set[str]:
    found = flags.of_itself(line("service.serve", **body), [], person_sex="male")
    return {one for one in found if one.startswith("service.")}


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("service.summon", {"summons_id": ONE}, Handed("summons", subject_id=ONE)),
        ("service.summon", {"appear_at": NOON, "place": "本院"}, None),
        ("service.serve", {"paper": "ruling", "control_number": "X1"}, Handed("ruling", control_no="X1")),
        ("service.serve", {"paper": "early_release", "paper_id": TWO}, Handed("early_release", paper_id=TWO)),
        (
            "detain.announce",
            {"decision_served": True, "proposal_id": PROPOSAL},
            Handed("detention_decision", subject_id=PROPOSAL),
        ),
        ("detain.announce", {"proposal_id": PROPOSAL}, None),
        ("compel.record", {"proposal_id": PROPOSAL}, Handed("compel_warrant", subject_id=PROPOSAL)),
        ("person.release", {"reason": "ended"}, None),
    ],
)
def test_a_deed_says_which_paper_it_hands_over(kind: str, body: dict[str, Any], expected: Handed | None) -> None:
    assert service.handed(told(kind, **body)) == expected


def test_the_paper_is_found_by_id_number_subject_or_because_it_is_the_only_one() -> None:
    both = [FIRST, SECOND]
    kind = "detention_decision"
    assert service.meant(Handed(kind, paper_id=TWO), both) is SECOND
    assert service.meant(Handed(kind, control_no="JL2026-000001"), both) is FIRST
    assert service.meant(Handed(kind, control_no="（2026）宁0425司惩7号"), both) is None
    assert service.meant(Handed(kind, subject_id=PROPOSAL), both) is FIRST
    assert service.meant(Handed(kind), both) is None
    assert service.meant(Handed(kind), [Paper(ONE, "", state="voided"), SECOND]) is SECOND


@pytest.mark.parametrize(
    ("seal", "void", "expected"),
    [
        (-10, None, []),
        (0, None, []),
        (None, None, ["service.unsealed"]),
        (10, None, ["service.unsealed"]),
        (-10, -5, ["service.void_paper"]),
        (-10, 5, []),
    ],
)
def test_what_was_handed_over_unsealed_or_void_is_found(
    seal: int | None, void: int | None, expected: list[str]
) -> None:
    def moment(minutes: int | None) -> Instant | None:
        return None if minutes is None else NOON + timedelta(minutes=minutes)

    found = service.breaches(NOON, waits_for_seal=True, sealed_at=moment(seal), voided_at=moment(void))
    assert list(found) == expected


def test_the_tablet_names_papers_as_the_catalog_does() -> None:
    named = {key for key, _ in sentences.tables("LABELS")["served_paper"].items()}
    assert named - {"other"} <= set(KINDS)


def test_a_paper_without_a_seal_to_wait_for_is_not_flagged() -> None:
    assert list(service.breaches(NOON, waits_for_seal=False, sealed_at=None, voided_at=None)) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"mode": "signed", "receiver": "本人"}, set()),
        ({"mode": "signed"}, {"service.no_proof"}),
        ({"mode": "family", "receiver": "李某", "relation": "妻子"}, set()),
        ({"mode": "family", "receiver": "李某"}, {"service.no_relation"}),
        ({"mode": "left_witness", "witness": "村干部", "refusal_reason": "拒绝签收"}, set()),
        ({"mode": "left_witness", "witness": "村干部"}, {"service.no_refusal_reason"}),
        ({"mode": "left_witness", "recorder_no": "1", "note": "拒收"}, {"service.no_witness"}),
        ({"mode": "left_filmed", "media": ["a" * 64], "refusal_reason": "拒绝签收"}, set()),
        ({"mode": "left_filmed"}, {"service.no_proof", "service.no_refusal_reason"}),
        ({"mode": "outside_filmed", "recorder_no": "JLY-01", "refusal_reason": "拒绝签名"}, set()),
    ],
)
def test_each_way_of_service_has_its_proof(body: dict[str, Any], expected: set[str]) -> None:
    assert of_itself(**body) == expected


def test_the_flags_of_service_name_their_article() -> None:
    for code in ("service.no_proof", "service.no_relation", "service.no_refusal_reason", "service.no_witness"):
        assert cite(flags.CITATIONS[code], NOON.day).short.startswith("民诉法第")

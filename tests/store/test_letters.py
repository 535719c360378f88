"""The letter box: letters sent twice, out of order, half of them bad, or cut off on the way lead to the same state."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.canonical import canonical
from app.base.deeds import CANCEL
from app.base.ids import new_id
from app.base.refusal import Refusal
from app.base.store import Store
from app.cases import queries as cases
from app.field.tables import Visit
from app.sync import doors
from app.sync.actions import receive
from app.sync.doors import Door
from app.sync.rules import Envelope
from app.sync.tables import Letter
from tests.support import people
from tests.support.effort import few
from tests.support.make_cases import make_case
from tests.support.make_letters import envelope, letter, send, send_until_kept, state, statuses
from tests.support.people import seen_by

Act = Callable[..., Actor]
MINUTE = timedelta(minutes=1)
Said = tuple[str, dict[str, Any]]
GOOD: tuple[Said, ...] = (
    ("visit.arrive", {}),
    ("visit.inform", {"identity_shown": True, "consequences_told": True, "recorder_no": "J-07"}),
    ("visit.note", {"note": "<script>alert(1)</script> ${x} “引号” \"'"}),
    ("service.summon", {"appear_at": "2026-01-20T09:00", "place": "本院执行局", "mode": "signed"}),
    ("compel.record", {"consequences_told": True}),
    ("compel.arrive", {"place": "本院执行局"}),
    ("detain.announce", {"decision_served": True}),
    ("person.release", {"reason": "paid"}),
    ("money.take", {"way": "transfer", "amount": "3000", "payer": "张某一"}),
    ("money.take", {"way": "cash", "amount": "5000.50", "payer": "张某一", "reason": "没有银行卡"}),
)
BAD: tuple[Said, ...] = (
    ("visit.dance", {}),
    ("visit.note", {"note": "字" * 100_000}),
    ("visit.note", {}),
    ("money.take", {"way": "transfer", "amount": "-3", "payer": "张某一"}),
    ("money.take", {"way": "transfer", "amount": "0.001", "payer": "张某一"}),
    ("person.release", {"reason": "because"}),
    ("visit.arrive", {"surplus": 1.5}),
    ("visit.arrive", {"person_id": "00000000-0000-7000-8000-000000000000"}),
)


@pytest.fixture
def case_id(session: Session, judge: Actor) -> UUID:
    return make_case(session, judge)


@pytest.fixture
def bailiff(act: Act, case_id: UUID) -> Actor:
    """A bailiff on the morning, whose squad seeks the debtor of this case only."""
    return seen_by(act("bailiff", people.DAWN), case_id)


@pytest.fixture
def about(session: Session, judge: Actor, case_id: UUID) -> dict[str, Any]:
    debtor = cases.case(session, judge.scope, case_id).debtors[0]
    return {"case_id": case_id, "person_id": debtor.id}


@st.composite
def days(draw: st.DrawFn) -> list[tuple[str, dict[str, Any], int | None]]:
    """A day's letters as (kind, body, the earlier letter it speaks of)."""
    told: list[tuple[str, dict[str, Any], int | None]] = []
    for place in range(draw(st.integers(2, 9))):
        kinds = ["good", "good", "bad"] + (["cancel"] if told else [])
        summons = [before for before, one in enumerate(told) if one[0] == "service.summon"]
        kinds += ["come"] if summons else []
        chosen = draw(st.sampled_from(kinds))
        if chosen == "cancel":
            told.append((CANCEL, {"reason": "记错了"}, draw(st.integers(0, place - 1))))
        elif chosen == "come":
            told.append(("question.begin", {}, draw(st.sampled_from(summons))))
        else:
            told.append((*draw(st.sampled_from(GOOD if chosen == "good" else BAD)), None))
    return told


def written(told: list[tuple[str, dict[str, Any], int | None]], about: dict[str, Any]) -> list[Any]:
    letters: list[Any] = []
    for place, (kind, body, speaks_of) in enumerate(told):
        at = people.DAWN + place * MINUTE
        named = {} if speaks_of is None else {"cancels" if kind == CANCEL else "summons_id": letters[speaks_of]["id"]}
        whose = {} if kind == CANCEL else about
        letters.append(letter(kind, at, n=place + 1, **{**whose, **body, **named}))
    return letters


def outcome(session: Session, actor: Actor, envelopes: list[list[Any]]) -> dict[str, Any]:
    """What these envelopes lead to; the store is as before afterwards."""
    whole = session.begin_nested()
    send_until_kept(session, actor, envelopes)
    found = state(session)
    whole.rollback()
    session.expire_all()
    return found


def cut(letters: list[Any], sizes: list[int]) -> list[list[Any]]:
    envelopes, rest = [], list(letters)
    for size in sizes:
        envelopes.append(rest[:size])
        rest = rest[size:]
    return [one for one in [*envelopes, rest] if one]


@settings(few, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(told=days(), way=st.tuples(st.randoms(use_true_random=False), st.lists(st.integers(1, 4), max_size=5)))
def test_however_letters_come_they_lead_to_one_state(
    session: Session, bailiff: Actor, about: dict[str, Any], told: Any, way: Any
) -> None:
    chance, sizes = way
    letters = written(told, about)
    once = outcome(session, bailiff, [[one] for one in letters])
    shuffled = chance.sample(letters, len(letters))
    doubled = chance.sample(letters * 2, len(letters) * 2)
    assert outcome(session, bailiff, [letters]) == once, "in one envelope"
    assert outcome(session, bailiff, [letters, letters]) == once, "sent twice"
    assert outcome(session, bailiff, cut(shuffled, sizes)) == once, "in another order, in other envelopes"
    assert outcome(session, bailiff, cut(doubled, sizes)) == once, "mixed with copies of themselves"


@settings(few, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(told=days(), before=st.integers(0, 9))
def test_a_delivery_that_is_cut_off_leaves_nothing_and_comes_again(
    session: Session, bailiff: Actor, about: dict[str, Any], told: Any, before: int
) -> None:
    letters = written(told, about)
    once = outcome(session, bailiff, [letters])
    whole = session.begin_nested()
    send(session, bailiff, letters[:before])
    cut_off = session.begin_nested()
    send(session, bailiff, letters)
    cut_off.rollback()
    session.expire_all()
    send_until_kept(session, bailiff, [letters])
    assert state(session) == once
    whole.rollback()
    session.expire_all()


def test_a_transaction_that_dies_before_its_commit_keeps_no_letter(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt):
        deliver_and_die(store)
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Letter)) == 0
        assert session.scalar(select(func.count()).select_from(Visit)) == 0


def deliver_and_die(store: Store) -> None:
    with store.writing() as session:
        judge = people.actor_of(session, "judge", people.DAWN)
        case_id = make_case(session, judge)
        person = cases.case(session, judge.scope, case_id).debtors[0]
        said = send(session, judge, [letter("visit.arrive", judge.now, case_id=case_id, person_id=person.id)])
        assert statuses(said) == ["applied"]
        raise KeyboardInterrupt


def test_a_letter_sent_twice_is_one_payment(session: Session, bailiff: Actor, about: dict[str, Any]) -> None:
    paid = letter("money.take", bailiff.now, **about, way="transfer", amount="3000", payer="张某一")
    first, second = send(session, bailiff, [paid])[0], send(session, bailiff, [paid])[0]
    assert (first["status"], second["status"]) == ("applied", "duplicate")
    assert first["receipt"] == second["receipt"]
    assert first["seq"] == second["seq"]
    assert state(session)["balances"] == {"transfer_awaited": 300_000, "case": -300_000}


def test_half_a_bad_batch_takes_nothing_from_the_other_half(
    session: Session, bailiff: Actor, about: dict[str, Any]
) -> None:
    letters = [letter(kind, bailiff.now, **about | body) for kind, body in (*BAD, *GOOD)]
    said = statuses(send(session, bailiff, ["no letter", None, 7, *letters]))
    assert said == ["set_aside"] * (len(BAD) + 3) + ["applied"] * len(GOOD)
    assert session.scalar(select(func.count()).select_from(Letter)) == len(said)


def test_a_wrong_form_is_kept_with_its_faults(session: Session, bailiff: Actor, about: dict[str, Any]) -> None:
    wrong = letter("money.take", bailiff.now, **about, way="barter", amount="-3")
    for _ in range(2):
        said = send(session, bailiff, [wrong])[0]
        assert (said["status"], said["code"]) == ("set_aside", "input.invalid")
        assert {fault["field"] for fault in said["faults"]} == {"way", "amount", "payer"}
    assert session.scalars(select(Letter)).one().body == wrong["body"]


def test_an_unknown_kind_is_named(session: Session, bailiff: Actor) -> None:
    assert send(session, bailiff, [letter("visit.dance", bailiff.now)])[0]["code"] == "letter.unknown_kind"


def test_a_foreign_case_is_set_aside_as_missing(session: Session, judge: Actor, bailiff: Actor) -> None:
    foreign = make_case(session, judge)
    person = cases.case(session, judge.scope, foreign).debtors[0]
    said = send(session, bailiff, [letter("visit.arrive", bailiff.now, case_id=foreign, person_id=person.id)])[0]
    assert (said["status"], said["code"]) == ("set_aside", "missing")
    assert session.scalar(select(func.count()).select_from(Visit)) == 0


def test_an_id_with_another_content_is_a_conflict_and_both_are_kept(
    session: Session, bailiff: Actor, about: dict[str, Any]
) -> None:
    one = letter("visit.note", bailiff.now, **about, note="第一句")
    other = {**one, "body": {**one["body"], "note": "第二句"}}
    assert statuses(send(session, bailiff, [one, other])) == ["applied", "conflict"]
    assert statuses(send(session, bailiff, [other, one])) == ["conflict", "duplicate"]
    assert session.scalar(select(func.count()).select_from(Letter)) == 2
    assert session.scalars(select(Visit)).one().body["note"] == "第一句"


def test_a_cancellation_waits_for_its_deed(session: Session, bailiff: Actor, about: dict[str, Any]) -> None:
    paid = letter("money.take", bailiff.now, **about, way="transfer", amount="3000", payer="张某一")
    undo = letter("deed.cancel", bailiff.now, cancels=paid["id"], reason="金额记错")
    assert send(session, bailiff, [undo])[0] == {"id": undo["id"], "status": "retry", "code": "letter.waits_for"}
    assert statuses(send(session, bailiff, [undo, paid])) == ["applied", "applied"]
    assert state(session)["balances"] == {}


def test_a_cancellation_of_what_was_never_recorded_is_set_aside(
    session: Session, bailiff: Actor, about: dict[str, Any]
) -> None:
    bad = letter("money.take", bailiff.now, **about, way="transfer", amount="-3", payer="张某一")
    undo = letter("deed.cancel", bailiff.now, cancels=bad["id"], reason="金额记错")
    assert statuses(send(session, bailiff, [undo])) == ["retry"]
    said = send(session, bailiff, [undo, bad])
    assert statuses(said) == ["set_aside", "set_aside"]
    assert said[0]["code"] == "letter.waited_in_vain"


def test_nobody_waits_for_ever(session: Session, bailiff: Actor) -> None:
    undo = letter("deed.cancel", bailiff.now, cancels=new_id(bailiff.now), reason="不存在")
    assert statuses(send(session, bailiff.at(bailiff.now + timedelta(days=2)), [undo])) == ["retry"]
    assert statuses(send(session, bailiff.at(bailiff.now + timedelta(days=4)), [undo])) == ["set_aside"]


def test_signs_no_database_can_keep_harm_no_other_letter(
    session: Session, bailiff: Actor, about: dict[str, Any]
) -> None:
    deep: Any = "最深"
    for _ in range(60):
        deep = [deep]
    odd = ("\ud800 broken", "null \x00 sign", float("nan"), float("inf"), 10**60, deep, {"\udfff": 1})
    letters = [letter("visit.note", bailiff.now, **about, note=one) for one in odd]
    letters.append({**letters[0], "id": "\x00\ud800", "kind": "\x00", "at": "\x00", "prev": "\x00", "n": True})
    first = send(session, bailiff, [*letters, letter("visit.arrive", bailiff.now, **about)])
    assert statuses(first) == [*["applied"] * 4, *["set_aside"] * 4, "applied"]
    again = send(session, bailiff, letters)
    assert statuses(again) == [*["duplicate"] * 4, *["set_aside"] * 4]


def test_a_failing_database_is_no_fault_of_the_letter(
    session: Session, bailiff: Actor, about: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    arrived = letter("visit.arrive", bailiff.now, **about)
    with monkeypatch.context() as patched:
        patched.setattr("app.sync.actions.DOORS", {"visit.arrive": Door(doors.DOORS["visit.arrive"].command, full)})
        with pytest.raises(OperationalError):
            send(session, bailiff, [arrived])
    assert statuses(send(session, bailiff, [arrived])) == ["applied"]


def test_a_fault_of_ours_keeps_the_letter_for_a_person(
    session: Session, bailiff: Actor, about: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("app.sync.actions.DOORS", {"visit.arrive": Door(doors.DOORS["visit.arrive"].command, broken)})
    said = send(session, bailiff, [letter("visit.arrive", bailiff.now, **about)])[0]
    assert (said["status"], said["code"]) == ("set_aside", "letter.failed")


def test_the_last_number_is_the_last_without_a_gap(session: Session, bailiff: Actor, about: dict[str, Any]) -> None:
    letters = [letter("visit.arrive", bailiff.now, n=n, **about) for n in (1, 2, 2, 3, 5)]
    said = receive(session, bailiff, Envelope.model_validate(envelope(letters)))
    assert set(said) == {"epoch", "now", "last_n", "answers"}
    assert said["last_n"] == 3


def test_what_comes_from_paper_stays_apart(session: Session, bailiff: Actor, about: dict[str, Any]) -> None:
    with pytest.raises(Refusal):
        send(session, bailiff, [], device="paper-1")
    with pytest.raises(Refusal):
        send(session, bailiff, [], device="tablet-1", door="paper")
    at = bailiff.now + -300 * MINUTE
    send(session, bailiff, [letter("visit.arrive", at, **about)], device="paper-1", door="paper")
    visit = session.scalars(select(Visit)).one()
    assert (visit.door, visit.at, visit.entered_at) == ("paper", at, bailiff.now)


def test_the_canonical_text_is_the_one_the_tablet_makes() -> None:
    vectors = json.loads((Path(__file__).parents[1] / "vectors" / "letters.json").read_text("utf-8"))
    for vector in vectors:
        assert canonical(vector["value"]).decode() == vector["text"]

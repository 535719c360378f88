"""What came of a stop: the last result in the order of events, the last visit only where there is none."""

from datetime import timedelta
from itertools import permutations
from uuid import UUID, uuid4

from app.base.money import Money
from app.sweeps.results import Happening, came_of
from tests.support.people import DAWN

CASE, PERSON, WIFE = UUID(int=1), UUID(int=2), UUID(int=3)


def one(kind: str, hours: int, person: UUID | None = PERSON, *, note: str = "", amount: int | None = None) -> Happening:
    paid = Money(amount) if amount else None
    return Happening(kind, DAWN + timedelta(hours=hours), uuid4(), CASE, person, note, paid)


def test_the_last_result_counts_in_whatever_order_it_is_told() -> None:
    happened = [one("compel.record", 1), one("question.begin", 2), one("settlement.sign", 3), one("person.release", 4)]
    for told in permutations(happened):
        came = came_of(CASE, PERSON, told, [one("visit.arrive", 0)])
        assert came.last is not None
        assert came.last.kind == "settlement.sign"
        assert [result.kind for result in came.shown] == ["compel.record", "settlement.sign"]


def test_telling_the_family_hides_no_detention() -> None:
    happened = [one("compel.record", 1), one("detain.announce", 2), one("detain.tell_family", 3)]
    last = came_of(CASE, PERSON, happened, []).last
    assert last is not None
    assert last.kind == "detain.announce"


def test_a_visit_is_shown_with_its_note_where_nothing_else_came() -> None:
    came = came_of(CASE, PERSON, [one("compel.record", 1, WIFE)], [one("visit.miss", 0, note="大门上锁，邻居说在银川")])
    assert came.results == ()
    assert [result.note for result in came.shown] == ["大门上锁，邻居说在银川"]


def test_money_the_bank_brought_for_the_case_counts_for_its_debtor() -> None:
    last = came_of(CASE, PERSON, [one("money.take", 5, None, amount=500_000)], [one("visit.miss", 0)]).last
    assert last is not None
    assert last.amount == Money(500_000)


def test_nothing_happened() -> None:
    came = came_of(CASE, PERSON, [], [])
    assert came.last is None
    assert came.shown == ()

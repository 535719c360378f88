"""The life of blocks in any order of deeds: a machine plays them beside a model that keeps one state for each number."""

from collections import Counter
from typing import Final
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy.orm import Session

from app.base.refusal import Refusal
from app.base.store import Store
from app.money import blocks, queries_blocks
from app.money.blocks import Balance
from app.money.tables import MoneyEvent, Receipt
from tests.support import people
from tests.support.effort import few
from tests.support.make_money import make_block, make_debt, make_payment, settle

PREFIX: Final = "宁0425收2026-"
BEARERS: Final = ("bailiff", "bailiff2")
LIVES: Final = few.max_examples // 2
STEPS: Final = 12


class BlockLife(RuleBasedStateMachine):
    """`state` holds each number of a block: unused, used, void or returned; `receipts` what the receipts bear."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.connection = store.engine.connect().execution_options(begin="write")
        self.whole = self.connection.begin()
        self.session = Session(self.connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
        self.clerk = people.actor_of(self.session, "clerk")
        self.officers = {name: people.actor_of(self.session, name, people.DAWN) for name in BEARERS}
        self.debt = make_debt(self.session, people.actor_of(self.session, "judge"))
        self.state: dict[int, str] = {}
        self.bearer: dict[int, str] = {}
        self.block: dict[int, UUID] = {}
        self.receipts: list[int] = []
        self.last = 0

    def teardown(self) -> None:
        """Nothing of it lasts."""
        self.session.close()
        self.whole.rollback()
        self.connection.close()

    @rule(bearer=st.sampled_from(BEARERS), count=st.integers(1, 4))
    def reserve(self, bearer: str, count: int) -> None:
        """A squad takes numbers along."""
        found = make_block(self.session, self.clerk, self.officers[bearer].id, count)
        assert list(found.places) == list(range(self.last + 1, self.last + count + 1))
        self.last += count
        for place in found.places:
            self.state[place], self.bearer[place], self.block[place] = "unused", bearer, found.id

    @rule(officer=st.sampled_from(BEARERS), place=st.integers(0, 12))
    def use(self, officer: str, place: int) -> None:
        """A receipt comes in under this number: zero for none told."""
        told = blocks.number_of(PREFIX, place) if place else ""
        lawful = self.bearer.get(place) == officer and self.state.get(place) == "unused"
        expected = place if lawful else self._next()
        receipt = make_payment(self.session, self.officers[officer], self.debt, number=told)
        assert receipt.number == blocks.number_of(PREFIX, expected)
        assert self._flags(receipt) == ([] if lawful or not told else [self._doubt(officer, place)])
        self.receipts.append(expected)
        if lawful:
            self.state[place] = "used"
        self.last = max(self.last, expected)

    @precondition(lambda self: self.state)
    @rule(data=st.data(), how=st.sampled_from(("returned", "void")))
    def count(self, data: st.DataObject, how: str) -> None:
        """The clerk counts one number; one that has ended is refused and nothing changes."""
        place = data.draw(st.sampled_from(sorted(self.state)))
        found = queries_blocks.block(self.session, self.block[place])
        if self.state[place] == "unused":
            settle(self.session, self.clerk, found, place, how=how)
            self.state[place] = how
            return
        with pytest.raises(Refusal) as no:
            settle(self.session, self.clerk, found, place, how=how)
        assert no.value.code == "numbers.ended"

    @invariant()
    def nothing_is_lost(self) -> None:
        """Every number is in one state, and the series is whole."""
        kept = Counter(self.state.values())
        total = queries_blocks.total(queries_blocks.all_blocks(self.session))
        assert total == Balance(len(self.state), kept["used"], kept["void"], kept["returned"])
        assert total.unused == kept["unused"]
        assert len(set(self.receipts)) == len(self.receipts)
        for series in queries_blocks.series_whole(self.session):
            assert (series.last, series.receipts, series.missing) == (self.last, len(self.receipts), ())
            waiting = {place for place, state in self.state.items() if state != "used"} - set(self.receipts)
            assert {gap.number for gap in series.gaps} == {blocks.number_of(PREFIX, place) for place in waiting}

    def _next(self) -> int:
        back = [place for place, state in self.state.items() if state == "returned" and place not in self.receipts]
        return min(back, default=self.last + 1)

    def _doubt(self, officer: str, place: int) -> str:
        if self.bearer.get(place) != officer:
            return "receipt.number_foreign"
        return "receipt.number_used" if self.state[place] == "used" else "receipt.number_closed"

    def _flags(self, receipt: Receipt) -> list[str]:
        return self.session.get_one(MoneyEvent, receipt.event_id).flags


def test_every_number_of_a_block_is_in_one_state_whatever_happens(store: Store) -> None:
    class OnThisStore(BlockLife):
        def __init__(self) -> None:
            super().__init__(store)

    run_state_machine_as_test(OnThisStore, settings=settings(few, max_examples=LIVES, stateful_step_count=STEPS))

"""One issuer of the campaign of numbers: takes, uses, returns and voids them, and may stumble or die at every seam."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.refusal import Refusal
from app.base.store import Store
from app.documents import actions, press
from app.documents.actions import VoidPaper
from app.documents.facts import Facts
from app.documents.gathered import About
from app.documents.imprint import Provenance
from app.documents.pool import Made
from app.money.actions_receipts import record_payment
from tests.support.make_money import Debt, make_block, make_slip, payment, settle

MADE_WITH: Final = Provenance("t" * 64, "f" * 16, "campaign")
LONGEST_RENDER: Final = 0.02
PAPERS: Final = ("summons", "undertaking")


class StumbleError(Exception):
    """Something went wrong between two steps; the transaction is rolled back."""


@dataclass(frozen=True)
class Chances:
    """How likely an issuer stumbles before a commit, and dies before, after or between commits."""

    stumble: float = 0.15
    die: float = 0.01


class ShakyStore(Store):
    """A store whose writer may stumble or be killed before the commit, or be killed after it."""

    luck = random.Random()  # noqa: S311 - chance for a campaign, no secret; each issuer has its own
    chances = Chances()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that may not come to its end, or whose end nobody hears of."""
        with super().writing() as session:
            yield session
            session.flush()
            self.perish()
            if self.luck.random() < self.chances.stumble:
                raise StumbleError
        self.perish()

    def perish(self) -> None:
        """Die at once, as if the power were cut."""
        if self.luck.random() < self.chances.die:
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Ground:
    """What every issuer works with: who acts, in which case, and facts for papers."""

    clerk: Actor
    officers: tuple[Actor, ...]
    debt: Debt
    facts: dict[str, Facts]


@dataclass
class Issuer:
    """One process at work. What it says in `told` it was sure of; the numbers it carries are lost when it dies."""

    store: ShakyStore
    ground: Ground
    folder: Path
    told: Path

    def work(self, rounds: int, done: Path) -> None:
        """Do so many deeds, counting each that began, so that whoever comes after it goes on from there."""
        deeds: tuple[Callable[[], None], ...] = (self.paper, self.paper, self.receipt, self.travel, self.slip)
        while (begun := done.stat().st_size if done.exists() else 0) < rounds:
            with done.open("ab") as count:
                count.write(b".")
            try:
                deeds[begun % len(deeds)]()
            except (StumbleError, Refusal):
                continue

    def paper(self) -> None:
        """A number is reserved, its paper rendered outside any transaction, then issued, voided or given back."""
        kind = self.store.luck.choice(PAPERS)
        place = press.Place(self.folder)
        begun = press.start(
            self.store,
            self.ground.clerk,
            kind,
            self.ground.facts[kind],
            about=About(None, None, None, None),
            place=place,
        )
        try:
            made = self._rendered(begun.paper.control_no)
            paper = press.finish(self.store, self.ground.clerk, begun, made, place)
        except StumbleError:
            press.give_back(self.store, self.ground.clerk, begun.paper.id)
            raise
        self._tell("paper", paper.control_no)
        if self.store.luck.random() < self.store.chances.stumble:
            with self.store.writing() as session:
                actions.void(session, self.ground.clerk, VoidPaper(paper_id=paper.id, reason="写错"))

    def _rendered(self, number: str) -> Made:
        """The bytes after a while; a paper may fail, and a process may die while it renders."""
        time.sleep(self.store.luck.uniform(0, LONGEST_RENDER))
        self.store.perish()
        if self.store.luck.random() < self.store.chances.stumble:
            raise StumbleError
        return Made(f"%PDF-1.7 {number}".encode(), MADE_WITH)

    def receipt(self) -> None:
        """A payment that gets its number from the court."""
        officer = self._officer()
        with self.store.writing() as session:
            given = record_payment(session, officer, payment(officer, self.ground.debt)).number
        self._tell("receipt", given)

    def travel(self) -> None:
        """Numbers are taken along and used; now and then one is used twice, and some come back."""
        officer = self._officer()
        with self.store.writing() as session:
            block = make_block(session, self.ground.clerk, officer.id, self.store.luck.randint(1, 4))
        numbers = [block.number(place) for place in block.places]
        used = numbers[: self.store.luck.randint(0, len(numbers))]
        twice = used[:1] if self.store.luck.random() < self.store.chances.stumble else []
        for number in [*used, *twice]:
            self._again(number, officer)
        with self.store.writing() as session:
            for place in block.places:
                if block.number(place) not in used:
                    how = self.store.luck.choice(("returned", "void"))
                    settle(session, self.ground.clerk, block, place, how=how)

    def _again(self, number: str, officer: Actor) -> None:
        """A tablet sends until it is answered."""
        letter = payment(officer, self.ground.debt, number=number)
        while True:
            try:
                with self.store.writing() as session:
                    given = record_payment(session, officer, letter).number
            except StumbleError:
                continue
            self._tell("receipt", given)
            return

    def slip(self) -> None:
        """Cash is taken and stands on a slip."""
        one, other = self.store.luck.sample(self.ground.officers, 2)
        cash = payment(one, self.ground.debt, way="cash", officer_ids=(other.id,), reason="老人不会转账")
        with self.store.writing() as session:
            receipt = record_payment(session, one, cash)
            number = make_slip(session, one, receipt).number
        self._tell("receipt", receipt.number)
        self._tell("slip", number)

    def _officer(self) -> Actor:
        return self.store.luck.choice(self.ground.officers)

    def _tell(self, what: str, number: str) -> None:
        """Write down what was certain when the transaction was over."""
        with self.told.open("a", encoding="utf-8") as page:
            page.write(f"{what} {number}\n")

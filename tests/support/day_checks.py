"""What must hold of the books after any step of any day, each rule by its name and counted, and what may never pass."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import func, select, table, text
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT
from app.base.money import ZERO, Money
from app.base.refusal import Refusal
from app.money import ledger, queries_bank, queries_blocks, queries_distributions, queries_payouts
from app.money.queries_verify import books
from app.money.rules import ASSETS, OFF_TRUST, AccountKind, AccountRef, changes
from app.money.verifying import Books, wrongs
from app.trail import queries as trail
from app.trail.rules import Break, verify
from tests.support.people import DAWN

INVARIANTS: Final[Mapping[str, str]] = {
    "trial_balance": "debits are credits, every move is positive and between two accounts",
    "never_below_zero": "no account stands below zero after any step",
    "refused_changes_nothing": "a step that is refused leaves every account and every row as it was",
    "trust_identity": "the bank and what is on its way are what is held for cases, fee, fines, refunds, deposits",
    "bank_agrees": "the ledger's bank is the last balance the bank told",
    "claims_count_once_confirmed": "what was paid to the creditor directly counts once he confirmed it",
    "imports_unite": "overlapping files in any order are a union, twins stay two, a changed serial stops the file",
    "parts_sum": "the parts of a line sum to the line; a receipt is matched once and never beyond itself",
    "undone_is_undone": "a match taken back leaves every account as it was before",
    "mirrored_once": "an event is taken back once, and taking back is not taken back",
    "numbers_whole": "numbers issued are used, void, returned and unused",
    "two_hands": "cash has two officers, the maker approves nothing, another payee needs the panel",
    "shares_to_the_fen": "no more is paid out than is held, and shares sum to what is shared",
    "distributed_to_the_fen": "shares of a plan sum to what it shares out, never more than is free; moves net to zero",
    "plans_clear": "a plan pays the debt less the waiver on rising days, and more paid is never more owed",
    "interest_holds": "interest is nothing for no days, adds up, never falls, and never feeds on itself",
    "matches_hold": "matches do not depend on order, are unique both ways and have two pieces of evidence",
    "capitals_read_back": "an amount in capitals reads back to the fen",
    "seals_hold": "the chain verifies, and one changed sign is found",
}
"""The rules of the ledger and of what is counted around it; every one is checked in a campaign."""
_ACCOUNTS: Final = text("SELECT kind, key, debits, credits FROM ledger_accounts ORDER BY kind, key")
_TABLES: Final = (
    "money_events",
    "transfers",
    "receipts",
    "handovers",
    "statements",
    "bank_lines",
    "matches",
    "payouts",
    "payout_steps",
    "distributions",
    "distribution_shares",
    "distribution_steps",
    "share_payouts",
    "number_blocks",
    "number_ends",
    "direct_answers",
    "trail",
)
_ROWS: Final = select(*(select(func.count()).select_from(table(one)).scalar_subquery() for one in _TABLES))


@dataclass
class Checks:
    """The books of one random day, looked at; `seen` says how often each rule was checked."""

    session: Session
    seen: Counter[str] = field(default_factory=Counter)

    def held(self, name: str, true: object, told: object = "") -> None:
        """Count the rule; fail when it does not hold."""
        self.seen[name] += 1
        assert true, f"{name}: {told}"

    def accounts(self) -> dict[AccountRef, Money]:
        """What stands on each account."""
        found = {}
        for row in self.session.execute(_ACCOUNTS):
            sign = 1 if AccountKind(row.kind) in ASSETS else -1
            found[AccountRef(AccountKind(row.kind), row.key)] = Money(sign * int(row.debits - row.credits))
        return found

    def open_accounts(self) -> dict[AccountRef, Money]:
        """The accounts on which something stands."""
        return {ref: amount for ref, amount in self.accounts().items() if amount}

    def print(self) -> tuple[object, ...]:
        """Everything a refused step must leave alone: each account's totals, and how many rows there are."""
        self.session.flush()
        return (*map(tuple, self.session.execute(_ACCOUNTS)), tuple(self.session.execute(_ROWS).one()))

    def refused(self, name: str, code: str, deed: Callable[[], object]) -> None:
        """The deed is refused for that reason, and nothing is left of it."""
        before = self.print()
        try:
            with self.session.begin_nested():
                deed()
        except Refusal as no:
            self.held(name, code in {no.code, *(one.code for one in no.faults)}, f"{no.code} {no.faults}, not {code}")
            self.held("refused_changes_nothing", self.print() == before, code)
            return
        self.held(name, true=False, told=f"{code} was let through")

    def after_a_step(self) -> None:
        """What holds after every step."""
        held = self.accounts()
        signed = [amount if ref.kind in ASSETS else -amount for ref, amount in held.items()]
        self.held("trial_balance", sum(signed) == 0, signed)
        self.held("never_below_zero", all(amount >= ZERO for amount in held.values()), held)
        trust = {ref: amount for ref, amount in held.items() if ref.kind not in OFF_TRUST}
        assets = sum(amount for ref, amount in trust.items() if ref.kind in ASSETS)
        self.held("trust_identity", assets * 2 == sum(trust.values()), trust)
        told = queries_bank.bank_balance(self.session)
        booked = held.get(AccountRef(AccountKind.BANK, "trust"), ZERO)
        self.held("bank_agrees", told is None or booked == told, f"{booked}, told {told}")

    def at_the_end(self, chance: Random) -> Books:
        """What is looked at once: every event, account, line, receipt, number, payout, and the chain over them."""
        found = books(self.session)
        wrong = wrongs(found)
        for name in ("trial_balance", "never_below_zero", "parts_sum", "mirrored_once", "two_hands"):
            self.held(name, not wrong, wrong)
        for one in queries_payouts.listed(self.session, WHOLE_COURT):
            steps = {step.by_id for step in one.steps if step.step != "withdrawn"}
            self.held("two_hands", len(one.hands) == 1 + len(steps), one.number)
        self._shares()
        self._numbers()
        self._seals(found, chance)
        return found

    def _shares(self) -> None:
        """Every plan to the fen; every release and every way back is one move, and all of them net to zero."""
        net: Counter[AccountRef] = Counter()
        for one in queries_distributions.listed(self.session, WHOLE_COURT, DAWN.day):
            given = [share.amount for share in one.shares]
            within = all(ZERO <= share.amount <= share.claim for share in one.shares)
            whole = sum(given) == one.amount <= one.annex["most"]
            self.held("distributed_to_the_fen", within and whole, one.number)
            hands = [row.by_id for row in one.rows if row.role]
            self.held("two_hands", len({one.by_id, *hands}) == 1 + len(hands), one.number)
            for row in one.rows:
                net.update({ref: int(sum_) for ref, sum_ in self._moved(row.event_id).items()})
            away = [share for share in one.shares if share.id in one.course.released and share.case_id != one.case_id]
            expected = Counter(
                {AccountRef(AccountKind.CASE, str(one.case_id)): -sum(int(share.amount) for share in away)}
            )
            for share in away:
                expected[AccountRef(AccountKind.CASE, str(share.case_id))] += int(share.amount)
            told = Counter({ref: sum_ for ref, sum_ in expected.items() if sum_})
            seen = Counter({ref: sum_ for ref, sum_ in net.items() if sum_})
            self.held("distributed_to_the_fen", seen == told and sum(net.values()) == 0, one.number)
            net.clear()

    def _moved(self, event_id: UUID | None) -> Mapping[AccountRef, Money]:
        return changes(ledger.moves_of(self.session, event_id)) if event_id else {}

    def _numbers(self) -> None:
        for block in queries_blocks.all_blocks(self.session):
            sums, count = block.balance, block.last - block.first + 1
            whole = sums.used + sums.void + sums.returned + sums.unused
            self.held("numbers_whole", sums.issued == count == whole and sums.unused == len(block.unused), block)
        for series in queries_blocks.series_whole(self.session):
            self.held("numbers_whole", not series.missing and series.last == series.receipts + len(series.gaps), series)

    def _seals(self, found: Books, chance: Random) -> None:
        lines = list(trail.lines(self.session))
        self.held("seals_hold", not isinstance(verify(lines), Break))
        at = chance.randrange(len(lines))
        changed = replace(lines[at], deed=replace(lines[at].deed, digest=_one_sign_off(lines[at].deed.digest, chance)))
        self.held("seals_hold", isinstance(verify([*lines[:at], changed, *lines[at + 1 :]]), Break), at)
        if not found.entries:
            return
        entry = chance.choice(found.entries)
        key = chance.choice(sorted(key for key, value in entry.said.items() if isinstance(value, str) and value))
        said: dict[str, Any] = {**entry.said, key: _one_sign_off(cast("str", entry.said[key]), chance)}
        told = [replace(one, said=said) if one is entry else one for one in found.entries]
        codes = {wrong.code for wrong in wrongs(replace(found, entries=told))}
        self.held("seals_hold", "event_changed" in codes, key)


def _one_sign_off(text_: str, chance: Random) -> str:
    at = chance.randrange(len(text_))
    return text_[:at] + ("0" if text_[at] != "0" else "1") + text_[at + 1 :]

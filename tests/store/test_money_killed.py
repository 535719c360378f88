"""Killed in the middle of an import nothing of it is there; of two at one line or one month one wins, the other is told."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.instant import Instant
from app.base.refusal import Refusal
from app.base.store import Store
from app.money import queries_bank, queries_closing, queries_matching
from app.money.actions_match import AnswerLine, ConfirmProposals, answer_line, confirm_proposals
from app.money.actions_statement import AcceptStatement, accept_statement
from app.money.closing import Month
from app.money.queries_verify import books
from app.money.tables import MoneyEvent
from app.money.tables_bank import BankLine, Match, Statement
from app.money.verifying import wrongs
from app.trail import queries as trail
from app.trail import rules as chain
from tests.support import people
from tests.support.make_money import bank_file, bank_row, import_rows, make_debt, make_payment

FEBRUARY = Instant.parse("2026-02-02T01:00:00.000Z")
IMPORT = """
import sys, time
from pathlib import Path
from app.base.store import Store
from tests.store.test_money_killed import accept
address, lock, schema, file = sys.argv[1:]
with Store(address, lock=Path(lock), schema=schema).writing() as session:
    accept(session, Path(file).read_bytes())
    session.flush()
    print("half-way", flush=True)
    time.sleep(600)
"""


def accept(session: Session, content: bytes) -> Statement:
    deed = AcceptStatement(sha256=hashlib.sha256(content).hexdigest(), file_name="x.csv")
    return accept_statement(session, people.actor_of(session, "clerk", people.DAWN), deed, content)


def kept(store: Store) -> list[int]:
    with store.reading() as session:
        return [session.scalar(select(func.count()).select_from(one)) or 0 for one in (Statement, BankLine, MoneyEvent)]


def test_an_import_that_is_killed_leaves_nothing_and_is_done_again_whole(own_store: Store, tmp_path: Path) -> None:
    content = bank_file([bank_row(str(at)) for at in range(1, 301)])
    file = tmp_path / "statement.csv"
    file.write_bytes(content)
    before = kept(own_store)
    address = own_store.engine.url.render_as_string(hide_password=False)
    words = [sys.executable, "-c", IMPORT, address, str(own_store.lock), own_store.schema, str(file)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()) as importing:
        assert importing.stdout is not None
        assert importing.stdout.readline() == "half-way\n"
        os.kill(importing.pid, signal.SIGKILL)
    assert kept(own_store) == before
    with own_store.writing() as session:
        assert accept(session, content).new_lines == 300
    assert kept(own_store) == [1, 300, before[2] + 1]


def test_of_two_clerks_at_one_line_one_wins_and_the_other_is_told(own_store: Store) -> None:
    with own_store.writing() as session:
        clerk = people.actor_of(session, "clerk", people.DAWN)
        debt = make_debt(session, people.actor_of(session, "judge"))
        make_payment(session, people.actor_of(session, "bailiff", people.DAWN), debt)
        import_rows(session, clerk, [bank_row("3000", 对方户名=debt.name), bank_row("70", 子账号=debt.account)])
    with own_store.reading() as session:
        found = queries_matching.outcome(session, clerk.scope)
        [line] = [one for one in queries_bank.unclaimed(session, clerk.scope) if one.amount == 7_000]
    answers: list[str] = []

    def confirm() -> None:
        try:
            with own_store.writing() as session:
                confirm_proposals(session, clerk, ConfirmProposals(tokens=tuple(one.token for one in found.sure)))
                answer_line(session, clerk, AnswerLine(line_id=line.id, token=found.suggestions[str(line.id)][0].token))
            answers.append("done")
        except Refusal as no:
            answers.append(no.code)

    clerks = [threading.Thread(target=confirm) for _ in range(2)]
    for one in clerks:
        one.start()
    for one in clerks:
        one.join()
    assert sorted(answers) == ["done", "match.changed"]
    with own_store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Match)) == 2


CLOSE = """
import sys
from pathlib import Path
from app.base.refusal import Refusal
from app.base.store import Store
from app.money.actions_closing import CloseMonth, close_month
from tests.support import people
from tests.store.test_money_killed import FEBRUARY
address, lock, schema, name = sys.argv[1:]
store = Store(address, lock=Path(lock), schema=schema)
with store.reading() as session:
    closer = people.actor_of(session, name, FEBRUARY)
print("ready", flush=True)
sys.stdin.readline()
try:
    with store.writing() as session:
        close_month(session, closer, CloseMonth(month="2026-01"))
    print("closed", flush=True)
except Refusal as no:
    print(no.code, flush=True)
"""


def closing_process(store: Store, name: str) -> subprocess.Popen[str]:
    address = store.engine.url.render_as_string(hide_password=False)
    words = [sys.executable, "-c", CLOSE, address, str(store.lock), store.schema, name]
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path.cwd())


def test_of_two_processes_that_close_one_month_one_wins_and_the_other_is_told(own_store: Store) -> None:
    with own_store.writing() as session:
        debt = make_debt(session, people.actor_of(session, "judge"))
        make_payment(session, people.actor_of(session, "bailiff", people.DAWN), debt)
        import_rows(session, people.actor_of(session, "clerk", people.DAWN), [bank_row("3000", 对方户名=debt.name)])
    closers = [closing_process(own_store, name) for name in ("clerk", "cashier")]
    for one in closers:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in closers:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    answers = [one.communicate(timeout=60)[0].strip() for one in closers]
    assert sorted(answers) == ["closed", "closing.closed_already"]
    with own_store.reading() as session:
        [closing] = queries_closing.closings(session, Month.read("2026-01"))
        assert closing.holds
        assert wrongs(books(session)) == []
        assert isinstance(chain.verify(trail.lines(session)), chain.Head)

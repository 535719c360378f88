"""Killed in the middle of an import nothing of it is there; and of two clerks at one line one wins, the other is told."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.base.refusal import Refusal
from app.base.store import Store
from app.money import queries_bank, queries_matching
from app.money.actions_match import AnswerLine, ConfirmProposals, answer_line, confirm_proposals
from app.money.actions_statement import AcceptStatement, accept_statement
from app.money.tables import MoneyEvent
from app.money.tables_bank import BankLine, Match, Statement
from tests.support import people
from tests.support.make_money import bank_file, bank_row, import_rows, make_debt, make_payment

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

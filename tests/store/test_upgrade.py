"""A filled store of every released revision comes up to the newest form with nothing lost, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app.base.store import Store
from app.base.upgrade import current, revisions, up_to_date, upgrade
from tests.conftest import DATABASES
from tests.support.filled import BEGUN, DISTRIBUTED

LEDGER = (
    "INSERT INTO money_events (id, kind, at, entered_at, door, flags, body) VALUES "
    "('019bc5b4a3b070008000000000000011', 'line.match', '2026-01-16T10:00:00.000Z', '2026-01-16T10:00:00.000Z', "
    "'desk', '[]', '{}');"
    "INSERT INTO ledger_accounts (id, kind, key) VALUES ('019bc5b4a3b070008000000000000012', 'bank', 'trust');"
    "INSERT INTO ledger_accounts (id, kind, key) VALUES ('019bc5b4a3b070008000000000000013', 'case', 'c');"
    "INSERT INTO transfers (id, event_id, debit_id, credit_id, amount) VALUES ('019bc5b4a3b070008000000000000014', "
    "'019bc5b4a3b070008000000000000011', '019bc5b4a3b070008000000000000012', '019bc5b4a3b070008000000000000013', 500)"
)
SIDED = (
    LEDGER.replace("(id, kind, key)", "(id, kind, key, side)")
    .replace("'trust')", "'trust', 1)")
    .replace("'c')", "'c', -1)")
    .split(";")
)
LINED = (
    (
        "INSERT INTO statements (id, event_id, file_name, sha256, at, new_lines, known_lines, first_day, last_day) "
        "VALUES ('019bc5b4a3b07000800000000000001c', '019bc5b4a3b070008000000000000011', 'a.csv', 'a', "
        "'2026-01-16T10:00:00.000Z', 1, 0, '2026-01-16', '2026-01-16')"
    ),
    (
        "INSERT INTO bank_lines (id, statement_id, serial, position, on_day, at_time, amount, payer, payer_account, "
        "case_account, memo, raw) VALUES ('019bc5b4a3b07000800000000000001d', '019bc5b4a3b07000800000000000001c', "
        "'1', 1, '2026-01-16', '', 500, '某某', '', '', '', '{}')"
    ),
)
FILLED = {
    "0001": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        "INSERT INTO lpr_rates (from_day, one_year, five_years) VALUES ('2025-05-20', '3.00', '3.50')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
    ),
    "0002": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
        (
            "INSERT INTO papers (id, kind, series, year, number, control_no, state, reserved_at, facts, mark, sha256) "
            "VALUES ('019bc5b4a3b07000800000000000000a', 'summons', 'CP', 2026, 1, 'CP2026-000001', 'issued', "
            "'2026-01-16T10:00:00.000Z', '{}', '', 'a')"
        ),
        (
            "INSERT INTO paper_seals (id, paper_id, seal, way, sha256, copies, sealed_at, sealed_by, recorded_at, note) "
            "VALUES ('019bc5b4a3b07000800000000000000b', '019bc5b4a3b07000800000000000000a', 'court', 'hand', 'a', 2, "
            "'2026-01-16T10:00:00.000Z', '盖章人', '2026-01-16T10:00:00.000Z', '')"
        ),
    ),
    "0003": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
        (
            "INSERT INTO authorisations (id, role, for_id, to_id, kinds, from_at, until_at, reason, at) VALUES "
            "('019bc5b4a3b07000800000000000000c', 'president', '019bc5b4a3b07000800000000000000d', "
            "'019bc5b4a3b07000800000000000000e', '[]', '2026-01-16T10:00:00.000Z', '2026-01-17T10:00:00.000Z', '出差', "
            "'2026-01-16T10:00:00.000Z')"
        ),
    ),
    "0004": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
        (
            "INSERT INTO source_confirmations (id, key, confirmed, note, at, by_id) VALUES "
            "('019bc5b4a3b07000800000000000000f', 'FUND.disbursement', true, '公报', '2026-01-16T10:00:00.000Z', "
            "'019bc5b4a3b070008000000000000010')"
        ),
    ),
    "0005": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
        *LEDGER.split(";"),
        (
            "INSERT INTO papers (id, kind, series, year, number, control_no, state, reserved_at, facts, mark, sha256, proof) "
            "VALUES ('019bc5b4a3b07000800000000000000a', 'cash_receipt', 'SK', 2026, 1, 'SK2026-000001', 'issued', "
            "'2026-01-16T10:00:00.000Z', '{}', '', 'a', '{\"code\": \"01-SK2026-000001-AAAAAAAAAAAAAAAA\"}')"
        ),
    ),
    "0006": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
        *SIDED,
    ),
    "0007": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
        *SIDED,
        (
            "INSERT INTO number_blocks (id, series, prefix, first, last, bearer_id, at) VALUES "
            "('019bc5b4a3b070008000000000000011', 'receipt-2026', '宁0425收2026-', 1, 7, "
            "'019bc5b4a3b070008000000000000012', '2026-01-16T10:00:00.000Z')"
        ),
        (
            "INSERT INTO number_ends (block_id, place, number, how, reason, at) VALUES "
            "('019bc5b4a3b070008000000000000011', 7, '宁0425收2026-000007', 'returned', '空白', '2026-01-16T10:00:00.000Z')"
        ),
    ),
    "0008": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
        *SIDED,
        (
            "INSERT INTO planning_settings (id, version, from_at, settings) VALUES "
            "('019bc5b4a3b070008000000000000011', 1, '2026-01-16T10:00:00.000Z', '{}')"
        ),
    ),
    "0009": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
        *SIDED,
        (
            "INSERT INTO accounts (id, username, name, sex, badge, phone, drives, password_hash, active, failures) VALUES "
            "('019bc5b4a3b070008000000000000012', 'one', '某', 'male', '', '', FALSE, 'x', FALSE, 0)"
        ),
        (
            "INSERT INTO account_changes (id, account_id, active, reason, at) VALUES "
            "('019bc5b4a3b070008000000000000013', '019bc5b4a3b070008000000000000012', FALSE, '调离', "
            "'2026-01-16T10:00:00.000Z')"
        ),
    ),
    "0010": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
        *SIDED,
        (
            "INSERT INTO closings (id, month, figures, digest, at) VALUES "
            "('019bc5b4a3b070008000000000000011', '2026-01', '{}', 'd', '2026-01-16T10:00:00.000Z')"
        ),
    ),
    "0011": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
        *SIDED,
        (
            "INSERT INTO papers (id, kind, series, year, number, control_no, state, reserved_at, facts, mark, margins, "
            "sha256) VALUES ('019bc5b4a3b07000800000000000000a', 'summons', 'CP', 2026, 1, 'CP2026-000001', 'issued', "
            "'2026-01-16T10:00:00.000Z', '{}', '', '35/28/32/26', 'a')"
        ),
    ),
    "0012": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
        *SIDED,
        (
            "INSERT INTO column_mappings (id, bank, version, columns, at) VALUES "
            "('019bc5b4a3b070008000000000000011', '某银行', 1, '{\"day\": \"日期\"}', '2026-01-16T10:00:00.000Z')"
        ),
    ),
    "0013": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
        *SIDED,
        (
            "INSERT INTO sweeps (id, number, name, category, aim, starts_at, ends_at, commander_id, risks) VALUES "
            "('019bc5b4a3b07000800000000000000c', 1, '行动', 'finance', '', '2026-01-16T22:00:00.000Z', "
            "'2026-01-17T04:00:00.000Z', '019bc5b4a3b07000800000000000000d', '')"
        ),
        *(
            "INSERT INTO targets (id, sweep_id, case_id, person_id, measure, value, weight, plan, risks, "  # noqa: S608 - two
            f"service_minutes, position) VALUES ('019bc5b4a3b0700080000000000000{number}', "
            f"'019bc5b4a3b07000800000000000000c', '019bc5b4a3b07000800000000000001a', "
            f"'019bc5b4a3b0700080000000000000{number}', 'persuade', 0, 50, '', '', 30, 1)"
            for number in (21, 22)
        ),
        (
            "INSERT INTO strike_notes (id, sweep_id, one_id, other_id, together, minutes, at) VALUES "
            "('019bc5b4a3b07000800000000000001b', '019bc5b4a3b07000800000000000000c', "
            "'019bc5b4a3b070008000000000000021', '019bc5b4a3b070008000000000000022', true, 5, '2026-01-16T10:00:00.000Z')"
        ),
    ),
    "0014": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
        *SIDED,
        (
            "INSERT INTO payer_removals (id, case_id, name, reason, at) VALUES "
            "('019bc5b4a3b070008000000000000011', '019bc5b4a3b070008000000000000012', '某某', '同名', "
            "'2026-01-16T10:00:00.000Z')"
        ),
    ),
    "0015": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
        *SIDED,
        (
            "INSERT INTO sweeps (id, number, name, category, aim, starts_at, ends_at, commander_id, risks) VALUES "
            "('019bc5b4a3b070008000000000000012', 1, 'n', 'c', '', '2026-01-16T22:00:00.000Z', "
            "'2026-01-17T10:00:00.000Z', '019bc5b4a3b070008000000000000001', '')"
        ),
        (
            "INSERT INTO squads (id, sweep_id, position, name, printer) VALUES "
            "('019bc5b4a3b070008000000000000013', '019bc5b4a3b070008000000000000012', 1, 'n', 'p ipp://10.0.0.2/ipp')"
        ),
    ),
    "0016": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
        *SIDED,
    ),
    "0017": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
        *SIDED,
        *LINED,
        (
            "INSERT INTO line_remarks (id, line_id, batch_id, kind, at) VALUES ('019bc5b4a3b07000800000000000001e', "
            "'019bc5b4a3b07000800000000000001d', '019bc5b4a3b07000800000000000001f', 'unidentified', "
            "'2026-01-16T10:00:00.000Z')"
        ),
    ),
    "0018": (
        "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
        (
            "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
            "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
        ),
        "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
        *SIDED,
        *LINED,
        (
            "INSERT INTO line_remarks (id, line_id, batch_id, kind, at, note) VALUES ('019bc5b4a3b07000800000000000001e', "
            "'019bc5b4a3b07000800000000000001d', '019bc5b4a3b07000800000000000001f', 'left', "
            "'2026-01-16T10:00:00.000Z', 'n')"
        ),
    ),
    "0019": (*BEGUN, *SIDED, *DISTRIBUTED),
}
"""Rows as a store of that revision held them, in the words of its own time: never changed once it is released."""


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    embedded = request.param == "sqlite"
    address = f"sqlite:///{tmp_path / 'court.db'}" if embedded else request.getfixturevalue("postgres_address")
    store = Store(address, lock=tmp_path / "lock", schema="court_upgrade")
    yield store
    if not embedded:
        with store.exclusive() as connection:
            connection.execute(text("DROP SCHEMA court_upgrade CASCADE"))
    store.close()


def test_every_released_revision_has_its_rows() -> None:
    assert list(FILLED) == revisions()


@pytest.mark.parametrize("revision", revisions())
def test_a_filled_store_is_upgraded_with_nothing_lost(empty: Store, revision: str) -> None:
    upgrade(empty, revision)
    assert current(empty) == revision
    with empty.exclusive() as connection:
        for statement in FILLED[revision]:
            connection.execute(text(statement))
    upgrade(empty)
    assert up_to_date(empty)
    with empty.reading() as session:
        assert session.execute(text("SELECT value FROM store_facts")).scalar_one() == "first"
        assert session.execute(text("SELECT hash FROM trail WHERE seq = 1")).scalar_one() == "h"
        assert session.execute(text("SELECT last FROM number_series")).scalar_one() == 7
        totals = session.execute(text("SELECT kind, side, debits, credits FROM ledger_accounts ORDER BY kind")).all()
        assert [tuple(row) for row in totals] in ([], [("bank", 1, 500, 0), ("case", -1, 0, 500)])
        assert bool(totals) == (revision >= "0005")


def test_upgrading_twice_is_upgrading_once(empty: Store) -> None:
    upgrade(empty)
    upgrade(empty)
    assert up_to_date(empty)

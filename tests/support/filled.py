"""Rows of a store of revision 0019: a confirmed direct payment, a payout, a plan of distribution; never changed later."""

from typing import Final

BEGUN: Final = (
    "INSERT INTO store_facts (name, value) VALUES ('epoch', 'first')",
    (
        "INSERT INTO trail (seq, at, verb, digest, prev, hash) VALUES "
        "(1, '2026-01-16T10:00:00.000Z', 'case.add', 'd', 'p', 'h')"
    ),
    "INSERT INTO number_series (name, last) VALUES ('receipt-2026', 7)",
)
"""What the test looks for in every store."""
DISTRIBUTED: Final = (
    (
        "INSERT INTO receipts (number, event_id, case_id, person_id, payer, relation, amount, way, at, officer_ids) "
        "VALUES ('宁0425收2026-000007', '019bc5b4a3b070008000000000000011', '019bc5b4a3b070008000000000000020', "
        "'019bc5b4a3b070008000000000000021', '某某', '', 500, 'direct', '2026-01-16T10:00:00.000Z', '[]')"
    ),
    (
        "INSERT INTO direct_answers (event_id, receipt_number, answer, how, agent, role, authority, officer_ids, note, "
        "at) VALUES ('019bc5b4a3b070008000000000000011', '宁0425收2026-000007', 'confirmed', 'written', '某', 'party', "
        "'', '[]', '', '2026-01-16T10:00:00.000Z')"
    ),
    (
        "INSERT INTO payouts (id, number, kind, case_id, amount, payee, payee_account, payee_bank, reason, panel, "
        "levels, annex, at, by_id) VALUES ('019bc5b4a3b070008000000000000022', '宁0425发2026-00001', 'creditor', "
        "'019bc5b4a3b070008000000000000020', 300, '某行', '62000', '', '分配款', '', '[]', '{}', "
        "'2026-01-16T10:00:00.000Z', '019bc5b4a3b070008000000000000023')"
    ),
    (
        "INSERT INTO distributions (id, number, case_id, amount, value_on, proceeds, reason, parties, levels, annex, "
        "at, by_id) VALUES ('019bc5b4a3b070008000000000000024', '宁0425分2026-00001', "
        "'019bc5b4a3b070008000000000000020', 300, '2026-01-16', '存款', '不足清偿', '[]', '[]', '{}', "
        "'2026-01-16T10:00:00.000Z', '019bc5b4a3b070008000000000000023')"
    ),
    (
        "INSERT INTO distribution_shares (id, distribution_id, position, case_id, creditor, rank, basis, claim, amount) "
        "VALUES ('019bc5b4a3b070008000000000000025', '019bc5b4a3b070008000000000000024', 0, "
        "'019bc5b4a3b070008000000000000020', '某行', 'ordinary', '', 500, 300)"
    ),
    (
        "INSERT INTO distribution_steps (id, distribution_id, step, party, share_ids, role, note, at, by_id) VALUES "
        "('019bc5b4a3b070008000000000000026', '019bc5b4a3b070008000000000000024', 'released', '', "
        "'[\"019bc5b4-a3b0-7000-8000-000000000025\"]', '', '', '2026-01-16T10:00:00.000Z', "
        "'019bc5b4a3b070008000000000000023')"
    ),
    (
        "INSERT INTO share_payouts (payout_id, share_id) VALUES ('019bc5b4a3b070008000000000000022', "
        "'019bc5b4a3b070008000000000000025')"
    ),
    (
        "INSERT INTO applicant_claims (id, case_id, claims, source, at, by_id) VALUES "
        "('019bc5b4a3b070008000000000000027', '019bc5b4a3b070008000000000000020', '{}', '判决', "
        "'2026-01-16T10:00:00.000Z', '019bc5b4a3b070008000000000000023')"
    ),
)

"""Debt and trust ledgers, receipts, plans, matching."""

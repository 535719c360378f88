"""What is not yet sure of a clock is said beside its article."""

from datetime import date

from flask import Flask

from app.law.citations import cite
from routes.clockface import article

TODAY = date(2026, 1, 17)


def test_an_unconfirmed_rule_and_a_provisional_day_are_marked(app: Flask) -> None:
    sure, unsure = cite("CPLI.compel.hours", TODAY), cite("FUND.disbursement", TODAY)
    with app.test_request_context():
        assert article(sure, provisional=False) == "民诉解释第482条第2款"
        assert article(sure, provisional=True) == "民诉解释第482条第2款 · 日历待定"
        assert article(unsure, provisional=True) == "执行款物规定第10条 · 待核 · 日历待定"

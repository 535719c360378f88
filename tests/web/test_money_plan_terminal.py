"""`money plan` from the terminal: without a store, rows to the fen, every wrong field named."""

import json
from typing import Any

import pytest
from click.testing import Result
from flask import Flask

from app.base.settings import Settings
from routes.application import create_app

COUPLE = ("--debt", "46000", "--first", "5000", "--first", "2026-04-28", "--grace", "2", "--on", "2026-03-07")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An application in an empty folder: no court lives here."""
    return create_app(Settings(home=tmp_path_factory.mktemp("home")))


def run(bare: Flask, *words: str) -> Result:
    with bare.app_context():
        return bare.test_cli_runner().invoke(args=["money", "plan", *words])


def told(bare: Flask, *words: str) -> dict[str, Any]:
    outcome = run(bare, *words, "--json")
    assert outcome.exit_code == 0, outcome.stderr
    found: dict[str, Any] = json.loads(outcome.stdout.splitlines()[-1])
    return found


def test_what_a_household_can_pay_makes_its_plan(bare: Flask) -> None:
    plan = told(bare, *COUPLE, "--kind", "capacity", "--income", "4200", "--need", "2900", "--sales", "10=28000")
    assert plan["capacity"] == {
        "surplus_fen": 130_000,
        "monthly_fen": 90_000,
        "season": {"month": 10, "extra_fen": 2_240_000},
        "seasons": [{"month": 10, "extra_fen": 2_240_000}],
    }
    assert (plan["instalments"], plan["ends_on"], plan["total_fen"]) == (17, "2027-10-28", 4_600_000)
    assert plan["exceeds"] == []


def test_a_seasonal_plan_says_which_rows_are_above_what_can_be_paid(bare: Flask) -> None:
    words = (*COUPLE, "--kind", "seasonal", "--monthly", "900", "--season", "10=22400")
    assert told(bare, *words)["rows"][4]["amount_fen"] == 2_330_000
    assert told(bare, *words, "--income", "4200", "--need", "2900")["exceeds"] == [5, 17]


@pytest.mark.parametrize(
    ("words", "amounts"),
    [
        (("--kind", "equal", "--instalments", "3"), [333_333, 333_333, 333_334]),
        (("--kind", "equal-instalment", "--instalments", "3", "--rate", "12"), [340_022, 340_022, 340_023]),
        (("--kind", "equal_principal", "--instalments", "2", "--rate", "12"), [510_000, 505_000]),
        (("--kind", "balloon", "--instalments", "3", "--monthly", "1000"), [100_000, 100_000, 800_000]),
        (("--kind", "fixed", "--monthly", "6000"), [600_000, 400_000]),
        (("--kind", "fixed", "--monthly", "6000", "--waived", "3000"), [600_000, 100_000]),
        (("--kind", "custom", "--row", "2026-01-31=4000", "--row", "2026-03-02=6000"), [400_000, 600_000]),
    ],
)
def test_every_kind_of_plan(bare: Flask, words: tuple[str, ...], amounts: list[int]) -> None:
    plan = told(bare, "--debt", "10000", "--first", "2026-01-31", *words)
    assert [row["amount_fen"] for row in plan["rows"]] == amounts
    assert sum(row["principal_fen"] for row in plan["rows"]) == plan["payable_fen"]


def test_people_read_a_table(bare: Flask) -> None:
    outcome = run(bare, "--debt", "100", "--kind", "equal", "--instalments", "2", "--first", "2026-02-28")
    assert outcome.stdout.splitlines() == [
        "n     nominal         due  amount  interest   left",
        "1  2026-02-28  2026-02-28   50.00      0.00  50.00",
        "2  2026-03-28  2026-03-30   50.00      0.00   0.00",
        "on the spot 0.00; 2 instalments; in all 100.00",
    ]


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        (("--kind", "odd", "--grace", "x", "--season", "13=5"), {"debt", "kind", "grace", "season.0"}),
        (("--debt", "-5", "--kind", "fixed", "--monthly", "5", "--rate", "101"), {"debt", "rate"}),
        (("--debt", "5", "--kind", "custom", "--row", "2026-02-30=5"), {"row.0"}),
        (("--debt", "5", "--kind", "capacity"), {"income"}),
    ],
)
def test_every_wrong_field_is_named_at_once(bare: Flask, words: tuple[str, ...], fields: set[str]) -> None:
    outcome = run(bare, *words)
    assert (outcome.exit_code, outcome.stdout) == (1, "")
    assert {line.strip().partition("：")[0] for line in outcome.stderr.splitlines()[1:]} == fields

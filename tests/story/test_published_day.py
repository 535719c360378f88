"""The published day, loaded, played and summed up, on both databases."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from app.base.actor import WHOLE_COURT
from app.base.ids import new_id
from app.base.schema import metadata
from app.base.settings import Settings
from app.base.store import Store
from app.base.upgrade import upgrade
from app.documents import queries as documents
from app.documents import queries_stages as stages
from app.documents.sealing import Stage
from app.measures import queries as measures
from app.measures.custody import Hold
from app.money import queries as money
from app.money import queries_bank
from app.outcomes import queries as outcomes
from app.outcomes.rules import Figure
from app.sweeps import queries as sweeps
from app.sync.actions import receive
from app.sync.rules import Envelope
from app.trail import queries as trail
from app.trail import rules
from routes.demonstration import loading, playing
from routes.demonstration.clockwork import DAY, at
from routes.demonstration.court import PROFILE
from routes.demonstration.seals import KEPT_BY
from routes.demonstration.stage import set_stage
from tests.conftest import DATABASES
from tests.support.people import MACHINE


@pytest.fixture(scope="module", params=DATABASES)
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("story")
    embedded = request.param == "sqlite"
    address = f"sqlite:///{folder / 'court.db'}" if embedded else request.getfixturevalue("postgres_address")
    store = Store(address, lock=folder / "lock", schema="court_story")
    upgrade(store)
    with store.writing() as session:
        loading.load(session)
    yield store
    if not embedded:
        with store.exclusive() as connection:
            connection.execute(text("DROP SCHEMA court_story CASCADE"))
    store.close()


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(home=tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def noon(loaded: Store, settings: Settings) -> Store:
    """The day up to noon: cash is with the officers, the bank's statement has not come. Asked for before `played`."""
    playing.play(loaded, at("12:00"), lambda _: None, settings=settings)
    return loaded


@pytest.fixture(scope="module")
def played(noon: Store) -> Store:
    """The whole day."""
    playing.play(noon, None, lambda _: None)
    return noon


def figures(store: Store) -> dict[str, Figure]:
    with store.reading() as session:
        return outcomes.line(session, WHOLE_COURT, sweeps.sweep(session, 1).id)


def envelope(cancels: UUID) -> Envelope:
    letter = {
        "id": str(new_id(at("12:30"))),
        "kind": "deed.cancel",
        "at": at("12:30").iso,
        "body": {"cancels": str(cancels), "reason": "登记有误，更正"},
    }
    return Envelope.model_validate({"device": "desk", "letters": [letter]})


def after_cancelling(store: Store, key: str) -> tuple[int, int]:
    """The figure before and after its last event is cancelled; nothing of it is kept."""
    figure = figures(store)[key]
    event = figure.events[-1]
    values: list[int] = []

    def cancel() -> None:
        with store.writing() as session:
            stage = set_stage(session, at("12:30"))
            answer = receive(session, stage.cast.acting("judge", at("12:30")), envelope(event.id))["answers"][0]
            assert answer["status"] == "applied", answer
            values.append(outcomes.line(session, WHOLE_COURT, stage.sweep.id)[key].value)
            raise UndoneError

    with pytest.raises(UndoneError):
        cancel()
    assert figures(store)[key].value == figure.value
    return values[0], figure.value - (int(event.amount or 0) or 1)


class UndoneError(Exception):
    """Leave the transaction without keeping anything."""


@pytest.mark.parametrize("key", ["compelled", "detained", "settled", "collected_fen"])
def test_a_correction_that_cancels_one_event_changes_its_number(noon: Store, key: str) -> None:
    value, expected = after_cancelling(noon, key)
    assert value == expected


def test_the_line_is_the_published_one(played: Store) -> None:
    found = {key: figure.value for key, figure in figures(played).items()}
    assert found["compelled"] == 10
    assert found["detained"] == 3
    assert found["concluded"] == 8
    assert found["collected_fen"] == 11_550_000
    assert found["officer_turns"] >= 20


def test_each_number_has_exactly_its_events_behind_it(played: Store) -> None:
    for key, figure in figures(played).items():
        if key.endswith("_fen"):
            assert figure.value == sum(int(event.amount or 0) for event in figure.events)
        else:
            assert figure.value == len({event.id for event in figure.events})


def test_playing_again_plays_nothing(played: Store) -> None:
    before = {key: figure.value for key, figure in figures(played).items()}
    assert playing.play(played, None, lambda _: None) == 0
    assert {key: figure.value for key, figure in figures(played).items()} == before


def test_money_that_the_bank_confirmed_is_not_taken_back_by_a_letter_alone(played: Store) -> None:
    value, _ = after_cancelling(played, "collected_fen")
    assert value == figures(played)["collected_fen"].value


def test_every_approved_measure_has_its_paper(played: Store) -> None:
    with played.reading() as session:
        found, total = documents.papers(session, MACHINE, documents.Sought(), limit=50)
    kinds = Counter(paper.kind for paper in found)
    assert total == 13
    assert kinds["compel_warrant"] == 10
    assert kinds["detention_decision"] == 3
    with played.reading() as session:
        come = Counter(stages.stages(session, found).values())
        entries, sealed = stages.register(session, MACHINE, limit=50)
    assert (come, sealed) == ({Stage.SERVED: 13}, 13)
    assert {entry.sealed_by for entry, _ in entries} == {KEPT_BY}


def test_zhang_paid_all_and_was_let_go_without_custody(played: Store) -> None:
    with played.reading() as session:
        aim = set_stage(session, at("19:00")).sought["zhang"]
        assert money.owed(session, aim.case_id, DAY, PROFILE).total == 0
        standing = measures.state_of(session, [aim.person_id], at("19:00"))[aim.person_id]
    assert standing.hold is Hold.RELEASED
    assert standing.admitted_at is None


def test_two_are_in_custody_in_the_evening_and_their_families_know(played: Store) -> None:
    with played.reading() as session:
        held = measures.custody(session, WHOLE_COURT, at("19:00"))
    assert len(held) == 2
    assert all(one.standing.admitted_at and one.standing.family_told_at for one in held)


def test_nothing_of_the_day_is_flagged(played: Store) -> None:
    with played.reading() as session:
        assert measures.flagged(session, WHOLE_COURT) == []
        assert money.flagged(session, WHOLE_COURT) == []


def test_the_bank_explains_everything_but_the_sum_nobody_knows(played: Store) -> None:
    with played.reading() as session:
        left = queries_bank.unclaimed(session, WHOLE_COURT)
    assert [str(line.open) for line in left] == ["2,000.00"]


def test_the_trail_of_the_day_is_whole(played: Store) -> None:
    with played.reading() as session:
        assert rules.verify(trail.lines(session)) == trail.head(session)


def test_a_store_upgraded_from_nothing_matches_the_declared_tables(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'court.db'}", lock=tmp_path / "lock")
    upgrade(store)
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata()) == []

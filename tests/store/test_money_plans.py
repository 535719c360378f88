"""Two papers with two effects: an undertaking stops nothing, a settlement stands once the creditor wrote it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.deeds import Cancel
from app.base.ids import new_id
from app.base.money import Money
from app.base.refusal import Refusal
from app.cases.actions import AddParty, add_party
from app.court import queries as court
from app.law.allocation import Head
from app.money import queries
from app.money.actions import cancel
from app.money.actions_plans import ConfirmConsent, confirm_consent, record_settlement, record_undertaking
from tests.support.make_cases import make_person
from tests.support.make_money import Debt, make_debt, make_payment, make_plan, settlement, undertaking
from tests.support.people import DAWN

Act = Callable[..., Actor]
WEEK = timedelta(days=7)


@pytest.fixture
def bailiff(act: Act) -> Actor:
    return act("bailiff", DAWN)


@pytest.fixture
def debt(session: Session, judge: Actor) -> Debt:
    return make_debt(session, judge)


def consent(plan_id: object, **changes: object) -> ConfirmConsent:
    given = {"plan_id": plan_id, "agent": "何代理", "role": "special", "authority": "授权书", "note": "原件存卷"}
    return ConfirmConsent.model_validate(given | changes)


def test_a_plan_pays_what_is_owed_to_the_fen(session: Session, bailiff: Actor, debt: Debt) -> None:
    plan = make_plan(session, bailiff, debt)
    view = queries.plan(session, bailiff.scope, plan.id)
    owed = queries.owed(session, debt.case_id, DAWN.day, court.profile(session))
    assert sum(row.amount for row in view.rows) + view.paid_now == owed.total == view.owed
    assert (view.rows[0].nominal_on, view.rows[-1].nominal_on) == (date(2026, 2, 28), date(2026, 11, 28))
    assert view.state == "draft"


def test_an_undertaking_is_no_settlement(session: Session, bailiff: Actor, debt: Debt) -> None:
    plan = make_plan(session, bailiff, debt)
    record_undertaking(session, bailiff, undertaking(bailiff, debt, plan.id, consent="written"))
    assert queries.plan(session, bailiff.scope, plan.id).state == "undertaken"
    assert queries.settlements_signed(session) == []


def test_a_settlement_in_writing_counts_on_its_day(session: Session, bailiff: Actor, debt: Debt) -> None:
    plan = make_plan(session, bailiff, debt)
    event = record_settlement(session, bailiff, settlement(bailiff, debt, plan.id))
    assert [one.event_id for one in queries.settlements_signed(session, DAWN, DAWN + WEEK)] == [event.id]
    assert queries.settlements_signed(session, DAWN + WEEK) == []


def test_agreed_by_phone_it_stands_only_when_written(session: Session, bailiff: Actor, debt: Debt) -> None:
    plan = make_plan(session, bailiff, debt)
    record_settlement(session, bailiff, settlement(bailiff, debt, plan.id, consent="phone"))
    assert queries.plan(session, bailiff.scope, plan.id).state == "awaiting"
    assert queries.settlements_signed(session) == []
    clock = queries.running_clocks(session, bailiff.scope, DAWN)[0].clock
    assert (clock.key, clock.due.day) == ("consent", date(2026, 1, 26))
    later = bailiff.at(DAWN + timedelta(days=3))
    confirm_consent(session, later, consent(plan.id))
    assert queries.plan(session, bailiff.scope, plan.id).state == "in_force"
    assert [one.at for one in queries.settlements_signed(session)] == [later.now]
    assert queries.running_clocks(session, bailiff.scope, DAWN) == []


@pytest.mark.parametrize(
    ("changes", "code"), [({"note": ""}, "consent.no_proof"), ({"authority": ""}, "consent.no_authority")]
)
def test_a_consent_without_proof_or_power_is_refused(
    session: Session, bailiff: Actor, debt: Debt, changes: dict[str, object], code: str
) -> None:
    plan = make_plan(session, bailiff, debt)
    with pytest.raises(Refusal) as no:
        confirm_consent(session, bailiff, consent(plan.id))
    assert no.value.code == "consent.nothing_signed"
    record_settlement(session, bailiff, settlement(bailiff, debt, plan.id, consent="phone"))
    with pytest.raises(Refusal) as no:
        confirm_consent(session, bailiff, consent(plan.id, **changes))
    assert no.value.code == code


def test_an_agent_without_special_power_is_flagged_and_kept(session: Session, bailiff: Actor, debt: Debt) -> None:
    plan = make_plan(session, bailiff, debt)
    event = record_settlement(session, bailiff, settlement(bailiff, debt, plan.id, creditor_role="general"))
    assert event.flags == ["settlement.no_special_authority"]
    desk = settlement(bailiff, debt, plan.id, creditor_role="general", door="desk")
    with pytest.raises(Refusal):
        record_settlement(session, bailiff, desk)


def test_a_signature_taken_back_counts_no_more(session: Session, bailiff: Actor, debt: Debt) -> None:
    plan = make_plan(session, bailiff, debt)
    event = record_settlement(session, bailiff, settlement(bailiff, debt, plan.id))
    cancel(session, bailiff, Cancel(id=new_id(DAWN), at=DAWN, cancels=event.id, reason="签错了人"))
    assert queries.settlements_signed(session) == []


def test_a_signer_must_be_of_the_case(session: Session, judge: Actor, bailiff: Actor, debt: Debt) -> None:
    plan = make_plan(session, bailiff, debt)
    stranger = make_debt(session, judge, "马外人")
    with pytest.raises(Refusal) as no:
        record_undertaking(session, bailiff, undertaking(bailiff, debt, plan.id, signer_ids=(stranger.person_id,)))
    assert no.value.code == "missing"
    with pytest.raises(Refusal) as no:
        record_undertaking(session, bailiff, undertaking(bailiff, stranger, plan.id))
    assert no.value.code == "missing"


def test_a_waiver_counts_once_written_and_a_conditional_one_once_performed(
    session: Session, bailiff: Actor, debt: Debt
) -> None:
    profile = court.profile(session)

    def waived(on: date = DAWN.day) -> object:
        return queries.owed(session, debt.case_id, on, profile).waived

    plan = make_plan(session, bailiff, debt, waived="500", waiver_conditional=True, instalments=1)
    record_settlement(session, bailiff, settlement(bailiff, debt, plan.id))
    assert waived() == {}
    view = queries.plan(session, bailiff.scope, plan.id)
    make_payment(session, bailiff, debt, amount=int(view.payable) - 1)
    assert waived() == {}
    make_payment(session, bailiff, debt, amount=1)
    assert waived() == {Head.DOUBLED_INTEREST: 50_000}
    assert queries.owed(session, debt.case_id, DAWN.day, profile).total == Money(0)


def test_more_than_the_penalty_is_not_waived(session: Session, bailiff: Actor, debt: Debt) -> None:
    with pytest.raises(Refusal) as no:
        make_plan(session, bailiff, debt, waived="59000")
    assert no.value.code == "plan.waived_too_much"


def test_a_plan_is_replaced_once_and_the_old_one_flagged_when_signed(
    session: Session, bailiff: Actor, debt: Debt
) -> None:
    first = make_plan(session, bailiff, debt)
    make_plan(session, bailiff, debt, supersedes=first.id)
    with pytest.raises(Refusal) as no:
        make_plan(session, bailiff, debt, supersedes=first.id)
    assert no.value.code == "plan.superseded"
    event = record_undertaking(session, bailiff, undertaking(bailiff, debt, first.id))
    assert event.flags == ["plan.superseded"]


def test_an_undertaking_one_spouse_did_not_sign_is_flagged_at_a_door_and_refused_at_the_desk(
    session: Session, judge: Actor, bailiff: Actor, debt: Debt
) -> None:
    wife = make_person(session, judge, "赵某妻", sex="female")
    given = {"case_id": debt.case_id, "person_id": wife, "standing": "debtor"}
    add_party(session, judge, AddParty.model_validate(given))
    plan = make_plan(session, bailiff, debt)
    event = record_undertaking(session, bailiff, undertaking(bailiff, debt, plan.id))
    assert event.flags == ["undertaking.signer_missing"]
    with pytest.raises(Refusal) as no:
        record_undertaking(session, bailiff, undertaking(bailiff, debt, plan.id, door="desk", consent="phone"))
    assert [one.field for one in no.value.faults] == ["signer_ids", "creditor_agent"]
    both = (debt.person_id, wife)
    whole = record_undertaking(session, bailiff, undertaking(bailiff, debt, plan.id, door="desk", signer_ids=both))
    assert whole.flags == []


def test_a_settlement_is_signed_by_both_sides_or_it_is_none(
    session: Session, judge: Actor, bailiff: Actor, debt: Debt
) -> None:
    wife = make_person(session, judge, "赵某妻", sex="female")
    add_party(
        session,
        judge,
        AddParty.model_validate({"case_id": debt.case_id, "person_id": wife, "standing": "debtor"}),
    )
    plan = make_plan(session, bailiff, debt)
    half = record_settlement(session, bailiff, settlement(bailiff, debt, plan.id))
    alone = record_settlement(
        session, bailiff, settlement(bailiff, debt, plan.id, creditor_agent="", signer_ids=(debt.person_id, wife))
    )
    assert (half.flags, alone.flags) == (["settlement.signer_missing"], ["settlement.signer_missing"])
    assert queries.settlements_signed(session) == []
    assert queries.plan(session, bailiff.scope, plan.id).state == "undertaken"
    with pytest.raises(Refusal) as no:
        record_settlement(session, bailiff, settlement(bailiff, debt, plan.id, door="desk", creditor_agent=" "))
    told = {one.field: dict(one.facts)["names"] for one in no.value.faults}
    assert told == {"signer_ids": "赵某妻", "creditor_agent": "松溪村镇银行股份有限公司"}
    both = settlement(bailiff, debt, plan.id, door="desk", signer_ids=(debt.person_id, wife))
    assert record_settlement(session, bailiff, both).flags == []
    assert queries.plan(session, bailiff.scope, plan.id).state == "in_force"


@pytest.mark.parametrize("signs", ["nobody", "head", "itself"])
def test_an_organisation_signs_a_settlement_by_itself_or_by_its_representative(
    session: Session, judge: Actor, bailiff: Actor, debt: Debt, signs: str
) -> None:
    people = {
        "itself": (make_person(session, judge, "某某公司", kind="unit", id_number=""), "debtor"),
        "head": (make_person(session, judge, "钱经理"), "legal_representative"),
    }
    for person_id, part in people.values():
        given = {"case_id": debt.case_id, "person_id": person_id, "standing": part}
        add_party(session, judge, AddParty.model_validate(given))
    plan = make_plan(session, bailiff, debt)
    signers = (debt.person_id, *(person_id for key, (person_id, _) in people.items() if key == signs))
    event = record_settlement(session, bailiff, settlement(bailiff, debt, plan.id, signer_ids=signers))
    assert event.flags == (["settlement.signer_missing"] if signs == "nobody" else [])

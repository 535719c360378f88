"""The form of a paper: opened from the menu of its case, refused with the fault beside the field, then issued."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest

from app.base.actor import WHOLE_COURT
from app.base.store import Store
from app.court import actions as court
from app.documents import queries
from app.documents.catalog import FIELD
from app.documents.consumption import RESTS_ON
from app.documents.gather_credit import LISTING
from app.documents.menu import MENU
from tests.support import people
from tests.support.make_cases import make_case, make_person
from tests.support.make_places import make_address
from tests.support.pages import Browser
from tests.support.people import actor_of

Open = Callable[..., Browser]


@pytest.fixture
def case_id(app_store: Store) -> UUID:
    with app_store.writing() as session:
        judge = actor_of(session, "judge")
        profile = people.PROFILE.model_copy(update={"phone": "000-0000-0001", "address": "某县某路1号"})
        court.set_profile(session, people.MACHINE, profile)
        person_id = make_person(session, judge, "张某一")
        make_address(session, judge, person_id)
        return make_case(session, judge, debtors=(person_id,), account_no="990000000001", account_bank="样本银行")


def test_the_menu_offers_a_judge_all_papers_and_a_bailiff_those_of_the_door(browser: Open, case_id: UUID) -> None:
    page = browser("judge").get(f"/cases/{case_id}/papers/new")
    listed = [kind for kinds in MENU.values() for kind in kinds]
    assert all(f'value="{kind}"' in page.text for kind in listed)
    assert "张某一" in page.text
    assert "填写文书" in browser("judge").get(f"/cases/{case_id}/papers").text
    clerk = browser("clerk").get(f"/cases/{case_id}/papers/new")
    assert all(f'value="{kind}"' in clerk.text for kind in listed if kind not in FIELD)


def test_every_paper_of_the_menu_opens_its_form_with_nothing_but_what_is_known(browser: Open, case_id: UUID) -> None:
    judge = browser("judge")
    for key in (*LISTING, *RESTS_ON):
        judge.post("/sources", {"key": key, "confirmed": "1", "note": "公报"})
    for kind in (kind for kinds in MENU.values() for kind in kinds):
        page = judge.get(f"/papers/draft?kind={kind}&case_id={case_id}")
        assert page.status == 200, kind
        assert "Undefined" not in page.text, kind
        assert ">None<" not in page.text, kind
        assert 'value="None"' not in page.text, kind


def test_a_form_names_what_is_missing_beside_its_field_and_then_issues(
    browser: Open, case_id: UUID, app_store: Store
) -> None:
    judge = browser("judge")
    wanted = {"kind": "execution_notice", "case_id": str(case_id)}
    page = judge.get(f"/papers/draft?kind=execution_notice&case_id={case_id}")
    assert "应当履行的义务" in page.text
    assert 'name="fee"' in page.text
    typed = {"effective_on": "2025-04-20", "duties": "偿还借款本金98000元", "fee": "一千", "within": ""}
    again = judge.post("/papers/make", wanted | typed)
    assert again.status == 422
    assert 'id="f-fee-fault"' in again.text
    assert 'id="f-within-fault"' in again.text
    assert "偿还借款本金98000元" in again.text
    done = judge.post("/papers/make", wanted | typed | {"fee": "1403", "within": "10"})
    assert done.status == 302
    with app_store.reading() as session:
        (paper,) = queries.papers_of_case(session, WHOLE_COURT, case_id)
    assert (paper.kind, paper.facts["fee"], paper.facts["within"]) == ("execution_notice", 140_300, 10)


def test_a_table_is_typed_row_by_row_and_each_cell_bears_its_own_fault(browser: Open, case_id: UUID) -> None:
    judge = browser("judge")
    wanted = {"kind": "seizure_ruling", "case_id": str(case_id)}
    typed = {"things.0.name": "", "things.1.name": "货车", "limit": "100000", "starts": "2026-01-17"}
    again = judge.post("/papers/make", wanted | typed)
    assert again.status == 422
    assert 'id="f-things.0.quantity-fault"' in again.text
    assert 'name="things.0.name" value="货车"' in again.text
    assert 'id="f-things-fault"' not in again.text
    assert "数量：还没有填写" in again.text


def test_a_seizure_the_law_forbids_is_refused_with_the_whole_gate_and_nothing_typed_is_lost(
    browser: Open, case_id: UUID, app_store: Store
) -> None:
    judge = browser("judge")
    thing = {
        "name": "存款", "category": "银行存款", "features": "尾号0001", "quantity": "1户", "condition": "正常",
        "owner": "张某一", "value": "20000", "place": "某银行", "custodian": "某银行", "use": "不得使用", "exempt": "不属于",
    }  # fmt: skip
    typed = {f"things.0.{name}": value for name, value in thing.items()}
    typed |= {
        "kind": "seizure_ruling",
        "case_id": str(case_id),
        "measure": "冻结",
        "limit": "20000",
        "reason": "未履行",
    }
    typed |= {"starts": "2026-01-16", "ends": "2027-01-15", "judges": "李文", "clerk": "陈敏"}
    typed |= {"account": "农民工工资专用账户", "living_standard": "600", "heads": "3", "kept": "1000"}
    no = judge.post("/papers/make", typed)
    assert no.status == 409
    for words in ("条件不齐备，没有提交", "不是工资专户或者保证金", "工资支付条例第33条", "1,800.00", "民诉法第254条"):
        assert words in no.text, words
    assert re.search(r'name="kept"[^>]* value="1000"', no.text)
    with app_store.reading() as session:
        assert queries.papers_of_case(session, WHOLE_COURT, case_id) == []
    assert judge.post("/papers/make", typed | {"account": "普通账户", "kept": "1800"}).status == 302

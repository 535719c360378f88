"""A list is looked at first and accepted as a whole; twice adds nothing; what is here is never overwritten."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from app.base.actor import WHOLE_COURT, Actor, Scope
from app.base.money import Money
from app.base.refusal import Kind, Refusal
from app.cases import imports, queries
from app.cases.actions_import import AcceptList, PreviewList, accept_list, preview_list
from app.cases.search import Search, search
from app.places import queries as places
from tests.support.lists import HEADS, csv_list, row
from tests.support.make_cases import id_number, make_case, make_person

THREE = csv_list(
    row(),
    row(被执行人="吴某二", 身份证号=id_number(order=202), 地址="白阳镇姚河村"),
    row(案号="（2025）宁0425执502号", 被执行人="黄某三", 身份证号=id_number(order=303), 申请执行人="陈某"),
)


def brought(session: Session, actor: Actor, content: bytes = THREE) -> imports.ImportView:
    row_ = preview_list(session, actor, PreviewList(file_name="C:\\名册\\一月.csv", content=content))
    return imports.preview(session, actor, row_.id)


def test_a_preview_adds_no_case(session: Session, judge: Actor) -> None:
    view = brought(session, judge)
    assert (view.file_name, view.state, view.count(imports.Standing.NEW)) == ("一月.csv", "previewed", 2)
    assert queries.all_ids(session, WHOLE_COURT) == []


def test_accepting_adds_cases_people_sums_and_places(session: Session, judge: Actor) -> None:
    assert accept_list(session, judge, AcceptList(import_id=brought(session, judge).id)).added == 2
    case = queries.by_number(session, WHOLE_COURT, "(2025)宁0425执501号")
    assert case is not None
    assert [person.name for person in case.debtors] == ["张某一", "吴某二"]
    assert [person.kind for person in case.applicants] == ["unit"]
    assert case.judge_id == judge.id, "no judge was named, so the importing judge keeps it"
    assert queries.title(session, case.id).heads == {"principal": Money(6_000_000)}
    found = places.addresses_of(session, [person.id for person in case.debtors])
    assert [one.kind for one in found[case.debtors[0].id]] == ["registered", "parents"]
    assert found[case.debtors[1].id][0].village == "姚河村"


def test_importing_twice_adds_nothing_and_says_so(session: Session, judge: Actor) -> None:
    accept_list(session, judge, AcceptList(import_id=brought(session, judge).id))
    again = brought(session, judge)
    assert again.accepted_before == judge.now
    assert again.count(imports.Standing.SAME) == 2
    assert accept_list(session, judge, AcceptList(import_id=again.id)).added == 0
    assert len(queries.all_ids(session, WHOLE_COURT)) == 2
    with pytest.raises(Refusal, match=r"cases\.import_accepted"):
        accept_list(session, judge, AcceptList(import_id=again.id))


def test_changed_facts_are_shown_and_never_overwritten(session: Session, judge: Actor) -> None:
    accept_list(session, judge, AcceptList(import_id=brought(session, judge).id))
    changed = brought(session, judge, csv_list(row(案由="买卖合同纠纷", **{"执行标的（元）": "1"})))
    assert [(one.standing, one.differs) for one in changed.rows] == [
        (imports.Standing.OTHER, ("cause", "applied_amount", "debtor"))
    ]
    accept_list(session, judge, AcceptList(import_id=changed.id))
    case = queries.by_number(session, WHOLE_COURT, "（2025）宁0425执501号")
    assert case is not None
    assert case.cause == "金融借款合同纠纷"


def test_a_case_is_known_by_the_case_systems_id_too(session: Session, judge: Actor) -> None:
    make_case(session, judge, number="（2025）宁0425执900号", external_id="NX-1")
    view = brought(session, judge, csv_list(row(系统编号="NX-1"), heads=(*HEADS, "系统编号")))
    assert view.rows[0].standing is imports.Standing.OTHER
    assert "number" in view.rows[0].differs


def test_a_list_with_a_fault_is_kept_to_look_at_and_cannot_be_accepted(session: Session, judge: Actor) -> None:
    view = brought(session, judge, csv_list(row(), row(案号="（2025）宁0425执502号", 本金="-1")))
    assert [(fault.row, fault.field, fault.code) for fault in view.faults] == [(3, "本金", "import.negative")]
    with pytest.raises(Refusal) as no:
        accept_list(session, judge, AcceptList(import_id=view.id))
    assert (no.value.code, no.value.kind) == ("cases.import_has_faults", Kind.CONFLICT)
    assert queries.all_ids(session, WHOLE_COURT) == []


def test_a_number_of_somebody_else_in_the_store_is_a_fault(session: Session, judge: Actor) -> None:
    make_person(session, judge, "别人", id_number=id_number(order=101))
    view = brought(session, judge, csv_list(row()))
    assert [(fault.row, fault.code) for fault in view.faults] == [(2, "import.number_of_another")]


def test_a_clerks_import_waits_for_a_judge_and_a_foreign_list_is_missing(
    session: Session, judge: Actor, act: Callable[..., Actor]
) -> None:
    view = brought(session, act("clerk"), csv_list(row()))
    accept_list(session, act("clerk"), AcceptList(import_id=view.id))
    case = queries.by_number(session, WHOLE_COURT, "（2025）宁0425执501号")
    assert case is not None
    assert case.judge_id is None
    with pytest.raises(Refusal) as no:
        imports.preview(session, replace(judge, scope=Scope()), view.id)
    assert no.value.kind is Kind.MISSING


def test_cases_are_found_by_number_name_tail_and_place(session: Session, judge: Actor) -> None:
    accept_list(session, judge, AcceptList(import_id=brought(session, judge).id))
    wanted = {
        "(2025) 宁0425 执 502 号": ["（2025）宁0425执502号"],
        "执501": ["（2025）宁0425执501号"],
        "吴某": ["（2025）宁0425执501号"],
        id_number(order=303)[-4:].lower(): ["（2025）宁0425执502号"],
        "姚河": ["（2025）宁0425执501号"],
        "松溪村镇银行": ["（2025）宁0425执501号"],
        "%": [],
        "没有这个人": [],
    }
    for text, numbers in wanted.items():
        assert [case.number for case in search(session, WHOLE_COURT, Search(q=text)).cases] == numbers, text


def test_three_signs_of_an_id_number_find_nobody(session: Session, judge: Actor) -> None:
    accept_list(session, judge, AcceptList(import_id=brought(session, judge).id))
    assert search(session, WHOLE_COURT, Search(q=id_number(order=303)[-3:])).total == 0


def test_a_search_stays_within_the_scope_and_turns_its_pages(session: Session, judge: Actor) -> None:
    mine = make_case(session, judge)
    for _ in range(51):
        make_case(session, judge, debtors=())
    assert search(session, Scope(case_ids=frozenset({mine})), Search(q="执")).total == 1
    whole = search(session, WHOLE_COURT, Search(page=2))
    assert (whole.total, whole.pages, len(whole.cases)) == (52, 2, 2)
    assert search(session, WHOLE_COURT, Search(page=99)).page == 2
    assert search(session, WHOLE_COURT, Search(state="concluded")).total == 0

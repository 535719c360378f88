"""The desk of distribution in the browser's words: preview, approval by another, receipt, objection, payment; applicants."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import update

from app.base.clock import HandClock
from app.base.store import Store
from app.money import queries_distributions, queries_payouts
from app.staff.tables import SignIn
from tests.support import people
from tests.support.make_distributions import make_applicant, make_rivalry
from tests.support.make_money import Debt, make_debt
from tests.support.make_payouts import CREDITOR, make_arrival
from tests.support.pages import Browser
from tests.support.people import DAWN

Open = Callable[[str | None], Browser]


@dataclass(frozen=True)
class Held:
    """Two cases against one debtor; the first holds 3,000 yuan."""

    debt: Debt
    other: UUID

    @property
    def form(self) -> str:
        return f"/cases/{self.debt.case_id}/distributions/new"

    def fields(self, **changes: str) -> dict[str, str]:
        """Both cases join, 50,000 yuan claimed in each."""
        given = {"amount": "2000", "value_on": "2026-01-17", "proceeds": "扣划的存款", "reason": "不足清偿全部债权"}
        for place, case_id in enumerate((self.debt.case_id, self.other)):
            row = {"joins": "1", "who": f"{case_id}:{CREDITOR}", "rank": "ordinary", "claim": "50000", "basis": "判决"}
            given |= {f"rows.{place}.{name}": value for name, value in row.items()}
        return given | changes


@pytest.fixture
def held(app_store: Store, clock: HandClock) -> Held:
    with app_store.writing() as session:

        def act(name: str, now: object = DAWN) -> object:
            return people.actor_of(session, name, DAWN)

        debt = make_debt(session, people.actor_of(session, "judge"))
        made = make_rivalry(session, people.actor_of(session, "judge"), debt)
        make_arrival(session, act, debt)  # type: ignore[arg-type] # reason: an actor by name is all it asks
    forward(app_store, clock, days=1)
    return Held(debt, made.other)


def forward(store: Store, clock: HandClock, *, days: int) -> None:
    """So many days later, everybody still signed in."""
    with store.writing() as session:
        later = clock.forward(timedelta(days=days))
        session.execute(update(SignIn).values(begun_at=later, seen_at=later, fresh_at=later))


def proposed(browser: Open, held: Held) -> str:
    return browser("clerk").post(held.form, held.fields(deed="propose")).location


def shares(store: Store) -> list[UUID]:
    with store.reading() as session:
        clerk = people.actor_of(session, "clerk")
        return [one.id for one in queries_distributions.listed(session, clerk.scope, DAWN.day)[0].shares]


def test_the_desk_says_what_to_do_when_there_is_no_plan(browser: Open) -> None:
    page = browser("clerk").get("/money/distributions")
    assert "没有办理中的分配方案" in page.text
    assert "看待发放的案款" in page.text


def test_the_form_starts_with_every_creditor_and_what_he_is_owed(browser: Open, held: Held) -> None:
    clerk = browser("clerk")
    door = clerk.get(f"/cases/{held.debt.case_id}/payouts/new").text
    assert held.form in door
    page = clerk.get(held.form).text
    assert "可供分配 2,200.00 元" in page
    assert page.count(f"<strong>{CREDITOR}</strong>") == 2
    assert 'value="2026-01-17"' in page
    assert "各人分得" not in page


def test_a_preview_shows_every_share_and_keeps_nothing(browser: Open, app_store: Store, held: Held) -> None:
    page = browser("clerk").post(held.form, held.fields(deed="preview"))
    assert page.status == 200
    assert "预览：各人分得" in page.text
    assert re.findall(r'<td class="figure">([\d,.]+)</td>', page.text)[:6] == [
        "800.00", "800.00", "50,000.00", "600.00", "50,000.00", "600.00",
    ]  # fmt: skip
    assert "1.20%" in page.text
    assert "民诉法解释第509条" in page.text or "509" in page.text
    assert 'value="50000"' in page.text
    with app_store.reading() as session:
        clerk = people.actor_of(session, "clerk")
        assert queries_distributions.listed(session, clerk.scope, DAWN.day) == []


def test_every_wrong_field_is_marked_where_it_stands(browser: Open, held: Held) -> None:
    wrong = held.fields(amount="9000", **{"rows.0.claim": "", "rows.1.rank": "preferred", "rows.1.basis": ""})
    page = browser("clerk").post(held.form, wrong)
    assert page.status == 422
    assert "可供分配的只有 2,200.00 元" in page.text
    assert "先于普通债权受偿的，请写明依据" in page.text
    assert 'href="#f-rows.0.claim"' in page.text
    assert 'href="#f-rows.1.basis"' in page.text


def test_a_plan_goes_from_its_maker_to_the_bank(browser: Open, app_store: Store, clock: HandClock, held: Held) -> None:
    clerk, director = browser("clerk"), browser("director")
    page = proposed(browser, held)
    assert "待执行局局长审批" in clerk.get(page).text
    assert "提交意见" not in clerk.get(page).text
    assert clerk.post(page, {"decision": "approved"}).status == 403
    assert "提交意见" in director.get(page).text
    assert director.post(page, {"decision": "rejected"}).status == 422
    director.post(page, {"decision": "approved"})
    assert "还没有登记" in clerk.get(page).text
    told = {"parties": [CREDITOR, held.debt.name], "on": "2026-01-17"}
    clerk.post(f"{page}/receipts", told)
    assert "异议期内" in clerk.get(page).text
    assert "2026-02-02" in clerk.get(page).text.replace("2026年2月2日", "2026-02-02")
    forward(app_store, clock, days=30)
    form = clerk.get(page).text
    assert "按方案发放" in form
    pay = {f"shares.{place}.joins": "1" for place in range(3)}
    no = clerk.post(f"{page}/shares", pay)
    assert no.status == 422
    assert no.text.count("请填写收款账号") >= 2
    assert clerk.post(f"{page}/shares", {}).status == 422
    pay |= {f"shares.{place}.payee_account": "62000" for place in (1, 2)}
    assert clerk.post(f"{page}/shares", pay).status == 302
    after = clerk.get(page).text
    assert "分配完毕" in after
    assert "发00001" in after.replace("2026-", "") or "宁0425发2026-00001" in after
    assert "分配款转入他案" in clerk.get(f"/cases/{held.other}/money").text
    assert "收回份额" in after
    number = re.findall(r'href="(/money/payouts/[^"]+)"', after)[-1]
    assert page in clerk.get(number).text
    again = clerk.get(f"/cases/{held.other}/payouts/new?again={number.rsplit('/', 1)[-1]}")
    assert (again.status, again.location) == (302, page)
    with app_store.reading() as session:
        scope = people.actor_of(session, "clerk").scope
        made = queries_payouts.listed(session, scope)
        assert sorted(one.amount for one in made) == [60_000, 60_000]


def test_what_another_releases_meanwhile_moves_no_account_to_a_neighbour(
    browser: Open, app_store: Store, clock: HandClock, held: Held
) -> None:
    page = proposed(browser, held)
    browser("director").post(page, {"decision": "approved"})
    clerk, judge = browser("clerk"), browser("judge")
    clerk.post(f"{page}/receipts", {"parties": [CREDITOR, held.debt.name], "on": "2026-01-17"})
    forward(app_store, clock, days=30)
    form = clerk.get(page).text
    names = re.findall(r'name="(shares\.\d+)\.payee_account"', form)
    assert len(names) == 2
    typed = {f"{name}.payee_account": account for name, account in zip(names, ("111", "222"), strict=True)}
    judge.post(f"{page}/shares", {f"{names[0]}.joins": "1", **typed})
    late = clerk.post(f"{page}/shares", {f"{name}.joins": "1" for name in names} | typed)
    assert late.status == 422
    assert 'value="222"' in late.text
    assert 'value="111"' not in late.text
    assert clerk.post(f"{page}/shares", {f"{names[1]}.joins": "1"} | typed).status == 302
    with app_store.reading() as session:
        made = queries_payouts.listed(session, people.actor_of(session, "clerk").scope)
        paid = {one.case_id: one.payee_account for one in made}
    assert paid == {held.debt.case_id: "111", held.other: "222"}


def test_a_case_with_a_plan_under_way_says_so_on_the_form(browser: Open, held: Held) -> None:
    page = proposed(browser, held)
    form = browser("clerk").get(held.form).text
    assert "本案已有一份办理中的分配方案" in form
    assert page in form
    assert "还没有办完" in browser("clerk").post(held.form, held.fields(deed="propose", amount="100")).text


def test_an_objection_holds_its_share_and_is_answered_on_the_page(
    browser: Open, app_store: Store, clock: HandClock, held: Held
) -> None:
    clerk, page = browser("clerk"), proposed(browser, held)
    browser("director").post(page, {"decision": "approved"})
    clerk.post(f"{page}/receipts", {"parties": [CREDITOR, held.debt.name], "on": "2026-01-17"})
    wrong = clerk.post(f"{page}/objections", {"party": held.debt.name, "on": "2026-01-17", "note": "已还"})
    assert wrong.status == 422
    told = {"party": held.debt.name, "on": "2026-01-17", "note": "已还一部分", "share_ids": [str(shares(app_store)[2])]}
    clerk.post(f"{page}/objections", told)
    assert "有异议，留存" in clerk.get(page).text
    objection = re.findall(r'name="objection_id" value="([^"]+)"', clerk.get(page).text)[0]
    forward(app_store, clock, days=30)
    clerk.post(f"{page}/objections/answer", {"objection_id": objection, "step": "told", "on": "2026-01-20"})
    early = clerk.post(
        f"{page}/objections/answer", {"objection_id": objection, "step": "unopposed", "on": "2026-01-30"}
    )
    assert "还没有届满" in early.text
    clerk.post(f"{page}/objections/answer", {"objection_id": objection, "step": "unopposed", "on": "2026-02-10"})
    assert "方案已修正" in clerk.get(page).text


def test_who_may_not_distribute_sees_no_form(browser: Open, held: Held) -> None:
    page = proposed(browser, held)
    auditor = browser("auditor")
    assert auditor.get(page).status == 200
    assert "撤回方案" not in auditor.get(page).text
    assert auditor.get(held.form).status == 403
    assert browser("bailiff").get(page).status == 403
    assert browser("judge2").get(page).status == 404
    assert "撤回方案" in browser("clerk").get(page).text
    browser("clerk").post(f"{page}/withdraw", {"note": "重算"})
    assert "已撤回" in browser("clerk").get("/money/distributions").text


def test_the_plan_on_paper_starts_with_what_was_reckoned(browser: Open, held: Held) -> None:
    proposed(browser, held)
    door = f"/papers/draft?kind=distribution_plan&case_id={held.debt.case_id}"
    form = browser("clerk").get(door).text
    assert 'value="2,000.00"' in form or 'value="2000.00"' in form
    assert "扣划的存款" in form


def test_money_of_several_applicants_is_proposed_to_all_of_them(browser: Open, app_store: Store, held: Held) -> None:
    with app_store.writing() as session:
        make_applicant(session, people.actor_of(session, "judge"), held.debt.case_id, "彭阳某合作社")
    clerk, page = browser("clerk"), f"/cases/{held.debt.case_id}/applicants"
    assert page in clerk.get(f"/cases/{held.debt.case_id}/payouts/new").text
    assert "先登记各人的债权" in clerk.get(page).text
    claims = {"claims.0.name": CREDITOR, "claims.0.claim": "3", "claims.1.name": "彭阳某合作社", "source": "判决主文"}
    wrong = clerk.post(page, claims)
    assert wrong.status == 422
    assert 'href="#f-claims.1.claim"' in wrong.text or 'href="#f2-claims.1.claim"' in wrong.text
    clerk.post(page, claims | {"claims.1.claim": "1"})
    seen = clerk.get(page).text
    assert "1,650.00" in seen
    assert "550.00" in seen
    names = {f"accounts.{place}.name": name for place, name in enumerate((CREDITOR, "彭阳某合作社"))}
    accounts = {f"accounts.{place}.payee_account": "62000" for place in range(2)}
    told = {"amount": "2200", "reason": "案款发放", **names}
    assert "请填写收款账号" in clerk.post(f"{page}/split", told).text
    assert clerk.post(f"{page}/split", told | accounts).status == 302
    desk = clerk.get("/money/payouts").text
    assert "彭阳某合作社" in desk


def test_with_one_applicant_there_is_nothing_to_split(browser: Open, held: Held) -> None:
    clerk = browser("clerk")
    assert "本案只有一名申请执行人" in clerk.get(f"/cases/{held.debt.case_id}/applicants").text
    assert f"/cases/{held.debt.case_id}/applicants" not in clerk.get(f"/cases/{held.debt.case_id}/payouts/new").text


def test_the_days_to_object_run_among_the_clocks_of_the_day(
    browser: Open, app_store: Store, clock: HandClock, held: Held
) -> None:
    clerk, page = browser("clerk"), proposed(browser, held)
    browser("director").post(page, {"decision": "approved"})
    assert "有 1 份分配方案等待下一步" in clerk.get("/money").text
    clerk.post(f"{page}/receipts", {"parties": [CREDITOR, held.debt.name], "on": "2026-01-17"})
    running = clerk.get("/money").text
    assert "分配方案异议期" in running
    assert "等待下一步" not in running
    assert "分配方案异议期" in browser("judge").get("/").text
    assert "分配方案异议期" in browser("judge").get(f"/cases/{held.debt.case_id}").text
    told = {"party": held.debt.name, "on": "2026-01-17", "note": "已还一部分", "share_ids": [str(shares(app_store)[2])]}
    clerk.post(f"{page}/objections", told)
    objection = re.findall(r'name="objection_id" value="([^"]+)"', clerk.get(page).text)[0]
    clerk.post(f"{page}/objections/answer", {"objection_id": objection, "step": "told", "on": "2026-01-17"})
    assert "对分配异议反对或起诉的期限" in clerk.get("/money").text
    forward(app_store, clock, days=30)
    over = clerk.get("/money").text
    assert "分配方案异议期" not in over
    assert "对分配异议反对或起诉的期限" not in over
    assert "有 1 份分配方案等待下一步" in over


def test_a_fault_in_a_row_says_whose_it_is_and_a_folded_form_opens_with_its_faults(browser: Open, held: Held) -> None:
    clerk = browser("clerk")
    wrong = clerk.post(held.form, held.fields(**{"rows.1.claim": "abc"})).text
    assert f"{CREDITOR} 债权数额：" in wrong
    page = proposed(browser, held)
    browser("director").post(page, {"decision": "approved"})
    assert '<details class="card-box"><summary class="card-inner">登记异议' in clerk.get(page).text
    again = clerk.post(f"{page}/objections", {"note": "利息算错了"})
    assert again.status == 422
    assert '<details class="card-box" open><summary class="card-inner">登记异议' in again.text
    assert "利息算错了" in again.text


def test_the_page_of_a_plan_says_what_comes_next(browser: Open, app_store: Store, clock: HandClock, held: Held) -> None:
    clerk, page = browser("clerk"), proposed(browser, held)
    assert "等执行局局长审批；提出的人不审批。" in clerk.get(page).text
    browser("director").post(page, {"decision": "approved"})
    assert f"还缺：{CREDITOR}、{held.debt.name}。" in clerk.get(page).text
    clerk.post(f"{page}/receipts", {"parties": [CREDITOR, held.debt.name], "on": "2026-01-17"})
    assert "最后一人的期限到 2026-02-02" in clerk.get(page).text
    forward(app_store, clock, days=30)
    assert "异议期已经届满，无异议的份额可以发放。" in clerk.get(page).text
    assert 'href="#pay"' in clerk.get(page).text
    assert "去办理" not in browser("auditor").get(page).text

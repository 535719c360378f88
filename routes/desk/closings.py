"""Closing a month: three ways to one sum, the table between bank and books, the register, all as a workbook too."""

import io
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base.actor import Actor
from app.base.reading import Command, read
from app.law.periods import add_months
from app.money import closing, queries_closing, queries_register, workbooks
from app.money.actions_closing import CheckClosing, CloseMonth, check_closing, close_month
from app.money.closing import HELD, IN_TRANSIT, OWN, Figures, Month
from app.money.rules import AccountKind
from app.staff import queries as staff
from routes.desk import closings_shown as shown
from routes.desk.payouts import XLSX
from routes.gate import way_in
from routes.words import sentences

pages = Blueprint("closings", __name__)


class Asked(Command):
    """Which month; the last one when none is named."""

    month: str | None = None


@way_in(pages, "/money/closing", verb="closing.view")
def month(session: Session, actor: Actor) -> ResponseReturnValue:
    """The month before the store: what agrees, what does not, who closed it."""
    return _page(session, actor, _month(actor))


def _page(session: Session, actor: Actor, wanted: Month) -> ResponseReturnValue:
    figures = queries_closing.figures(session, wanted)
    made = queries_closing.closings(session, wanted)
    people = {one.by_id for one in made} | {one.check.by_id for one in made if one.check}
    return render_template(
        "closings/month.html",
        month=wanted,
        options=[(one, one) for one in _months(actor)],
        figures=figures,
        wrong=[sentences.fault(one).sentence for one in closing.faults(figures)],
        over=actor.now.day > wanted.last,
        table=_table(figures),
        here=made,
        people=staff.names(session, people),
        movements=(movements := shown.rows(session, actor, queries_register.movements(session, wanted))),
        sums=shown.sums(movements),
    )


@way_in(pages, "/money/closing", verb="closing.make", methods=["POST"], retry="closings.month")
def close(session: Session, actor: Actor) -> ResponseReturnValue:
    """Lay the month down; another person compares it."""
    row = close_month(session, actor, read(CloseMonth, request.form.to_dict()))
    flash(_("%(month)s 已结账，待另一人核对。", month=row.month), "ok")
    return redirect(url_for("closings.month", month=row.month))


@way_in(
    pages,
    "/money/closing/<uuid:closing_id>",
    verb="closing.check",
    methods=["POST"],
    retry="closings.checked",
)
def check(session: Session, actor: Actor, closing_id: UUID) -> ResponseReturnValue:
    """Say yes or no to it."""
    found = queries_closing.closing(session, closing_id)
    check_closing(session, actor, read(CheckClosing, {**request.form.to_dict(), "closing_id": closing_id}))
    flash(_("已核对。"), "ok")
    return redirect(url_for("closings.month", month=str(found.month)))


@way_in(pages, "/money/closing/<uuid:closing_id>", verb="closing.view")
def checked(session: Session, actor: Actor, closing_id: UUID) -> ResponseReturnValue:
    """The month of a closing, on which it is looked at."""
    return _page(session, actor, queries_closing.closing(session, closing_id).month)


@way_in(pages, "/money/closing.xlsx", verb="closing.view")
def workbook(session: Session, actor: Actor) -> ResponseReturnValue:
    """余额调节表, 科目余额 and 对账台账 as one workbook."""
    wanted = _month(actor)
    figures = queries_closing.figures(session, wanted)
    table = _table(figures)
    balances = [
        (sentences.label("money_account", kind), figures.opening[kind], figures.closing[kind]) for kind in AccountKind
    ]
    sides = [(_("银行"), name, amount) for name, amount in table[0]] + [
        (_("账面"), name, amount) for name, amount in table[1]
    ]
    rows = shown.rows(session, actor, queries_register.movements(session, wanted))
    sheets = [
        workbooks.Table("余额调节表", ("一方", "项目", "金额"), sides),
        workbooks.Table("科目余额", ("科目", "期初", "期末"), balances),
        workbooks.Table("对账台账", shown.HEADS, [*map(shown.cells, rows), *shown.totals(rows)]),
    ]
    content = workbooks.workbook(sheets)
    name = _("案款月结") + f"-{wanted}.xlsx"
    return send_file(io.BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=name)


def _month(actor: Actor) -> Month:
    asked = read(Asked, request.values.to_dict() if request.method == "GET" else {"month": request.form.get("month")})
    return Month.read(asked.month) if asked.month else Month(add_months(actor.now.day.replace(day=1), -1))


def _months(actor: Actor) -> list[str]:
    """This month and the year before it."""
    return [str(Month(add_months(actor.now.day.replace(day=1), -back))) for back in range(13)]


def _table(figures: Figures) -> tuple[list[tuple[str, object]], list[tuple[str, object]]]:
    """The two columns of 余额调节表, each ending with the same sum. What a row says to subtract bears no sign."""

    def named(kind: AccountKind) -> str:
        return sentences.label("money_account", kind)

    first = (_("银行对账单余额"), figures.bank_told)
    if figures.bank_told is None:
        first = (_("专户账面余额（没有银行流水可比）"), figures.bank_booked)
    bank: list[tuple[str, object]] = [first]
    bank += [(_("加：%(what)s", what=named(kind)), figures.closing[kind]) for kind in IN_TRANSIT]
    bank.append((_("减：%(what)s", what=named(AccountKind.PAYING)), figures.closing[AccountKind.PAYING]))
    bank.append((_("调节后余额"), figures.adjusted_bank))
    books: list[tuple[str, object]] = [(named(kind), figures.closing[kind]) for kind in HELD]
    books += [(_("减：%(what)s", what=named(kind)), figures.closing[kind]) for kind in OWN]
    books.append((_("调节后余额"), figures.adjusted_books))
    return bank, books

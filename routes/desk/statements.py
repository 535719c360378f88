"""Bank statements: upload, preview, acceptance, and the lines as imported."""

import re
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.base import media
from app.base.actor import Actor
from app.base.reading import read
from app.base.refusal import Fault, Kind, Refusal, missing
from app.court import queries as court
from app.money import queries_bank, queries_mappings
from app.money.actions_mappings import DropMapping, SaveMapping, drop_mapping, save_mapping
from app.money.actions_statement import AcceptStatement, accept_statement
from app.money.column_mapping import ReadAs
from app.staff import queries as staff
from routes.deployment import deployment
from routes.desk import money_shown as shown
from routes.desk.mappings_shown import asked, previewed
from routes.gate import way_in

pages = Blueprint("statements", __name__)
HASH = re.compile(r"[0-9a-f]{64}")
SHOWN = 300
LONGEST_NAME = 200


@way_in(pages, "/money/statements", verb="statement.view")
def listing(session: Session, actor: Actor) -> ResponseReturnValue:
    """The imported files, and the form for the next one."""
    actor.scope.require(None, "statement")
    files, mappings = queries_bank.statements(session), queries_mappings.all_saved(session)
    return render_template(
        "statements/listing.html",
        files=files,
        people=staff.names(session, [*(one.by_id for one in files), *(one.by_id for one in mappings)]),
        profile=court.profile(session),
        told=queries_bank.bank_balance(session),
        mappings=mappings,
    )


@way_in(pages, "/money/statements", verb="money.import", methods=["POST"], retry="statements.listing")
def upload(session: Session, actor: Actor) -> ResponseReturnValue:
    """Take a file whose columns can be named; it is kept, by its hash, until it is accepted."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Refusal("input.invalid", Kind.INVALID, faults=(Fault("file", "field.missing"),))
    content = file.read()
    how = read(ReadAs, {"bank": request.form.get("bank")})
    queries_mappings.require_table(content)
    sha256 = media.keep(deployment().settings.media, content)
    name = file.filename[-LONGEST_NAME:]
    return redirect(url_for("statements.preview", sha256=sha256, name=name, bank=how.bank or None))


@way_in(pages, "/money/statements/preview/<string:sha256>", verb="money.import")
def preview(session: Session, actor: Actor, sha256: str) -> ResponseReturnValue:
    """What the file says, by which titles, and what of it is new; nothing is booked yet."""
    known = queries_bank.by_hash(session, sha256)
    if known is not None:
        return redirect(url_for("statements.one", statement_id=known.id))
    return render_template(
        "statements/preview.html",
        **previewed(session, _kept(sha256), read(ReadAs, asked(request.values))),
        sha256=sha256,
        file_name=request.values.get("name") or request.form.get("file_name") or sha256[:12],
        banks=[one.bank for one in queries_mappings.all_saved(session)],
        shown=SHOWN,
    )


@way_in(
    pages,
    "/money/statements/preview/<string:sha256>",
    verb="money.import",
    methods=["POST"],
    retry="statements.preview",
)
def accept(session: Session, actor: Actor, sha256: str) -> ResponseReturnValue:
    """Take the previewed file over as it was shown, all or nothing."""
    fields = {**asked(request.form), "file_name": request.form.get("file_name"), "sha256": sha256}
    statement = accept_statement(session, actor, read(AcceptStatement, fields), _kept(sha256))
    flash(_("已导入 %(new)s 行新流水。", new=statement.new_lines), "ok")
    return redirect(url_for("matching.desk"))


@way_in(
    pages,
    "/money/statements/preview/<string:sha256>/mapping",
    verb="money.import",
    methods=["POST"],
    retry="statements.preview",
)
def save(session: Session, actor: Actor, sha256: str) -> ResponseReturnValue:
    """Keep the columns as they are shown, for the next file of this bank."""
    deed = read(SaveMapping, asked(request.form))
    version = save_mapping(session, actor, deed, _kept(sha256))
    flash(_("已保存“%(bank)s”的列对照，第 %(version)s 版。", bank=deed.bank, version=version), "ok")
    name = request.form.get("name") or None
    return redirect(url_for("statements.preview", sha256=sha256, bank=deed.bank, name=name))


@way_in(
    pages,
    "/money/statements/preview/<string:sha256>/by-words",
    verb="money.import",
    methods=["POST"],
    retry="statements.preview",
)
def by_words(session: Session, actor: Actor, sha256: str) -> ResponseReturnValue:
    """Read this file, and the next of its bank, by the words banks use again."""
    deed = read(DropMapping, request.form)
    drop_mapping(session, actor, deed)
    flash(_("“%(bank)s”的流水改回自动识别。", bank=deed.bank), "ok")
    name = request.args.get("name") or None
    return redirect(url_for("statements.preview", sha256=sha256, bank=deed.bank, name=name))


@way_in(pages, "/money/statements/<uuid:statement_id>", verb="statement.view")
def one(session: Session, actor: Actor, statement_id: UUID) -> ResponseReturnValue:
    """The lines of an imported file and what explains them."""
    actor.scope.require(None, "statement")
    statement = queries_bank.statement(session, statement_id)
    lines = queries_bank.lines(session, statement_id=statement_id)
    matches = queries_bank.matches(session, actor.scope, line_ids=[line.id for line in lines])
    return render_template(
        "statements/one.html",
        statement=statement,
        lines=lines,
        reasons={match.line.id: shown.match_reason(match) for match in matches},
        rules={match.line.id: match.rule for match in matches},
        people=staff.names(session, [statement.by_id]),
    )


def _kept(sha256: str) -> bytes:
    if not HASH.fullmatch(sha256):
        raise missing("statement")
    return media.fetch(deployment().settings.media, sha256)

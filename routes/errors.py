"""Refusals become HTTP here and nowhere else: a page for people, RFC 9457 problem JSON for programs."""

import json
import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from app.base.refusal import Kind, Refusal
from routes.words import sentences

STATUS = {
    Kind.INVALID: 422,
    Kind.MISSING: 404,
    Kind.FORBIDDEN: 403,
    Kind.CONFLICT: 409,
    Kind.TOO_LATE: 409,
    Kind.UNAVAILABLE: 503,
}
OF_HTTP = {400: "http.bad", 403: "forbidden", 404: "missing", 405: "http.method", 413: "http.too_large"}


def install(app: Flask) -> None:
    """Answer refusals, the framework's own errors, and failures of the program."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(HTTPException, _framework)
    app.register_error_handler(Exception, _failed)


def _refused(no: Refusal) -> ResponseReturnValue:
    if no.code == "signed_out":
        return _answer(401, no)
    return _answer(STATUS[no.kind], no)


def _framework(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:  # noqa: PLR2004 - a redirect is no error
        return error
    code = "csrf" if type(error).__name__ == "CSRFError" else OF_HTTP.get(status, "http.other")
    return _answer(status, Refusal(code, Kind.INVALID, status=status, what="page"))


def _failed(error: Exception) -> ResponseReturnValue:
    """A fault of ours: log it under a number, show the number."""
    number = secrets.token_hex(4)
    current_app.logger.error("failure", extra={"number": number}, exc_info=error)
    if _wants_json():
        return _problem(500, "failure", sentences.failure(number), number=number)
    return make_response(render_template("errors/failure.html", number=number, sentence=sentences.failure(number)), 500)


def _answer(status: int, no: Refusal) -> Response:
    spoken = sentences.of(no)
    if _wants_json():
        faults = [{"field": fault.field, "code": fault.code, "message": fault.sentence} for fault in spoken.faults]
        return _problem(status, no.code, spoken.sentence, faults=faults)
    number, back_url = secrets.token_hex(4), _came_from()
    current_app.logger.info("refused %s", no.code, extra={"number": number, "status": status})
    page = render_template("errors/refusal.html", spoken=spoken, status=status, number=number, back_url=back_url)
    return make_response(page, status)


def _came_from() -> str | None:
    """The page of ours that the person came from."""
    before = urlsplit(request.referrer or "")
    return before.path if before.netloc == request.host and before.path != request.path else None


def _problem(status: int, code: str, title: str, **more: object) -> Response:
    body = {"type": f"urn:fieldwrit:{code}", "code": code, "status": status, "title": title, **more}
    return Response(json.dumps(body, ensure_ascii=False), status, mimetype="application/problem+json")


def _wants_json() -> bool:
    accepts = request.accept_mimetypes
    return request.is_json or accepts.best_match(["text/html", "application/json"], "text/html") == "application/json"

"""Turns codes into sentences in the reader's language."""

import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext

import routes.words
from app.base.actor import Actor
from app.base.refusal import Fault, Refusal
from routes.words.common import OTHER_FAULT
from routes.words.marks import N_
from routes.words.navigation import NAVIGATION

FAILURE = N_("程序出错了，已经记录。请把编号 %(number)s 告诉系统管理员。")
ROW = N_("第 %(row)s 行 ")


@dataclass(frozen=True)
class SpokenFault:
    """One wrong field in words."""

    field: str
    code: str
    sentence: str
    row: int | None = None


@dataclass(frozen=True)
class Spoken:
    """A refusal in words: what happened, field by field."""

    code: str
    sentence: str
    faults: tuple[SpokenFault, ...] = ()


@cache
def tables(name: str) -> dict[str, Any]:
    """One table of words (REFUSALS, FAULTS or LABELS) joined from all modules of this package; a group of labels may have its words in several."""
    joined: dict[str, Any] = {}
    for module in pkgutil.iter_modules(routes.words.__path__):
        for key, words in getattr(import_module(f"routes.words.{module.name}"), name, {}).items():
            joined[key] = {**joined.get(key, {}), **words} if isinstance(words, dict) else words
    return joined


def of(no: Refusal) -> Spoken:
    """The refusal as a person reads it."""
    sentence = tables("REFUSALS").get(no.code, no.code)
    facts = {name: _fact(value) for name, value in no.facts.items()}
    return Spoken(no.code, _fill(sentence, facts), tuple(fault(one) for one in no.faults))


def fault(one: Fault) -> SpokenFault:
    """One wrong field as a person reads it."""
    words = tables("FAULTS") | tables("REFUSALS")
    return SpokenFault(one.field, one.code, _fill(words.get(one.code, OTHER_FAULT), dict(one.facts)), one.row)


def by_field(faults: Iterable[Fault]) -> dict[str, str]:
    """Sentences by field name, for forms."""
    return {one.field: fault(one).sentence for one in faults}


def in_place(one: SpokenFault) -> str:
    """A fault with its row and field, where it has one, for a list of many."""
    row = str(gettext(ROW, row=one.row)) if one.row is not None else ""
    return f"{row}{one.field}：{one.sentence}" if one.field else f"{row}{one.sentence}"


def failure(number: str) -> str:
    """What is said when the program itself failed."""
    return str(gettext(FAILURE, number=number))


def label(group: str, value: object) -> str:
    """A value of a closed set as a word, such as `label("role", "judge")`."""
    if value is None or value == "":
        return ""
    known = tables("LABELS").get(group, {}).get(str(value))
    return str(gettext(known)) if known else str(value)


def labels(group: str) -> list[tuple[str, str]]:
    """All values of a closed set with their words, for choices."""
    return [(value, str(gettext(word))) for value, word in tables("LABELS").get(group, {}).items()]


def navigation(actor: Actor) -> list[dict[str, Any]]:
    """The groups and pages this person may open."""
    groups = []
    for title, pages in NAVIGATION:
        items = [
            {
                "label": gettext(word),
                "url": url_for(endpoint),
                "active": _blueprint(request.endpoint) == _blueprint(endpoint),
            }
            for endpoint, word, verb in pages
            if actor.may(verb) and endpoint in current_app.view_functions
        ]
        if items:
            groups.append({"label": gettext(title), "items": items})
    return groups


def _blueprint(endpoint: str | None) -> str:
    """Pages of one noun belong to one blueprint; of the front door only the first page is in the navigation."""
    return str(endpoint) if str(endpoint).startswith("front.") else str(endpoint).partition(".")[0]


def _fact(value: object) -> str:
    return "、".join(str(one) for one in value) if isinstance(value, list | tuple | set) else str(value)


def _fill(sentence: str, facts: dict[str, Any]) -> str:
    """Translate, then fill; a fact nobody passed shows as a dash rather than breaking the answer."""
    translated = str(gettext(sentence)) if "%" not in sentence else str(_raw(sentence))
    return translated % _Facts(facts) if "%(" in translated else translated


def _raw(sentence: str) -> str:
    """The translated sentence with its places still open."""
    return str(gettext(sentence, **_Open()))


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "—"


class _Open(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"%({key})s"

"""The sentences the program says, gathered from code and templates, and the English of them."""

import ast
import io
import re
from functools import cache
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from tests.house import repository

MARKS = {"_", "N_", "gettext", "ngettext", "pgettext", "lazy_gettext"}
PLACEHOLDER = re.compile(r"%\(\w+\)|\{\w+\}")


def code_files() -> list[str]:
    """The Python files that may speak to people: the doors alone."""
    return repository.files(".py", under="routes/")


def screens() -> list[str]:
    """Templates of pages; legal papers are Chinese and have a folder of their own."""
    papers = ("templates/papers/", "templates/documents/")
    return [name for name in repository.files(".html", under="templates/") if not name.startswith(papers)]


def literal(node: ast.expr) -> str | None:
    """The text of a plain string, or nothing."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def of_code() -> dict[str, str]:
    """Message → the file that says it."""
    found = {}
    for name in code_files():
        for word, call in repository.calls(name):
            for argument in call.args[: 2 if word == "ngettext" else 1] if word in MARKS else ():
                if sentence := literal(argument):
                    found[sentence] = name
    return found


def of_templates() -> dict[str, str]:
    """Message → the template that says it."""
    found = {}
    for name in screens():
        stream = io.BytesIO(repository.text(name).encode())
        options: dict[str, Any] = {"trimmed": "true", "silent": "false"}
        for _line, _call, message, _comments in babel_extract(stream, sorted(MARKS), [], options):
            for sentence in message if isinstance(message, tuple) else (message,):
                if sentence:
                    found[sentence] = name
    return found


@cache
def english() -> dict[str, str]:
    """Message → its English, from the catalogues of all rooms."""
    found = {}
    for name in repository.files(".po", under="translations/en/"):
        part: Catalog = read_po(io.BytesIO(repository.text(name).encode()), locale="en")
        found.update({str(message.id): str(message.string) for message in part if message.id and message.string})
    return found


def placeholders(sentence: str) -> set[str]:
    """The facts a sentence asks for, by name; `{}` marks those that a script fills."""
    return {mark.strip("%()") for mark in PLACEHOLDER.findall(sentence)}

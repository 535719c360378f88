"""Write docs/reference.md out of the code: settings, terminal commands, doors, pages, verbs, papers, gates, clocks, refusals."""

import ast
import inspect
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args, get_type_hints

import click
from flask import Flask

from app.base.settings import PREFIX, ROOT, Settings
from app.documents.catalog import KINDS
from app.law.case_numbers import CaseNumber
from app.law.citations import cite
from app.law.clock_rules import CLOCKS
from app.law.gate_kinds import GATES
from app.staff.verbs import VERBS
from routes.application import create_app
from routes.gate import WAYS
from routes.words import sentences

TITLE = re.compile(r"{% block title %}(.*?){% endblock", re.DOTALL)
HAN = re.compile(r"[\u3400-\u9fff（）、]+")
TARGET = ROOT / "docs" / "reference.md"
HEAD = """# Reference

Written out of the code by `make reference`; a test holds the two together.
"""


def table(*columns: str) -> str:
    """The head of a table."""
    return f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}"


def row(*cells: object) -> str:
    """One line of a table."""
    return f"| {' | '.join(str(cell).replace('|', '/') for cell in cells)} |"


def settings() -> Iterator[str]:
    """Each setting with its default and what it means."""
    whole = next(node for node in ast.parse(inspect.getsource(Settings)).body if isinstance(node, ast.ClassDef))
    meant = {
        ast.unparse(node.target): str(after.value.value)
        for node, after in pairwise(whole.body)
        if isinstance(node, ast.AnnAssign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
    }
    yield "\n## Settings\n"
    yield table("Variable", "Default", "Meaning")
    for name, field in Settings.model_fields.items():
        default = str(field.default).removeprefix(f"{ROOT}/") if field.default not in ("", None) else "—"
        yield row(f"`{PREFIX}{name.upper()}`", f"`{default}`", meant.get(name, "—"))


def commands(app: Flask) -> Iterator[str]:
    """Each terminal command with its arguments and options."""
    yield "\n## Terminal commands\n\nAll under `flask --app wsgi`.\n"
    yield table("Command", "Given", "What it does")
    yield from _group("", app.cli)


def _group(above: str, group: click.Group) -> Iterator[str]:
    for name, command in _commands(group):
        if isinstance(command, click.Group):
            yield from _group(f"{above}{name} ", command)
        else:
            given = " ".join(f"`{_given(command, one)}`" for one in command.params)
            yield row(f"`{above}{name}`", given or "—", command.get_short_help_str(limit=200))


def _commands(group: click.Group) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command:
            yield name, command


def _given(command: click.Command, one: click.Parameter) -> str:
    return one.make_metavar(click.Context(command)) if isinstance(one, click.Argument) else one.opts[0]


def doors(app: Flask) -> Iterator[str]:
    """Each address with the verb it needs."""
    yield "\n## Doors\n"
    yield table("Address", "Methods", "Verb", "Endpoint")
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.rule):
        way = WAYS.get(rule.endpoint)
        if way:
            yield row(f"`{rule.rule}`", ", ".join(way.methods), f"`{way.verb}`" if way.verb else "open", rule.endpoint)


def pages() -> Iterator[str]:
    """Each template that is a page with its title."""
    yield "\n## Pages\n"
    yield table("Template", "Title")
    for file in sorted((ROOT / "templates").glob("**/*.html")):
        title = TITLE.search(file.read_text("utf-8"))
        if title:
            yield row(f"`{file.relative_to(ROOT)}`", " ".join(HAN.findall(title[1])) or "—")


def roles() -> Iterator[str]:
    """Each verb with the roles that hold it."""
    yield "\n## Verbs\n"
    yield table("Verb", "Roles")
    for verb, holders in sorted(VERBS.items()):
        yield row(f"`{verb}`", ", ".join(sorted(holders)))


def papers() -> Iterator[str]:
    """Each kind of paper: title, form, seal, the approval it waits for, who signs, and whom each copy is for."""
    yield "\n## Papers\n"
    yield table("Kind", "Title", "Form", "Seal", "Approval", "Signed by", "Copies for")
    for key, kind in sorted(KINDS.items()):
        signers, recipients = (", ".join(listed) or "—" for listed in (kind.signers, kind.recipients))
        yield row(f"`{key}`", kind.title, kind.form, kind.seal, kind.approval, signers, recipients)


def clocks() -> Iterator[str]:
    """Each clock of the law: what starts it, how long it runs, what stops it, who is told and when."""
    yield "\n## Clocks\n"
    yield table("Clock", "Started by", "Length", "Stopped by", "Told", "Article")
    today = date(2026, 1, 17)
    for rule in CLOCKS:
        told = "; ".join(f"{', '.join(alarm.whom)} {alarm.before} before" for alarm in rule.alarms)
        starts, stops = (", ".join(sorted(kinds)) for kinds in (rule.starts, rule.stops))
        length = f"{rule.period.length} {rule.period.unit} ({rule.period.manner})"
        yield row(f"`{rule.key}`", starts, length, stops, told, cite(rule.citation, today).short)


def gates() -> Iterator[str]:
    """Each gate of the law: the facts `law gate` reads (`*`: has no value of its own), and what it asks for."""
    yield "\n## Gates\n\nFacts of `law gate KIND --facts FACTS.json`; what needs a fact marked `*` that is not told is not met, and says so. `now` and `on` are this moment unless told.\n"
    yield table("Gate", "Facts")
    for name, kind in GATES.items():
        yield row(f"`{name}`", facts_of(kind.facts))
    yield "\n"
    yield table("Requirement", "Severity", "Asked from", "Article")
    for kind in GATES.values():
        for one in (rule.requirement for rule in kind.rules):
            article = cite(one.citation_key, date(2026, 1, 17)).short
            yield row(f"`{one.id}`", one.severity, one.since.name.lower(), article)


def facts_of(kind: type[Any]) -> str:
    """The fields of a record of facts, with those of records inside it in brackets."""
    hints = get_type_hints(kind)
    return ", ".join(_fact(one, hints[one.name]) for one in fields(kind))


def _fact(one: Field[Any], hint: Any) -> str:
    parts = [part for part in (hint, *get_args(hint)) if isinstance(part, type) and part is not CaseNumber]
    records = [part for part in parts if is_dataclass(part) and part.__module__.startswith("app.law.")]
    inside = f" [{facts_of(records[0])}]" if records else ""
    must = "*" if one.default is MISSING and one.default_factory is MISSING else ""
    return f"{one.name}{must}{inside}"


def refusals() -> Iterator[str]:
    """Each refusal with its sentence."""
    yield "\n## Refusals\n"
    yield table("Code", "Sentence")
    for code, sentence in sorted(sentences.tables("REFUSALS").items()):
        yield row(f"`{code}`", sentence)


def reference() -> str:
    """The whole page."""
    with tempfile.TemporaryDirectory() as home:
        app = create_app(Settings(home=Path(home)))
        lines = [*settings(), *commands(app), *doors(app), *pages(), *roles(), *papers()]
        lines += [*gates(), *clocks(), *refusals()]
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(f"{TARGET.relative_to(ROOT)}: {TARGET.write_text(reference(), 'utf-8')} signs\n")

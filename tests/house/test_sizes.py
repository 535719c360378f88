"""The tail stays short: caps on files and functions."""

import ast

from tests.house import repository

FILE_LINES = 350
FUNCTION_LINES = 40
CAPPED = (".py", ".js", ".html", ".css", ".sh")
FREE = ("migrations/versions/",)


def test_no_file_is_longer_than_its_cap() -> None:
    sizes = {
        name: len(repository.text(name).splitlines()) for name in repository.files(*CAPPED) if not name.startswith(FREE)
    }
    repository.nothing(f"{name}: {size}" for name, size in sizes.items() if size > FILE_LINES)


def test_no_function_is_longer_than_its_cap() -> None:
    long = [
        f"{name}:{node.lineno} {node.name}"
        for name in repository.files(".py")
        if not name.startswith(FREE)
        for node in ast.walk(repository.parsed(name))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= FUNCTION_LINES
    ]
    repository.nothing(long)


def test_no_name_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "manager", "misc", "common_utils"}
    named = [name for name in repository.files(".py", ".js") if name.rsplit("/", 1)[-1].split(".")[0] in empty]
    repository.nothing(named)

"""The files of the repository, as the house tests walk them."""

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = sorted(path.parent.name for path in (ROOT / "app").glob("*/__init__.py"))
HAN = re.compile(r"[\u3400-\u9fff]")


@cache
def everything() -> tuple[str, ...]:
    """Every file that is committed or would be, as a path from the root."""
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(sorted(name for name in set(listing.stdout.split("\0")) if name and (ROOT / name).is_file()))


def files(*endings: str, under: str = "") -> list[str]:
    """Those of these endings, below a folder."""
    return [name for name in everything() if name.endswith(endings) and name.startswith(under)]


@cache
def text(name: str) -> str:
    """What is written in a file."""
    return (ROOT / name).read_text("utf-8")


@cache
def parsed(name: str) -> ast.Module:
    """A Python file, parsed."""
    return ast.parse(text(name), name)


def imports(name: str) -> Iterator[str]:
    """The full names of the modules a Python file imports, wherever in it."""
    for node in ast.walk(parsed(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Each call in a Python file with the last word of what is called: `missing`, `commit`, `Refusal`."""
    for node in ast.walk(parsed(name)):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute):
                yield called.attr, node
            elif isinstance(called, ast.Name):
                yield called.id, node


def lines_with(pattern: re.Pattern[str], names: list[str]) -> list[str]:
    """Every line that matches, as file:line: text."""
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name in names
        for number, line in enumerate(text(name).splitlines(), 1)
        if pattern.search(line)
    ]


def nothing(found: Iterable[str]) -> None:
    """Hold that a list of breaches is empty; else show each on its own line."""
    breaches = sorted(found)
    assert not breaches, "\n" + "\n".join(breaches)

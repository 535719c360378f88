"""One English word for one Chinese term: the glossary knows every word of the house, and names keep to it."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from app.base.schema import metadata
from app.documents.catalog import KINDS
from app.law.allocation import Head
from app.law.officers import OfficerKind
from app.measures.rules import ProposalKind
from app.staff.verbs import VERBS, Role
from app.sync.doors import DOORS
from routes.words import sentences
from tests.house import repository

PAGE = "docs/glossary.md"
UNUSED = "## Words we do not use"
QUOTED = re.compile(r"`([^`]+)`")
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
FILE_LIKE = re.compile(r"(app|maps|routes)/[\w/.]+")


class Term(NamedTuple):
    """One row of the glossary."""

    chinese: str
    english: str
    where: str


def cells(part: str) -> Iterator[list[str]]:
    """The rows of the tables of a part of the page, without their heads."""
    for line in part.splitlines():
        found = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and not line.startswith("| ---") and found[0] not in {"中文", "Not this"}:
            yield found


def terms() -> list[Term]:
    return [Term(*row) for row in cells(repository.text(PAGE).partition(UNUSED)[0])]


def codes() -> set[str]:
    return {code for term in terms() for code in QUOTED.findall(term.where)}


def unused() -> dict[str, str]:
    rows = cells(repository.text(PAGE).partition(UNUSED)[2])
    return {word.strip(): instead for words, instead in rows for word in words.split(",")}


def chinese_of(code: str) -> set[str]:
    return {term.chinese for term in terms() if code in QUOTED.findall(term.where)}


def defined(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The names a file gives to things; names of libraries it only uses are not ours to choose."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr


def names() -> Iterator[tuple[str, str]]:
    """Every name of the product with its place: files, definitions, tables, verbs."""
    for folder in ("app/", "routes/", "maps/"):
        for file in repository.files(".py", under=folder):
            yield file, file
            yield from ((f"{file}:{line}", name) for line, name in defined(repository.parsed(file)))
    yield from (("table", name) for name in metadata().tables)
    yield from (("verb", verb) for verb in VERBS)


def test_a_chinese_term_stands_in_the_glossary_once() -> None:
    seen = [term.chinese for term in terms()]
    repository.nothing(f"{term} stands twice" for term in set(seen) if seen.count(term) > 1)


def test_an_english_word_stands_for_one_chinese_term() -> None:
    seen = [term.english for term in terms()]
    repository.nothing(f"{word} stands twice" for word in set(seen) if seen.count(word) > 1)


def test_every_kind_the_house_knows_is_in_the_glossary() -> None:
    kinds = [*Role, *OfficerKind, *ProposalKind, *Head, *DOORS, *KINDS]
    nouns = {verb.split(".")[0] for verb in VERBS}
    rooms = {f"app/{room}" for room in repository.ROOMS} - {"app/base", "app/law", "app/places"}
    repository.nothing(({str(kind) for kind in kinds} | nouns | rooms) - codes())


def test_roles_officers_and_papers_have_the_term_their_screens_show() -> None:
    shown = dict(sentences.tables("LABELS")["role"])
    shown |= {kind.key: kind.title for kind in KINDS.values()}
    repository.nothing(f"{code}: {chinese}" for code, chinese in shown.items() if chinese not in chinese_of(code))


def test_every_place_the_glossary_names_is_there() -> None:
    places = {code for code in codes() if FILE_LIKE.fullmatch(code)}
    repository.nothing(place for place in places if not (repository.ROOT / place).exists())


def test_no_sentence_uses_a_chinese_word_the_glossary_rules_out() -> None:
    banned = {word: instead for word, instead in unused().items() if not word.isascii()}
    assert banned
    spoken = [*repository.files(".py", under="app/"), *repository.files(".py", under="routes/")]
    spoken += repository.files(".html", under="templates/")
    repository.nothing(
        f"{file}: {word}, say {instead}"
        for file in spoken
        for word, instead in banned.items()
        if word in repository.text(file)
    )


def test_no_name_uses_a_word_the_glossary_rules_out() -> None:
    banned = unused()
    repository.nothing(
        f"{place} {name}: say {banned[word.lower()]}"
        for place, name in names()
        for word in WORD.findall(name)
        if word.lower() in banned
    )

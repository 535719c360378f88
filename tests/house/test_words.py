"""Everything that is said has its words, in both languages, and the facts its words ask for."""

import ast

from jinja2 import Environment

from routes.words import sentences
from tests.house import messages, repository


def code_of(call: ast.Call) -> str | None:
    """The code of a refusal or fault: whole, or up to the first part that is computed, with a star."""
    named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
    position = 1 if getattr(call.func, "id", "") == "Fault" else 0
    given = named[0] if named else call.args[position] if len(call.args) > position else None
    if isinstance(given, ast.JoinedStr):
        return f"{messages.literal(given.values[0]) or ''}*"
    return messages.literal(given) if given else None


def said_no(kind: str) -> list[tuple[str, str, ast.Call]]:
    """Every refusal or fault the house makes: place, code, call."""
    return [
        (f"{name}:{call.lineno}", code, call)
        for name in [*repository.files(".py", under="app/"), *repository.files(".py", under="routes/")]
        for word, call in repository.calls(name)
        if word == kind and (code := code_of(call))
    ]


def known(code: str, words: dict[str, str]) -> bool:
    return any(one.startswith(code[:-1]) for one in words) if code.endswith("*") else code in words


def test_every_refusal_has_its_sentence() -> None:
    words = sentences.tables("REFUSALS")
    repository.nothing(f"{place} {code}" for place, code, _ in said_no("Refusal") if not known(code, words))


def test_every_fault_has_its_sentence() -> None:
    words = sentences.tables("FAULTS") | sentences.tables("REFUSALS")
    repository.nothing(f"{place} {code}" for place, code, _ in said_no("Fault") if not known(code, words))


def test_a_refusal_gives_every_fact_its_sentence_asks_for() -> None:
    words = sentences.tables("REFUSALS")
    short = [
        f"{place} {code} lacks {sorted(lacking)}"
        for place, code, call in said_no("Refusal")
        if code in words and all(keyword.arg for keyword in call.keywords)
        if (lacking := messages.placeholders(words[code]) - {str(keyword.arg) for keyword in call.keywords})
    ]
    repository.nothing(short)


def test_every_sentence_has_english() -> None:
    said = {**messages.of_code(), **messages.of_templates()}
    repository.nothing(f"{name}: {sentence}" for sentence, name in said.items() if sentence not in messages.english())


def test_english_asks_for_the_same_facts() -> None:
    pairs = messages.english().items()
    repository.nothing(
        chinese for chinese, other in pairs if messages.placeholders(chinese) != messages.placeholders(other)
    )


def test_no_message_is_translated_in_two_ways() -> None:
    from scripts.messages import merge  # noqa: PLC0415 - a script, not a library

    _, clashes = merge([repository.ROOT / name for name in repository.files(".po", under="translations/en/")])
    repository.nothing(clashes)


def test_no_screen_holds_chinese_outside_its_messages() -> None:
    lexer = Environment(extensions=["jinja2.ext.i18n"], autoescape=True).lexer
    bare = [
        f"{name}:{line} {value.strip()[:40]}"
        for name in messages.screens()
        for line, kind, value in lexer.tokeniter(repository.text(name), name)
        if kind == "data" and repository.HAN.search(value.replace("中文", ""))
    ]
    repository.nothing(bare)


def test_no_script_holds_chinese() -> None:
    repository.nothing(repository.lines_with(repository.HAN, repository.files(".js", under="static/")))

"""What a committed file may not say or be."""

import re

from app.law.registry import LAWS
from tests.house import repository

TOP_LEVEL = {
    ".ci", ".gitignore", ".npmrc", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "README.zh-CN.md",
    "app", "bench", "docs", "maps", "migrations", "package-lock.json", "package.json", "pyproject.toml",
    "requirements-bench.in", "requirements-bench.txt", "requirements-dev.in", "requirements-dev.txt",
    "requirements.in", "requirements.txt", "routes", "scripts", "static", "templates", "tests", "translations",
    "wsgi.py",
}  # fmt: skip
"""The names docs/architecture.md gives; a new one needs a decision in docs/decisions."""

ARTICLE = re.compile(r"第\s*[0-9一二三四五六七八九十百零〇]+\s*条")
NICKNAMES = {"民事诉讼法", "利息解释", "查扣冻", "财产调查", "和解规定", "担保规定", "终本规定", "失信规定", "工资条例"}
FOREIGN = re.compile(r"(https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.[a-z]{2,}")
REGISTRIES = re.compile(r"\b(pypi|pythonhosted|npmjs|debian)\." + "(org|com)")
MACHINE = re.compile(r"(?<![\w.])/(work|root|home/\w+|tmp/\w+)/|\.\./" + "shared")
PROMISES = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
PICTURES = ("docs/",)


def readable() -> list[str]:
    """Every committed file that is text and not a lock."""
    locks = ("package-lock.json", "LICENSE")
    return [name for name in repository.everything() if not name.endswith((*locks, ".png"))]


def test_the_top_level_holds_only_what_the_house_names() -> None:
    assert {name.split("/")[0] for name in repository.everything()} <= TOP_LEVEL


def test_everything_committed_is_text_but_the_pictures_of_the_documents() -> None:
    binary = [name for name in repository.everything() if b"\0" in (repository.ROOT / name).read_bytes()]
    repository.nothing(name for name in binary if not (name.endswith(".png") and name.startswith(PICTURES)))


def test_no_font_and_no_third_party_library_is_committed() -> None:
    foreign = (".ttf", ".otf", ".ttc", ".woff", ".woff2", ".min.js", ".min.css", ".whl", ".mo", ".so")
    repository.nothing(repository.files(*foreign))
    repository.nothing(repository.files("", under="static/vendor/"))


def test_articles_of_law_are_named_in_the_law_alone() -> None:
    agreement = "templates/papers/settlement.html"  # its clauses are the parties' own
    free = ("app/law/", "tests/", "docs/", agreement)
    named = [name for name in repository.files(".py", ".html", ".js", ".po") if not name.startswith(free)]
    repository.nothing(repository.lines_with(ARTICLE, named))


def test_no_number_stands_behind_the_name_of_a_law_outside_the_registry() -> None:
    names = {law.short for law in LAWS.values()} | {law.title for law in LAWS.values()} | NICKNAMES
    numbered = re.compile(
        rf"(?:{'|'.join(map(re.escape, names))})》?\s*(?:第\s*)?[0-9一二三四五六七八九十百]+(?!\w*号)"
    )
    free = ("app/law/registry", "app/law/citations.py", "tests/", "docs/")
    looked_at = [name for name in repository.files(".py", ".html", ".js", ".po", ".css") if not name.startswith(free)]
    repository.nothing(repository.lines_with(numbered, looked_at))
    assert numbered.search("依照民诉法第264条")
    assert numbered.search("《民事诉讼法》264")


def test_papers_ask_for_articles_in_one_place() -> None:
    asking = {
        name
        for name in repository.files(".py", under="app/documents/")
        if {"cite", "cite_all", "cite_on_paper"} & {word for word, _ in repository.calls(name)}
    }
    assert {name for name in asking if "samples_" not in name} == {"app/documents/clauses.py"}


def test_no_page_asks_another_machine() -> None:
    pages = [*repository.files(".html", under="templates/"), *repository.files(".js", ".css", under="static/")]
    repository.nothing(repository.lines_with(FOREIGN, pages))


def test_no_file_names_a_registry_or_a_place_on_a_machine() -> None:
    names = [name for name in readable() if name != "tests/house/test_plain.py"]
    repository.nothing(repository.lines_with(re.compile(f"{REGISTRIES.pattern}|{MACHINE.pattern}"), names))


def test_nothing_is_promised_for_later() -> None:
    names = [name for name in readable() if name != "tests/house/test_plain.py"]
    repository.nothing(repository.lines_with(PROMISES, names))


def test_no_test_is_skipped_for_good() -> None:
    skips = re.compile(r"@pytest\.mark\.(skip|xfail)\b")
    repository.nothing(repository.lines_with(skips, repository.files(".py", under="tests/")))


def test_the_lock_of_the_browser_libraries_names_no_address() -> None:
    assert '"resolved"' not in repository.text("package-lock.json")

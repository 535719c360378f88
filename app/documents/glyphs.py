"""No paper leaves with a box where a character should be."""

from app.base.refusal import Kind, Refusal
from app.documents.facts import Facts, label, texts
from app.documents.fonts import Coverage


def require_glyphs(facts: Facts, coverage: Coverage) -> None:
    """Refuse facts with characters no face can show, naming the fields and the characters."""
    found = {path: lacking for path, text in texts(facts) if (lacking := coverage.lacks(text))}
    if found:
        raise Refusal(
            "paper.no_glyph",
            Kind.INVALID,
            field="、".join(label(type(facts), tuple(path.split("."))) for path in found),
            characters=" ".join(dict.fromkeys(_shown(sign) for signs in found.values() for sign in signs)),
        )


def _shown(sign: str) -> str:
    """The character with its code point, which can be told even where the character cannot be seen."""
    return f"{sign if sign.isprintable() else ''}（U+{ord(sign):04X}）"

"""Merge the English catalogues of the rooms (translations/en/*.po) into the one that is read at run time."""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ENGLISH = Path(__file__).resolve().parent.parent / "translations" / "en"


def merge(files: list[Path]) -> tuple[Catalog, list[str]]:
    """One catalogue of all files, and each message that two of them translate differently."""
    whole = Catalog(locale="en")
    clashes: list[str] = []
    first: dict[object, str] = {}
    for file in files:
        with file.open("rb") as stream:
            part = read_po(stream, locale="en")
        for message in part:
            known = whole.get(message.id, message.context) if message.id else None
            if known and known.string != message.string:
                clashes.append(
                    f"{message.id}: {known.string!r} in {first[message.id]}, {message.string!r} in {file.name}"
                )
            elif message.id and message.string:
                first.setdefault(message.id, file.name)
                whole.add(message.id, message.string, flags=message.flags, context=message.context)
    return whole, clashes


def main() -> None:
    """Write translations/en/LC_MESSAGES/messages.mo, or say which messages clash."""
    whole, clashes = merge(sorted(ENGLISH.glob("*.po")))
    if clashes:
        sys.exit("\n".join(clashes))
    target = ENGLISH / "LC_MESSAGES" / "messages.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as stream:
        write_mo(stream, whole)


if __name__ == "__main__":
    main()

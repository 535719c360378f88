"""Style sheets, scripts and pictures of pages: their addresses name their version, so that a browser asks for each once."""

import hashlib
import os
from collections.abc import MutableMapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from flask import Flask, Response

FOR_EVER: Final = "public, max-age=31536000, immutable"
SIGNS: Final = 16


@cache
def version_of(folder: Path) -> str:
    """What all files of a folder are together; reckoned once in a process."""
    whole = hashlib.sha256()
    for file in sorted(Path(place, name) for place, _, names in os.walk(folder, followlinks=True) for name in names):
        whole.update(file.relative_to(folder).as_posix().encode())
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()[:SIGNS]


def install(app: Flask) -> None:
    """Put the version into the addresses of files; modules that a script imports from beside it come under the same one.

    Under another version, or none, a browser gets the file and asks again the next time whether it has changed.
    """
    folder = Path(str(app.static_folder))

    def file(filename: str, version: str = "") -> Response:
        answer = app.send_static_file(filename)
        if version == version_of(folder):
            answer.headers["Cache-Control"] = FOR_EVER
        return answer

    def names_version(endpoint: str, values: MutableMapping[str, Any]) -> None:
        if endpoint == "static":
            values.setdefault("version", version_of(folder))

    app.view_functions["static"] = file
    app.add_url_rule("/static/v-<string:version>/<path:filename>", endpoint="static")
    app.url_default_functions.setdefault(None, []).append(names_version)

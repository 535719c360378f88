"""The log never causes a fault of its own."""

import json
import logging
import shutil
from pathlib import Path

from flask import Flask


def test_a_log_folder_that_was_taken_away_is_made_again(app: Flask, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "log")
    logging.getLogger("fieldwrit").info("still here")
    line = json.loads((tmp_path / "log" / "web.jsonl").read_text().splitlines()[-1])
    assert line["event"] == "still here"

"""The log: JSON lines without personal data."""

import json
import logging
from io import TextIOWrapper
from logging.handlers import WatchedFileHandler
from pathlib import Path
from time import perf_counter

from flask import Flask, Response, g, request


class JsonLine(logging.Formatter):
    """One record as one JSON line."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, event, and the request's shape; never its content."""
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "event": record.getMessage(),
        }
        for name in ("number", "endpoint", "method", "status", "ms"):
            if (value := getattr(record, name, None)) is not None:
                line[name] = value
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = self._where(record)
        return json.dumps(line, ensure_ascii=False)

    @staticmethod
    def _where(record: logging.LogRecord) -> str:
        """File and line of each frame: the message of an exception could hold a name."""
        frames, trace = [], record.exc_info[2] if record.exc_info else None
        while trace is not None:
            code = trace.tb_frame.f_code
            frames.append(f"{Path(code.co_filename).name}:{trace.tb_lineno}:{code.co_name}")
            trace = trace.tb_next
        return " > ".join(frames[-12:])


class Keeper(WatchedFileHandler):
    """The log file; a folder that was taken away is made again, so that noting a fault never causes another."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()


def install(app: Flask, folder: Path) -> None:
    """Write the log into the home folder; one line for every request that was not for a static file."""
    keeper = Keeper(folder / "web.jsonl", encoding="utf-8")
    keeper.setFormatter(JsonLine())
    logger = logging.getLogger(app.name)
    logger.handlers = [keeper]
    logger.setLevel(logging.INFO)
    logger.propagate = False

    @app.before_request
    def _start() -> None:
        g.started = perf_counter()

    @app.after_request
    def _note(answer: Response) -> Response:
        if not request.path.startswith("/static/"):
            spent = round((perf_counter() - g.get("started", perf_counter())) * 1000, 1)
            facts = {
                "endpoint": request.endpoint,
                "method": request.method,
                "status": answer.status_code,
                "ms": spent,
            }
            logger.info("request", extra=facts)
        return answer

"""How gunicorn serves the pages; scripts/serve.py starts it with this file.

One process on SQLite, whose threads share one writer; as many as the machine has processors on PostgreSQL.
"""

import os
from typing import Any

from app.base import memory
from app.base.settings import Settings

_settings = Settings.load()
_answers = memory.Answers()
_embedded = _settings.store_address.startswith("sqlite")

bind = f"{_settings.host}:{_settings.port}"
worker_class = "gthread"
workers = 1 if _embedded else (os.cpu_count() or 1)
threads = _settings.threads
timeout = 60
graceful_timeout = 20
loglevel = "warning"
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    """Set aside what was loaded for good, so that no page waits while it is searched; say where the pages are."""
    memory.set_aside()
    if worker.age == 1:
        print(f"Fieldwrit 执行外勤: http://{bind}  (Ctrl-C stops it)", flush=True)


def post_request(_worker: Any, _request: Any, _environ: Any, _answer: Any) -> None:
    """The answer has left: set aside what it made for good."""
    _answers.given()

"""How gunicorn serves the pages; scripts/serve.py starts it with this file.

One process on SQLite, whose threads share one writer; as many as the machine has processors on PostgreSQL.
"""

import gc
import os
from typing import Any

from app.base.settings import Settings

_settings = Settings.load()
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
    gc.collect()
    gc.freeze()
    if worker.age == 1:
        print(f"Fieldwrit 执行外勤: http://{bind}  (Ctrl-C stops it)", flush=True)

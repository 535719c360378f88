"""The composition root: builds the application and does nothing else."""

import os
import sys

from app.base import memory

with memory.unsearched():
    from app.base.refusal import Refusal
    from routes.application import create_app
    from routes.deployment import refused

os.umask(0o077)
try:
    with memory.unsearched():
        app = create_app()
except Refusal as no:
    sys.exit(refused(no))

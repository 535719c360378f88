"""The second process of a deployment, as scripts/serve.py starts it: the long work, without a page in its memory.

`flask --app wsgi worker` does the same with the doors loaded. A render process of a batch reads this file again and does
nothing with it.
"""

import os
import sys


def main() -> None:
    """Take up jobs until told to stop."""
    from app.base import memory  # noqa: PLC0415 - not in a render process

    with memory.unsearched():
        from app.base.refusal import Refusal  # noqa: PLC0415 - not in a render process
        from routes.deployment import refused  # noqa: PLC0415 - not in a render process
        from routes.indoors import indoors  # noqa: PLC0415 - not in a render process
        from routes.terminal.worker import command  # noqa: PLC0415 - not in a render process

        os.umask(0o077)
        try:
            inside = indoors()
        except Refusal as no:
            sys.exit(refused(no))
    with inside.app_context():
        command.main([], prog_name="worker")


if __name__ == "__main__":
    main()

"""Writes the next migration from the declared tables, with the guards of append-only tables.

Run as `python scripts/revision.py "what it does"` over a store at the newest revision (an empty one at first).
"""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from app.base.appendonly import append_only_tables
from app.base.schema import metadata
from app.base.settings import ROOT
from app.base.store import Store
from app.base.upgrade import revisions, upgrade


def main(message: str) -> None:
    """Compare an upgraded empty store with the declared tables and write the difference down."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/court.db", lock=Path(folder) / "lock")
        known = revisions()
        if known:
            upgrade(store)
        config = Config()
        config.set_main_option("script_location", str(ROOT / "migrations"))
        with store.exclusive() as connection:
            config.attributes["connection"] = connection
            written = command.revision(config, message, autogenerate=True, rev_id=f"{len(known) + 1:04d}")
    path = Path(written.path)  # type: ignore[union-attr] # reason: one revision is asked for, one comes back
    text = path.read_text("utf-8")
    new = [name for name in append_only_tables(metadata().sorted_tables) if f"'{name}'," in text]
    lines = [
        f"    for name in {new!r}:",
        "        for statement in guards(name, op.get_bind().dialect.name):",
        "            op.get_bind().exec_driver_sql(statement)",
    ]
    at = text.index("    # ### end Alembic commands ###")
    path.write_text(text[:at] + "\n".join(lines) + "\n" + text[at:], "utf-8")
    print(path)


if __name__ == "__main__":
    main(sys.argv[1])

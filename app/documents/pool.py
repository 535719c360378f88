"""Papers made by several processes at once, for work that takes many of them."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from app.documents.catalog import kind_of
from app.documents.facts import Facts
from app.documents.imprint import Imprint, Provenance

ROUND: Final = 20_000
"""The collector looks after so many new objects, about once a paper; most of a paper goes without it, and looking costs time."""
AHEAD: Final = 2
"""How many orders wait for each process; more would only fill memory."""


@dataclass(frozen=True)
class Order:
    """A paper to be made."""

    kind: str
    facts: Facts
    imprint: Imprint


@dataclass(frozen=True)
class Made:
    """Its bytes, and what they were made with."""

    content: bytes
    made_with: Provenance


class RenderPool:
    """Warm processes that make papers. They hold no store and no secret, and end with the process they serve."""

    def __init__(self, own_fonts: Path | None = None, processes: int | None = None) -> None:
        self._size = processes or os.cpu_count() or 1
        self._processes = ProcessPoolExecutor(
            self._size, multiprocessing.get_context("spawn"), initializer=warm, initargs=(own_fonts,)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.shutdown(cancel_futures=True)

    def make(self, orders: Iterable[Order]) -> Iterator[Made]:
        """The papers in the order they were asked for; a refusal is raised in the place of its paper."""
        waiting: list[Future[Made]] = []
        for order in orders:
            waiting.append(self._processes.submit(make_one, order))
            if len(waiting) > self._size * AHEAD:
                yield waiting.pop(0).result()
        for one in waiting:
            yield one.result()


_OWN_FONTS: list[Path] = []


def warm(own_fonts: Path | None) -> None:
    """What every paper needs is read once, and the collector of garbage told to leave it alone."""
    from app.documents import render  # noqa: PLC0415 - in the process that makes papers only

    threading.Thread(target=_end_with_parent, daemon=True).start()
    _OWN_FONTS[:] = [own_fonts] if own_fonts else []
    render.make_ready(own_fonts)
    gc.collect()
    gc.freeze()
    gc.set_threshold(ROUND)


def _end_with_parent() -> None:
    """A killed parent can tell nobody; its children notice by themselves."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def make_one(order: Order) -> Made:
    """One paper, in a process that was made warm."""
    from app.documents import render  # noqa: PLC0415 - in the process that makes papers only

    own_fonts = _OWN_FONTS[0] if _OWN_FONTS else None
    content = render.render(kind_of(order.kind), order.facts, order.imprint, own_fonts=own_fonts)
    return Made(content, render.provenance(own_fonts))

"""Several processes make the same papers one process makes, and end with the one they serve."""

import multiprocessing
import os
import signal
import time
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from app.base.refusal import Refusal
from app.documents.catalog import KINDS
from app.documents.facts import read_facts
from app.documents.imprint import Imprint
from app.documents.pool import Order, RenderPool
from app.documents.render import provenance, render
from bench.print import LIMIT_BYTES
from bench.print_page import KIND, facts, order
from tests.support.pdf import signs_of_faces, signs_on_pages


def test_the_pool_makes_the_same_bytes_in_the_order_asked_for() -> None:
    orders = [order(number) for number in range(9)]
    with RenderPool(processes=2) as pool:
        made = list(pool.make(orders))
    assert [one.content for one in made] == [render(KINDS[KIND], one.facts, one.imprint) for one in orders]
    assert {one.made_with for one in made} == {provenance()}
    for one in made:
        assert signs_of_faces(one.content) <= signs_on_pages(one.content)


def test_a_refusal_stands_in_the_place_of_its_paper() -> None:
    person = KINDS[KIND].sample().model_dump(mode="json")["person"] | {"name": "张\U0001f600三"}
    bad = Order(
        KIND, read_facts(KINDS[KIND].facts, facts(1).model_dump(mode="json") | {"person": person}), Imprint("X")
    )
    with RenderPool(processes=1) as pool:
        papers = pool.make([order(0), bad, order(2)])
        assert next(papers).content
        with pytest.raises(Refusal) as no:
            next(papers)
    assert no.value.code == "paper.no_glyph"


def test_makers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    told = tmp_path / "makers"
    parent = multiprocessing.get_context("spawn").Process(target=_work_until_killed, args=(told,))
    parent.start()
    makers = _wait_for(told)
    os.kill(parent.pid or 0, signal.SIGKILL)
    parent.join()
    limit = time.monotonic() + 10
    while time.monotonic() < limit and any(map(_alive, makers)):
        time.sleep(0.05)
    assert [pid for pid in makers if _alive(pid)] == []


def test_the_page_of_the_bench_is_one_page_of_few_bytes() -> None:
    for number in (0, 57, 399):
        content = render(KINDS[KIND], facts(number))
        assert len(pikepdf.open(BytesIO(content)).pages) == 1
        assert len(content) <= LIMIT_BYTES


def _work_until_killed(told: Path) -> None:
    with RenderPool(processes=2) as pool:
        list(pool.make(map(order, range(4))))
        told.write_text(" ".join(str(one.pid) for one in multiprocessing.active_children()))
        time.sleep(60)


def _wait_for(told: Path) -> list[int]:
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        if told.exists() and told.read_text():
            return [int(word) for word in told.read_text().split()]
        time.sleep(0.05)
    raise TimeoutError("no makers")


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False

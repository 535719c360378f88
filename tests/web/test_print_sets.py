"""All papers of a sweep, through the gate and from the terminal: asked for, made by the worker, taken squad by squad."""

import json
from collections.abc import Callable

import pytest
from flask import Flask

from routes.deployment import deployment
from routes.terminal.worker import one_round
from tests.support.make_sweeps import Arranged, arrange
from tests.support.pages import Browser

Open = Callable[..., Browser]


@pytest.fixture
def arranged(app: Flask) -> Arranged:
    return arrange(deployment(app).store)


def test_a_judge_asks_the_worker_makes_and_each_squad_prints(app: Flask, browser: Open, arranged: Arranged) -> None:
    judge, page = browser("judge"), f"{arranged.url}/papers"
    assert "还没有备过文书" in judge.get(page).text
    assert judge.get(f"{page}/{arranged.squad_id}.pdf").status == 404
    assert judge.post(page).location.endswith(page)
    assert "等候办理" in judge.get(page).text
    assert "正在备齐本次行动的文书" in judge.post(page).text
    with app.app_context():
        assert one_round(deployment())
    assert "打印本组文书" in judge.get(page).text
    assert judge.get(f"{page}/{arranged.squad_id}.pdf").bytes.startswith(b"%PDF-")
    assert judge.get(f"{page}/{arranged.sweep_id}.pdf").status == 404
    manifest = json.loads(judge.get(f"{page}/manifest.json").bytes)
    kinds = [one["kind"] for one in manifest["squads"][0]["papers"]]
    assert kinds.count("target_sheet") == 2


def test_who_does_not_see_the_whole_sweep_finds_no_papers(browser: Open, arranged: Arranged) -> None:
    assert browser("bailiff").get(f"{arranged.url}/papers").status == 404
    assert browser("bailiff").post(f"{arranged.url}/papers").status in {403, 404}


def test_the_terminal_writes_a_folder_for_each_squad(
    app: Flask, arranged: Arranged, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("out")
    runner = app.test_cli_runner()
    with app.app_context():
        said = runner.invoke(args=["papers", "batch", "1", "--out", str(folder)])
        unknown = runner.invoke(args=["papers", "batch", "99", "--out", str(folder)])
    assert (said.exit_code, unknown.exit_code) == (0, 1), said.stderr
    manifest = json.loads((folder / "manifest.json").read_bytes())
    (squad,) = manifest["squads"]
    (home,) = (one for one in folder.iterdir() if one.is_dir())
    names = {one["file"] for one in squad["papers"]}
    assert {file.name for file in home.iterdir()} == names | {"print-set.pdf"}

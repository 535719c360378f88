"""`papers`: a paper from a file of facts, or a sample of each kind, made as a real one is."""

import sys
from pathlib import Path

import click

from app.base import media
from app.base.actor import Actor
from app.base.refusal import Kind, Refusal
from app.documents import batch, print_sets, proof_keys, queries
from app.documents.catalog import KINDS, PaperKind
from app.documents.facts import Facts, read_facts
from app.sweeps import queries as sweeps
from routes.deployment import deployment
from routes.terminal import speech
from routes.terminal.law_reading import json_object
from routes.works import workshop

command = click.Group("papers", help="Papers of this court.")


@command.command("render")
@click.argument("kind", required=False)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@click.option("--facts", "source", metavar="FACTS.json", help="The facts of the paper; - for standard input.")
@click.option("--all", "folder", type=click.Path(file_okay=False, path_type=Path), help="A sample of every kind here.")
@speech.refusals_spoken
def render_paper(kind: str | None, out: Path | None, source: str | None, folder: Path | None) -> None:
    """Write KIND (key or title) from --facts to --out FILE.pdf, or without them a sample; or all samples into --all DIR.

    Nothing is issued: the paper has no number and bears the mark 样张. The persons of a sample are invented.
    """
    if folder is None and (kind is None or out is None):
        raise Refusal("paper.sample_unclear", Kind.INVALID, kinds=", ".join(KINDS))
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for one in KINDS.values():
            _write(one, one.sample(), folder / f"{one.key}.pdf")
    if kind is not None and out is not None:
        form = _kind(kind)
        _write(form, read_facts(form.facts, json_object(source)) if source else form.sample(), out)


@command.command("batch")
@click.argument("sweep", type=click.IntRange(min=1))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write to.")
@speech.refusals_spoken
def batch_of(sweep: int, out: Path) -> None:
    """Make all papers of the SWEEP of that number, squad by squad, into --out; run again it goes on where it was."""
    speech.require_court(deployment().store)
    here = workshop(deployment().store)
    actor = Actor(None, "system", speech.now(), verbs=print_sets.VERBS)
    with here.store.reading() as session:
        view = sweeps.sweep(session, sweep)
        wanted = batch.pieces(session, actor, view.id)
    made = batch.make(here, actor, wanted, lambda done: click.echo(f"{done}/{len(wanted)}", err=True))
    sets = print_sets.by_squad(here, wanted, made)
    print_sets.write(out, here, view, sets)
    for one in sets:
        click.echo(f"{one.squad}: {len(one.papers)} papers, {one.pages} pages, {len(one.left_out)} left out")


@command.command("verify")
@speech.refusals_spoken
def verify() -> None:
    """Check the bytes of every paper and sealed copy against their hashes, and the control numbers for holes."""
    here = deployment()
    speech.require_court(here.store)
    with here.store.reading() as session:
        wanted, holes = queries.stored_hashes(session), queries.missing_numbers(session)
    wrong = [sha256 for sha256 in wanted if not media.whole(here.settings.papers, sha256)]
    for sha256 in wrong:
        click.echo(f"{sha256}: missing or changed", err=True)
    for series, numbers in holes.items():
        click.echo(f"{series}: nobody holds {', '.join(map(str, numbers))}", err=True)
    if wrong or holes:
        sys.exit(1)
    click.echo(f"{len(wanted)} files of papers, all whole")


@command.command("rotate-key")
@speech.refusals_spoken
def rotate_key() -> None:
    """Make a new key for verification codes; codes of earlier keys stay good."""
    key = proof_keys.rotate(deployment().settings.keys)
    click.echo(f"papers made from now on bear codes of key {key.id}")


def _kind(word: str) -> PaperKind:
    """The kind of that key or title; refused with all keys when it is neither."""
    found = next((one for one in KINDS.values() if word in {one.key, one.title}), None)
    if found is None:
        raise Refusal("paper.kind_unknown", Kind.INVALID, word=word, kinds=", ".join(KINDS))
    return found


def _write(kind: PaperKind, facts: Facts, file: Path) -> None:
    from app.documents.render import render  # noqa: PLC0415 - the PDF library loads where it is first used

    content = render(kind, facts, own_fonts=deployment().settings.fonts)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    click.echo(f"{file}: {kind.title}")

"""Sweep problems in JSON: read into a problem of ours, and our plans written as an outside judge reads them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from app.sweeps.planning import Door, Pair, Problem, Squad, Target, Window
from app.sweeps.planning.arrays import Arrays, Tour
from app.sweeps.planning.demands import MOST_TARGETS, Lack, Trouble, troubles
from app.sweeps.rules import Ability
from bench.planning.sweep_form import read_form, table

POINTS: Final = 100
"""Points of a target of value 1."""
DETAINING_POLICE: Final = 2
PEOPLE: Final = 0
CREWS: Final = 1 << 32
ADDRESSES: Final = 1 << 40


@dataclass(frozen=True)
class SweepFile:
    """A problem as it was read, and as ours."""

    name: str
    raw: dict[str, Any]
    problem: Problem
    """Everybody for himself: what the other planners are asked as well."""
    pairs: tuple[Pair, ...] = ()

    @property
    def paired(self) -> Problem:
        """The problem in which co-debtors are struck at once or left alone."""
        return replace(self.problem, pairs=self.pairs)


class BadFileError(Exception):
    """A file that holds no problem, and why."""


def read(path: Path) -> SweepFile:
    """A problem of that file; refused when it is none, or one that nobody can plan."""
    try:
        file = of_raw(path.stem, json.loads(path.read_text("utf-8")))
    except (ValueError, OSError, RecursionError) as broken:
        raise BadFileError(f"{path.name}: not a sweep problem ({broken})") from broken
    if not file.problem.targets:
        raise BadFileError(f"{path.name}: no targets: nobody to visit")
    found = troubles(file.problem)
    if found:
        raise BadFileError(f"{path.name}: {'; '.join(_told(one) for one in found)}")
    return file


def read_all(folder: Path) -> list[SweepFile]:
    """Every problem of a folder; `BadFileError` names all files that hold none."""
    found, wrong = [], []
    for path in sorted(folder.glob("*.json")):
        try:
            found.append(read(path))
        except BadFileError as bad:
            wrong.append(str(bad))
    if wrong:
        raise BadFileError("\n".join(wrong))
    return found


WORDS: Final = {
    Lack.TOO_MANY: f"{{count}} targets; one sweep holds {MOST_TARGETS} at most",
    Lack.TABLE: "a table of ways is not square or lacks places; {count} places are named",
    Lack.HOLES: "{count} ways between places are not told, the first from place {cell[0]} to {cell[1]}",
    Lack.TARGET: "{count} targets have numbers no plan can be made of, the first is target {target}",
    Lack.SQUAD: "{count} squads start before zero, end before they start, or are out for more than a week; the first is squad {squad}",
    Lack.TWICE: "{count} ids stand more than once",
    Lack.PAIR: "{count} pairs name nobody, or one person twice",
    Lack.LOCK: "{count} locks hold nobody, or hold him nowhere",
    Lack.LOCKS_LATE: "{count} squads cannot make the stops that are locked on their routes",
    Lack.NO_SQUADS: "no squads: nobody can drive out",
    Lack.WINDOW: "{count} targets can be visited at no hour a squad is out, the first is target {target}",
    Lack.UNREACHABLE: "no target can be reached, visited and left in time by any squad",
}


def _told(one: Trouble) -> str:
    cell = one.cells[0] if one.cells else None
    target = one.targets[0].int - PEOPLE if one.targets else ""
    squad = one.squads[0].int - CREWS if one.squads else ""
    return WORDS[one.lack].format(count=one.count, cell=cell, target=target, squad=squad)


def of_raw(name: str, given: object) -> SweepFile:
    """A problem of these numbers; `ValueError` names every wrong field. A target is known by its place in the list."""
    raw = read_form(given)
    place = {one["id"]: number for number, one in enumerate(raw["targets"])}
    buddies = [(number, place[one["buddy"]]) for number, one in enumerate(raw["targets"]) if one["buddy"] is not None]
    pairs = {(min(both), max(both)) for both in buddies}
    problem = Problem(
        targets=tuple(_target(number, one, raw["bands"]) for number, one in enumerate(raw["targets"])),
        squads=tuple(_squad(number, one) for number, one in enumerate(raw["squads"])),
        seconds=table(raw["seconds"], "seconds"),
        metres=table(raw["metres"], "metres"),
        custody_place=1,
    )
    together = tuple(Pair(UUID(int=PEOPLE + one), UUID(int=PEOPLE + other)) for one, other in sorted(pairs))
    return SweepFile(name, raw, problem, together)


def _target(number: int, one: dict[str, Any], bands: Sequence[Sequence[int]]) -> Target:
    doors = tuple(
        Door(
            address_id=UUID(int=ADDRESSES + place),
            place=place,
            window=Window(opens, closes - 1),
            service=one["service"],
            points=round(one["value"] * POINTS),
            chance=chance,
            knock=one["knock"],
        )
        for place, chances in zip(one["addresses"], one["presence"], strict=True)
        for (opens, closes), chance in zip(bands, chances, strict=True)
        if chance > 0
    )
    needs = {Ability.POLICE} if one["detain"] else set()
    needs |= {Ability.WOMAN} if one["woman_officer"] else set()
    return Target(UUID(int=PEOPLE + number), doors, frozenset(needs), taken=one["compel"], detained=one["detain"])


def _squad(number: int, one: dict[str, Any]) -> Squad:
    abilities = {Ability.POLICE} if one["police"] >= DETAINING_POLICE else set()
    abilities |= {Ability.WOMAN} if one["woman"] else set()
    return Squad(UUID(int=CREWS + number), one["start"], one["end"], 0, 0, one["seats"], frozenset(abilities))


def written(file: SweepFile, arrays: Arrays, tours: Sequence[Tour], waits: Sequence[Sequence[int]]) -> dict[str, Any]:
    """A plan as the outside judge reads it. `waits`: not before when each stop is made, 0 where it is made at once."""
    routes = []
    for squad, tour, times in zip(file.raw["squads"], tours, waits, strict=True):
        stops = []
        for node, wait in zip(tour, times, strict=True):
            target = int(arrays.target[node])
            stop = {
                "target": target,
                "address": file.raw["targets"][target]["addresses"].index(int(arrays.place[node])),
            }
            stops.append(stop | ({"not_before": wait} if wait else {}))
        routes.append({"squad": squad["id"], "stops": stops})
    return {"routes": routes}

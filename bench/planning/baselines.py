"""What courts do without a plan: a list by village, or whoever lives nearest next; the first address each time."""

from typing import Any

from app.sweeps.planning.arrays import Arrays, Tour
from bench.planning.sweep_files import SweepFile


def by_village(file: SweepFile, arrays: Arrays) -> list[Tour]:
    """Villages dealt to the squads by size."""
    villages: dict[Any, list[int]] = {}
    for number, target in enumerate(file.raw["targets"]):
        villages.setdefault(target["village"], []).append(number)
    load = [0] * arrays.squads
    tours: list[Tour] = [[] for _ in range(arrays.squads)]
    first = first_nodes(arrays)
    for _, people in sorted(villages.items(), key=lambda pair: -len(pair[1])):
        squad = load.index(min(load))
        load[squad] += len(people)
        tours[squad] += [first[one] for one in people if one in first]
    return tours


def nearest(arrays: Arrays) -> list[Tour]:
    """The squad that is free first drives to the nearest one nobody has visited."""
    first = first_nodes(arrays)
    waiting = set(first)
    clock = [int(one) for one in arrays.start]
    place = [int(one) for one in arrays.start_place]
    tours: list[Tour] = [[] for _ in range(arrays.squads)]
    out = set(range(arrays.squads))
    while out:
        squad = min(out, key=lambda one: (clock[one], one))
        fits = [target for target in sorted(waiting) if _fits(arrays, squad, first[target], clock[squad], place[squad])]
        if not fits:
            out.remove(squad)
            continue
        target = min(fits, key=lambda one: int(arrays.seconds[place[squad], arrays.place[first[one]]]))
        node = first[target]
        waiting.remove(target)
        tours[squad].append(node)
        clock[squad] += int(arrays.seconds[place[squad], arrays.place[node]] + arrays.stay[node])
        place[squad] = int(arrays.place[node])
    return tours


def first_nodes(arrays: Arrays) -> dict[int, int]:
    """Target → the first node of its first address."""
    found: dict[int, int] = {}
    for node, target in enumerate(arrays.target.tolist()):
        found.setdefault(target, node)
    return found


def _fits(arrays: Arrays, squad: int, node: int, clock: int, place: int) -> bool:
    back = int(arrays.seconds[arrays.place[node], arrays.end_place[squad]])
    there = clock + int(arrays.seconds[place, arrays.place[node]]) + int(arrays.stay[node])
    return bool(arrays.able[squad, node]) and there + back <= int(arrays.end[squad])

"""Problems nobody would think of: any number of doors, hours, squads, locks and pairs, drawn so that they come out the same again."""

import random
from uuid import UUID

import numpy as np

from app.sweeps.planning import Door, Lock, Pair, Problem, Squad, Table, Target, Window
from app.sweeps.rules import Ability
from tests.support.watches import lot

NIGHT_S = 24 * 3600
ALWAYS = 1 << 40


def any_problem(seed: int) -> Problem:
    """A sound problem; most of what it asks for cannot be had."""
    draw = lot(seed)
    spots = [(draw.uniform(0, 40_000), draw.uniform(0, 40_000)) for _ in range(draw.randint(1, 60))]
    metres = np.array([[int(1.4 * ((a - c) ** 2 + (b - d) ** 2) ** 0.5) for c, d in spots] for a, b in spots])
    seconds = metres // draw.choice((3, 9, 15))
    seconds[draw.randrange(len(spots)), draw.randrange(len(spots))] = draw.choice((0, 10**7, 10**9))
    span = draw.choice((1_800, 7_200, 21_600, NIGHT_S))
    targets = tuple(_target(draw, number, len(spots), span) for number in range(draw.choice((0, 1, 2, 5, 12, 30))))
    squads = tuple(_squad(draw, number, len(spots), span) for number in range(draw.choice((0, 1, 2, 3, 6))))
    return Problem(
        targets,
        squads,
        Table(seconds),
        Table(metres),
        tuple(_locks(draw, targets, squads)),
        _pairs(draw, [one.id for one in targets]),
        draw.choice((None, 0)),
    )


def _target(draw: random.Random, number: int, places: int, span: int) -> Target:
    doors = tuple(_door(draw, number, places, span) for _ in range(draw.choice((0, 1, 1, 2, 5))))
    needs = frozenset(draw.sample(list(Ability), draw.choice((0, 0, 1, 2))))
    home = draw.choice(("", "", "one roof"))
    return Target(
        UUID(int=1 + number), doors, needs, draw.choice((0, 1, 3)), home, draw.random() < 0.3, draw.random() < 0.2
    )


def _door(draw: random.Random, number: int, places: int, span: int) -> Door:
    opens = draw.choice((0, 0, -600, draw.randint(-3_600, span)))
    closes = draw.choice((opens - 5, opens, opens + 600, opens + span, ALWAYS))
    stay = draw.choice((0, 60, 900, 3_000, 20_000))
    return Door(
        UUID(int=10**6 + 10 * number + draw.randint(0, 3)),
        draw.randrange(places),
        Window(opens, closes),
        stay,
        draw.choice((0, 1, 30, 90, 5_000)),
        draw.random() > 0.1,
        draw.choice((0, 0.001, 0.3, 0.9, 1.0)),
        draw.choice((None, 0, 420)),
    )


def _squad(draw: random.Random, number: int, places: int, span: int) -> Squad:
    start = draw.choice((0, 0, draw.randint(0, span)))
    end = max(start, draw.choice((span, span, start)))
    abilities = frozenset(draw.sample(list(Ability), draw.randint(0, len(Ability))))
    barred = frozenset(UUID(int=draw.randint(1, 30)) for _ in range(draw.choice((0, 0, 2))))
    here, there = draw.randrange(places), draw.randrange(places)
    return Squad(UUID(int=10**5 + number), start, end, here, there, draw.choice((0, 1, 3)), abilities, barred)


def _locks(draw: random.Random, targets: tuple[Target, ...], squads: tuple[Squad, ...]) -> list[Lock]:
    free = [one for one in targets if one.doors]
    draw.shuffle(free)
    if draw.random() < 0.5:
        return []
    return [
        Lock(one.id, squad.id, draw.randint(1, 5), draw.randrange(len(one.doors)))
        for one, squad in zip(free, squads, strict=False)
    ]


def _pairs(draw: random.Random, ids: list[UUID]) -> tuple[Pair, ...]:
    """None, some here and there, a chain, a ring; the first of them twice."""
    few = ids[: draw.choice((0, 2, 3, 6))]
    if len(few) < 2:
        return ()
    ring = [few[-1]] if draw.random() < 0.3 else []
    tied = list(zip([*ring, *few], [*few, *few[1:]], strict=False))
    told = [Pair(one, other, draw.choice((0, 300, 600, 3_600))) for one, other in tied if one != other]
    return (*told, *told[:1])

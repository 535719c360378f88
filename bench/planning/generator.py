"""Sweep problems drawn by lot: townships, villages, debtors with one to three addresses, squads. The JSON form of `bench sweep`.

Times are seconds of the day, lengths metres. Location 0 is the court, 1 the custody place. `presence[a][b]` is the chance that
the debtor is at his address a during band b.
"""

from typing import Any, Final

import numpy as np

from app.sweeps.planning.arrays import Floats

HOUR: Final = 3600
BANDS: Final = ((19_800, 27_000), (27_000, 32_400), (32_400, 39_600), (39_600, 43_200))
COURT: Final = (35.85, 106.64)
NORTH_KM: Final = 111.0
EAST_KM: Final = 90.0
DETOUR: Final = 1.45
KMH: Final = 34.0
OVERHEAD_S: Final = 90
EARTH_KM: Final = 6371.0088
HOME: Final = (0.9, 0.55, 0.3, 0.35)
STALE: Final = 0.2
MARKET: Final = (0.08, 0.3, 0.6, 0.45)
MARKET_OF_STALE: Final = (0.5, 0.45, 0.5, 0.45)
KIN: Final = (0.25, 0.2, 0.12, 0.12)
TOWNS: Final = 12
TOWN_KM: Final = (6, 34)
STALE_SHARE: Final = 0.25
COUNTY_TOWN_SHARE: Final = 0.6
DETAIN_SHARE: Final = 0.12
COMPEL_SHARE: Final = 0.35
WOMAN_SHARE: Final = 0.2


def make(targets: int, squads: int, seed: int) -> dict[str, Any]:
    """A problem of that size; the same seed makes the same."""
    lot = np.random.default_rng(seed)
    angle, radius = lot.uniform(0, 2 * np.pi, TOWNS), lot.uniform(*TOWN_KM, TOWNS)
    towns = np.stack([COURT[0] + radius * np.cos(angle) / NORTH_KM, COURT[1] + radius * np.sin(angle) / EAST_KM], 1)
    towns[0] = COURT
    count = max(2 * TOWNS, targets // 3)
    home_of = lot.integers(0, TOWNS, count)
    villages = towns[home_of] + lot.normal(0, 3.0, (count, 2)) / [NORTH_KM, EAST_KM]
    weight = lot.dirichlet(np.full(count, 1.2))
    points: list[Any] = [COURT, (COURT[0] + 0.02, COURT[1] - 0.03)]
    people = []
    for number in range(targets):
        village = int(lot.choice(count, p=weight))
        around = (villages[village], towns[home_of[village]], towns[0], villages[int(lot.integers(count))])
        people.append(_person(lot, number, village, around, points))
    _pairs(lot, people)
    metres, seconds = _ways(lot, np.array(points))
    return {
        "bands": [list(band) for band in BANDS],
        "locations": np.round(np.array(points), 6).tolist(),
        "metres": metres,
        "seconds": seconds,
        "squads": [_squad(lot, number) for number in range(squads)],
        "targets": people,
    }


def _person(
    lot: np.random.Generator, number: int, village: int, around: tuple[Any, ...], points: list[Any]
) -> dict[str, Any]:
    at_home, own_town, county_town, elsewhere = around
    stale, away = lot.random() < STALE_SHARE, lot.beta(2, 4)
    town = county_town if lot.random() < COUNTY_TOWN_SHARE else own_town
    spots = [
        at_home + lot.normal(0, 0.4, 2) / [NORTH_KM, EAST_KM],
        town + lot.normal(0, 0.8, 2) / [NORTH_KM, EAST_KM],
        elsewhere,
    ]
    bases = [np.array(HOME) * (STALE if stale else 1), np.array(MARKET_OF_STALE if stale else MARKET), np.array(KIN)]
    many = int(lot.choice([1, 2, 3], p=[0.3, 0.45, 0.25]))
    chances = np.array([base * lot.uniform(0.7, 1.05) for base in bases[:many]])
    chances = chances / np.maximum(chances.sum(axis=0), 1) * (1 - away)
    addresses = list(range(len(points), len(points) + many))
    points += [tuple(spot) for spot in spots[:many]]
    detain = bool(lot.random() < DETAIN_SHARE)
    amount = float(np.exp(lot.normal(10.3, 1.1)))
    value = float(np.clip(0.4 + 0.35 * np.log10(amount / 3000), 0.3, 2.0)) + 0.5 * detain
    return {
        "id": number,
        "value": round(value, 4),
        "village": village,
        "addresses": addresses,
        "kinds": ["home", "market", "kin"][:many],
        "presence": np.round(chances, 4).tolist(),
        "service": int(lot.uniform(15, 50) * 60),
        "knock": int(lot.uniform(5, 9) * 60),
        "detain": detain,
        "compel": bool(detain or lot.random() < COMPEL_SHARE),
        "woman_officer": bool(lot.random() < WOMAN_SHARE),
        "buddy": None,
    }


def _pairs(lot: np.random.Generator, people: list[dict[str, Any]]) -> None:
    """A twelfth of them in pairs of one case."""
    order = lot.permutation(len(people))[: 2 * max(2, len(people) // 12)].tolist()
    for one, other in zip(order[::2], order[1::2], strict=False):
        people[one]["buddy"], people[other]["buddy"] = other, one


def _squad(lot: np.random.Generator, number: int) -> dict[str, Any]:
    return {
        "id": number,
        "seats": int(lot.choice([2, 3, 3, 4])),
        "police": 1 if number % 3 == 2 else 2,  # noqa: PLR2004 - every third squad has one policeman
        "woman": number % 2 == 0,
        "start": BANDS[0][0],
        "end": BANDS[-1][1],
    }


def _ways(lot: np.random.Generator, points: Floats) -> tuple[Any, Any]:
    rad = np.radians(points)
    north, east = rad[:, None, 0] - rad[None, :, 0], rad[:, None, 1] - rad[None, :, 1]
    half = np.sin(north / 2) ** 2 + np.cos(rad[:, None, 0]) * np.cos(rad[None, :, 0]) * np.sin(east / 2) ** 2
    metres = 2000 * EARTH_KM * np.arcsin(np.sqrt(half)) * DETOUR
    seconds = metres * np.exp(lot.normal(0, 0.08, metres.shape)) / (KMH / 3.6) + np.where(metres > 0, OVERHEAD_S, 0)
    return np.rint(metres).astype(int).tolist(), np.rint(seconds).astype(int).tolist()

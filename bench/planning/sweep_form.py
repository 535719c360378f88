"""The JSON form of a sweep problem: what may be left out, and every wrong field named at once."""

from collections.abc import Iterator
from typing import Annotated, Any, Final

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.sweeps.planning.arrays import Floats
from app.sweeps.planning.problem import Table

SHOWN: Final = 8
UNTOLD: Final = -1
"""A way that nobody told: empty, below nothing, no number."""
FAR: Final = 10**7
"""A way longer than this is as long as this: nobody drives it."""
Seconds = Annotated[int, Field(ge=0, le=10**7)]
Chance = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Name = int | str


class FormError(ValueError):
    """A form with wrong fields; says which."""


class _Loose(BaseModel):
    model_config = ConfigDict(extra="allow")


class TargetForm(_Loose):
    """A debtor. Who is paired with nobody, rides along with nobody and needs nobody special may leave that out."""

    id: Name
    value: Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)]
    addresses: list[Annotated[int, Field(ge=0)]]
    presence: list[list[Chance]]
    service: Seconds
    knock: Seconds | None = None
    village: Name = 0
    detain: bool = False
    compel: bool = False
    woman_officer: bool = False
    buddy: Name | None = None


class SquadForm(_Loose):
    """A squad. Without a word it has no policeman, no woman, and free seats for four."""

    id: Name
    start: Seconds
    end: Seconds
    seats: Annotated[int, Field(ge=0)] = 4
    police: Annotated[int, Field(ge=0)] = 0
    woman: bool = False


class SweepForm(_Loose):
    """The whole problem."""

    bands: list[tuple[Seconds, Seconds]]
    seconds: list[list[Any]]
    metres: list[list[Any]]
    squads: list[SquadForm]
    targets: list[TargetForm]


def read_form(raw: object) -> dict[str, Any]:
    """The form with everything that was left out filled in; `FormError` names every wrong field."""
    try:
        form = SweepForm.model_validate(raw)
    except ValidationError as wrong:
        raise FormError(_listed([f"{_where(one['loc'])}: {one['msg']}" for one in wrong.errors()])) from None
    found = list(_crossed(form))
    if found:
        raise FormError(_listed(found))
    return form.model_dump()


def table(rows: list[list[Any]], name: str = "table") -> Table:
    """Ways as whole numbers; what nobody told is -1."""
    try:
        cells: Floats = np.array(rows, dtype=float)
    except (ValueError, TypeError):
        raise FormError(f"{name}: rows of numbers are wanted, all of one length") from None
    known = np.isfinite(cells) & (cells >= 0)
    return Table(np.where(known, np.minimum(np.rint(np.where(known, cells, 0)), FAR), UNTOLD).astype(np.int64))


def _crossed(form: SweepForm) -> Iterator[str]:
    """What is wrong between fields."""
    ids = [one.id for one in form.targets]
    crews = [one.id for one in form.squads]
    for name, many in (("targets", ids), ("squads", crews)):
        twice = sorted({str(one) for one in many if many.count(one) > 1}) if len(set(many)) < len(many) else []
        if twice:
            yield f"{name}: the id {', '.join(twice[:SHOWN])} stands more than once"
    known = set(ids)
    for number, one in enumerate(form.targets):
        if one.buddy is not None and (one.buddy not in known or one.buddy == one.id):
            yield f"targets[{number}].buddy: {one.buddy} is no other target"
        far = [place for place in one.addresses if place >= len(form.seconds)]
        if far:
            yield f"targets[{number}].addresses: place {far[0]} is not in the table of ways"
        if [len(row) for row in one.presence] != [len(form.bands)] * len(one.addresses):
            yield f"targets[{number}].presence: a row for each address, in it a chance for each band"


def _where(place: tuple[int | str, ...]) -> str:
    """A field as a programmer writes it."""
    return "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in place).lstrip(".") or "the file"


def _listed(found: list[str]) -> str:
    more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    return "; ".join(found[:SHOWN]) + more

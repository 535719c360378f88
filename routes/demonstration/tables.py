"""The untold part of the day as tables: times and sums chosen so that the events add up to the published line."""

COMPELLED: dict[str, tuple[str, str, str, str, str]] = {
    "chen": ("06:55", "07:05", "08:20", "08:30", "09:10"),
    "ma": ("07:05", "07:15", "08:30", "08:40", "09:20"),
    "yang": ("07:15", "07:25", "08:10", "08:20", "09:00"),
    "huang": ("07:50", "08:00", "08:35", "08:45", "09:40"),
    "su": ("07:50", "08:00", "08:45", "09:05", "10:30"),
    "qi": ("08:00", "08:10", "09:20", "09:30", "10:10"),
    "wang": ("08:05", "08:15", "09:30", "09:40", "10:50"),
    "hai": ("09:20", "09:30", "10:40", "10:50", "11:50"),
    "bai": ("09:45", "09:55", "10:50", "11:00", "11:40"),
    "han": ("10:55", "11:05", "12:00", "12:10", "12:50"),
}
"""Arrived, taken, brought to court, questioning begun, ended. Of 黄某 the hour is published."""

SETTLED: dict[str, tuple[str, str, str]] = {
    "chen": ("09:20", "500.00", "transfer"),
    "ma": ("09:30", "800.00", "qr"),
    "huang": ("09:50", "3000.00", "qr"),
    "qi": ("10:20", "1000.00", "cash"),
    "bai": ("11:50", "600.00", "cash"),
    "han": ("13:00", "500.00", "transfer"),
}
"""When, how much in yuan and by which way, before the settlement was signed."""

MONTHLY = {"huang": "1500.00", "ma": "900.00", "chen": "1200.00", "qi": "800.00", "han": "1500.00", "bai": "1300.00"}
"""Instalments of the settlements."""

EXAMINED: dict[str, str] = {"wang": "11:50", "hai": "12:40"}
"""When a doctor looked at those who were to be held."""

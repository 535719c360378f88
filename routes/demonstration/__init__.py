"""The published day as a demonstration: invented persons on the facts that were printed.

Source: one page of a regional legal newspaper, early 2026 (Pengyang County People's Court, 17 January 2026). Four
scenes and one result line are published; the rest of the day is constructed so that its events add up to that line.
All persons, numbers and places below township level are invented: names end in 某, ID numbers carry an area code that
was never assigned.
"""

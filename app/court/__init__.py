"""The court's own profile: names, contested points of law, clocks, holidays, the LPR table."""

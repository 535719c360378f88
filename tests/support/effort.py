"""How hard property tests try: 50 examples in `make test`, the same ones each time; thousands by lot in `make campaigns`."""

import os

from hypothesis import settings

CAMPAIGN = "FIELDWRIT_EXAMPLES" in os.environ
settings.register_profile("suite", derandomize=not CAMPAIGN, deadline=None)
settings.load_profile("suite")
few = settings(max_examples=int(os.environ.get("FIELDWRIT_EXAMPLES", "50")), deadline=None)
"""Put above every property test: `@few`."""

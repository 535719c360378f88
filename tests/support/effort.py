"""How hard property tests try: 50 examples in `make test`, thousands in `make campaigns`."""

import os

from hypothesis import settings

few = settings(max_examples=int(os.environ.get("FIELDWRIT_EXAMPLES", "50")), deadline=None)
"""Put above every property test: `@few`."""

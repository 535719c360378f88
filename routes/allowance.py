"""How often one address may ask in a span of time; kept in memory by each process, forgotten with it."""

from collections import OrderedDict, deque
from datetime import timedelta
from threading import Lock

from app.base.instant import Instant

MOST_ADDRESSES = 4096
"""As many addresses are remembered; the one that asked longest ago is forgotten first."""


class Allowance:
    """So many questions of one address in a sliding span."""

    def __init__(self, most: int, span: timedelta) -> None:
        self._most, self._span = most, span
        self._asked: OrderedDict[str, deque[Instant]] = OrderedDict()
        self._lock = Lock()

    def take(self, address: str, now: Instant) -> bool:
        """Whether this address may ask once more now; a refused question does not count."""
        with self._lock:
            asked = self._asked.setdefault(address, deque())
            self._asked.move_to_end(address)
            while asked and not now - asked[0] < self._span:
                asked.popleft()
            if len(self._asked) > MOST_ADDRESSES:
                self._asked.popitem(last=False)
            if len(asked) >= self._most:
                return False
            asked.append(now)
            return True

"""Printers the court named: IPP in a private network, by number and never by name, so that nothing leads outside. Pure."""

import ipaddress
import re
from dataclasses import dataclass
from typing import Final

MOST: Final = 20
PRIVATE: Final = tuple(
    ipaddress.ip_network(one) for one in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "fd00::/8")
)
"""RFC 1918 and 4193, and this machine, where a print server may run. Not 169.254/16: clouds answer there."""
IPP_PORT: Final = 631
OPEN_PORTS: Final = 1024
"""Below it only IPP's own port is printed to: other services of the network live there."""
_LINE: Final = re.compile(
    r"(?P<name>.{1,40}?)\s+ipp://(?P<host>\[[0-9a-fA-F:]+\]|[0-9.]+)(?::(?P<port>\d{1,5}))?(?P<path>/[\w./-]{0,80})"
)
LAST_PORT: Final = 65535


class NoPrinterError(ValueError):
    """A line that names no printer we may print to."""


@dataclass(frozen=True, slots=True)
class PrinterAddress:
    """Where a printer answers: `ipp://host:port/path`."""

    name: str
    host: str
    port: int
    path: str

    @property
    def uri(self) -> str:
        """As IPP names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"ipp://{host}:{self.port}{self.path}"


def read_printers(text: str) -> tuple[PrinterAddress, ...]:
    """One printer a line: a name and its address, such as `一组车载 ipp://192.168.8.20/ipp/print`.

    Raises NoPrinterError: a line of another form, an address outside private networks, a name twice, too many.
    """
    found = tuple(_printer(line) for line in text.splitlines() if line.strip())
    if len(found) > MOST or len({one.name for one in found}) < len(found):
        raise NoPrinterError(text)
    return found


def _printer(line: str) -> PrinterAddress:
    read = _LINE.fullmatch(line.strip())
    if read is None:
        raise NoPrinterError(line)
    host, port = read["host"].strip("[]"), int(read["port"] or IPP_PORT)
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        raise NoPrinterError(line) from None
    if not any(address in network for network in PRIVATE):
        raise NoPrinterError(line)
    if port != IPP_PORT and not OPEN_PORTS <= port <= LAST_PORT:
        raise NoPrinterError(line)
    return PrinterAddress(read["name"], str(address), port, read["path"])

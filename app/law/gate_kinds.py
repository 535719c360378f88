"""All gates by the name of their measure: the terminal, the state of the sources and the tests read this one list."""

from dataclasses import dataclass
from typing import Any, Final

from app.law import (
    gate_cash,
    gate_closing,
    gate_compel,
    gate_detain,
    gate_fine,
    gate_search,
    gate_security,
    gate_seize,
    gate_settle,
)
from app.law.gates import Moment, Rule


@dataclass(frozen=True, slots=True)
class GateKind:
    """One gate: the facts it must be told, its rules, and the step at which it is asked when none is named."""

    facts: type[Any]
    rules: tuple[Rule[Any], ...]
    moment: Moment = Moment.CARRY_OUT


GATES: Final = {
    "compel": GateKind(gate_compel.CompelFacts, gate_compel.RULES),
    "detain": GateKind(gate_detain.DetainFacts, gate_detain.RULES),
    "fine": GateKind(gate_fine.FineFacts, gate_fine.RULES),
    "search": GateKind(gate_search.SearchFacts, gate_search.RULES),
    "seize": GateKind(gate_seize.SeizeFacts, gate_seize.RULES),
    "cash": GateKind(gate_cash.CashFacts, gate_cash.RULES),
    "settle": GateKind(gate_settle.SettleFacts, gate_settle.RULES),
    "security": GateKind(gate_security.SecurityFacts, gate_security.SECURITY_RULES),
    "resume": GateKind(gate_security.ResumeFacts, gate_security.RESUME_RULES),
    "closing": GateKind(gate_closing.ClosingFacts, gate_closing.RULES),
}

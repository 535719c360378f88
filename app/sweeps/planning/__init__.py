"""Planning a sweep: problem → solvers → check → judge. Pure: numbers in, a plan out; no store, no web, no clock.

`problem` is what a plan is made of, `plan` what comes out; `check` gates every plan and shares no arithmetic with the solvers.
"""

from app.sweeps.planning.plan import (
    Call,
    Guard,
    PlanProposal,
    Reason,
    Route,
    Solver,
    Visit,
    propose,
    reason,
    stay,
    times,
    value,
    weave,
    worth,
)
from app.sweeps.planning.problem import (
    METRES_A_POINT,
    UNKNOWN_M,
    Door,
    Lock,
    Pair,
    Problem,
    Squad,
    Table,
    Target,
    Window,
    able,
    matrices,
)

__all__ = [
    "METRES_A_POINT",
    "UNKNOWN_M",
    "Call",
    "Door",
    "Guard",
    "Lock",
    "Pair",
    "PlanProposal",
    "Problem",
    "Reason",
    "Route",
    "Solver",
    "Squad",
    "Table",
    "Target",
    "Visit",
    "Window",
    "able",
    "matrices",
    "propose",
    "reason",
    "stay",
    "times",
    "value",
    "weave",
    "worth",
]

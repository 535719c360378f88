"""Where a person stands when letters tell what cannot follow, or the same thing twice."""

from datetime import timedelta

from app.measures.custody import standing_of
from app.measures.holds import Hold
from tests.rules.test_measures_custody import ANNOUNCED, NO_DOUBT
from tests.rules.test_measures_folds import APPROVALS, DAWN, line
from tests.support.make_measures import HOUR


def test_a_refusal_for_somebody_who_is_not_detained_leaves_nothing_to_decide() -> None:
    state = standing_of([line("detain.refuse", DAWN, reason="血压过高")], APPROVALS)
    assert (state.hold, state.matters) == (Hold.NONE, ())


def test_a_decision_read_out_twice_makes_no_shortened_detention_longer() -> None:
    shorter = line("reconsider.decide", DAWN + HOUR, result="changed", days=5)
    again = line("detain.announce", DAWN + 2 * HOUR, decision_served=True, **NO_DOUBT)
    admitted = line("detain.admit", DAWN + 3 * HOUR, receipt_no="7")
    state = standing_of([ANNOUNCED, shorter, again, admitted], APPROVALS)
    assert (state.days, state.release_on) == (5, (DAWN + 3 * HOUR).day + timedelta(days=5))

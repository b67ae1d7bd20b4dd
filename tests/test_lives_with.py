"""Where a child lives on a day is the home that holds it, and nobody stays where they left."""

import pytest
from cases import case, homes, on

from pace_tui.core.caseload import lives_with_on
from pace_tui.core.record import Home


@pytest.mark.parametrize(
    ("at", "lives_with"),
    [(0, "kinship"), (9, "kinship"), (10, "foster"), (20, "foster"), (21, "unknown")],
)
def test_a_home_holds_its_last_day_unless_the_next_begins_on_it(at, lives_with):
    child = case(homes=(Home("kinship", on(0), on(10)), Home("foster", on(10), on(20))))
    assert lives_with_on(child, on(at)) == lives_with


def test_after_a_short_stay_elsewhere_the_home_that_went_on_holds_again():
    stay = Home("community_other", on(30), on(35))
    child = case(homes=(Home("foster", on(0)), stay))
    told = [lives_with_on(child, on(at)) for at in (29, 30, 35, 36)]
    assert told == ["foster", "community_other", "community_other", "foster"]


def test_before_a_start_still_to_come_it_is_the_home_that_the_period_begins_with():
    child = case(homes=homes([0, 10], "kinship"))
    assert lives_with_on(child, on(-5)) == "kinship"


def test_without_a_home_recorded_it_is_not_known():
    assert lives_with_on(case(), on(5)) == "unknown"
    assert lives_with_on(case(homes=homes([10])), on(5)) == "unknown"

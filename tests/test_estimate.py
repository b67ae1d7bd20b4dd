"""The estimate that counts those still waiting, against a slow and exact model."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace_tui.core.estimate import Estimate, estimate

waits = st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=60)

# Freireich et al. 1963, weeks of remission under 6-MP; + were still in remission. The curve is
# printed in many textbooks: 0.857 at 6, 0.690 at 13, 0.448 at 23; its median is 23.
SIX_MP = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"


def left_after(pairs: list[tuple[int, bool]], day: int) -> Fraction:
    share = Fraction(1)
    for one in sorted({days for days, happened in pairs if happened and days <= day}):
        at_risk = sum(days >= one for days, _ in pairs)
        happened = sum(days == one and did for days, did in pairs)
        share *= Fraction(at_risk - happened, at_risk)
    return share


@given(waits, st.integers(0, 8))
def test_it_is_the_product_of_the_shares_left_each_day(
    pairs: list[tuple[int, bool]], weeks: int
) -> None:
    found = estimate(pairs, weeks)
    if not pairs:
        assert found == Estimate(None, None)
        return
    percent = 100 * (1 - left_after(pairs, 7 * weeks))
    assert found.within_aim_percent == pytest.approx(float(percent), abs=1e-9)
    days = sorted({days for days, _ in pairs})
    half = [day for day in days if left_after(pairs, day) <= Fraction(1, 2)]
    assert found.median_days == (half[0] if half else None)


@pytest.mark.parametrize(("weeks", "percent"), [(6, 14.3), (13, 31.0), (23, 55.2)])
def test_a_published_curve(weeks: int, percent: float) -> None:
    pairs = [(7 * int(one.rstrip("+")), not one.endswith("+")) for one in SIX_MP.split()]
    found = estimate(pairs, weeks)
    assert found.median_days == 7 * 23
    assert found.within_aim_percent == pytest.approx(percent, abs=0.05)


def test_who_waits_longest_keeps_the_half_way_point_open() -> None:
    assert estimate([(100, True), (200, False), (300, False)], 26).median_days is None


def test_exactly_half_is_half_however_many_children() -> None:
    # 3,000 shares multiplied as floats miss a half now one way, now the other.
    assert estimate([(day, True) for day in range(1, 6001)], 26).median_days == 3000


def test_on_one_day_a_recommendation_comes_before_one_who_leaves() -> None:
    assert estimate([(70, False), (70, True)], 10) == Estimate(70, 50.0)


def test_the_last_day_of_the_aim_is_within_it() -> None:
    assert estimate([(182, True)], 26).within_aim_percent == 100.0
    assert estimate([(183, True)], 26).within_aim_percent == 0.0

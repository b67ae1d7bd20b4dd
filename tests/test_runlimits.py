"""The limits of runs are those that others have published, and exact."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product
from math import comb, log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pace_tui.core import runlimits
from pace_tui.core.runlimits import crossings_limit, longest_run_limit, runs_limits

# useful points: longest run, fewest crossings. Anhøj & Olesen 2014, as qicharts2 works them out.
ANHOEJ = {
    10: (6, 2),
    12: (7, 3),
    16: (7, 4),
    20: (7, 6),
    24: (8, 8),
    30: (8, 10),
    40: (8, 14),
    50: (9, 19),
    60: (9, 23),
    100: (10, 41),
}
# useful points: fewest-most runs, as Perla, Provost & Murray 2011 print it.
PERLA = """
10:3-9 11:3-10 12:3-11 13:4-11 14:4-12 15:5-12 16:5-13 17:5-13 18:6-14 19:6-15 20:6-16 21:7-16
22:7-17 23:7-17 24:8-18 25:8-18 26:9-19 27:10-19 28:10-20 29:10-20 30:11-21 31:11-22 32:11-23
33:12-23 34:12-24 35:12-24 36:13-25 37:13-25 38:14-26 39:14-26 40:15-27 41:15-27 42:16-28
43:16-28 44:17-29 45:17-30 46:17-31 47:18-31 48:18-32 49:19-32 50:19-33 51:20-33 52:20-34
53:21-34 54:21-35 55:22-35 56:22-36 57:23-36 58:23-37 59:24-38 60:24-38
"""


@pytest.mark.parametrize(("useful", "limits"), ANHOEJ.items())
def test_anhoej_limits_are_the_published_ones(useful: int, limits: tuple[int, int]) -> None:
    assert (longest_run_limit(useful), crossings_limit(useful)) == limits


def test_nothing_is_judged_under_ten_useful_points() -> None:
    for useful in range(10):
        assert longest_run_limit(useful) is None
        assert crossings_limit(useful) is None
        assert all(runs_limits(above, useful - above) is None for above in range(useful + 1))


def test_runs_limits_agree_with_the_printed_table_to_within_one() -> None:
    rows = [row.replace(":", "-").split("-") for row in PERLA.split()]
    same = 0
    for useful, low, high in (map(int, row) for row in rows):
        limits = runs_limits(useful // 2, useful - useful // 2)
        assert limits is not None
        assert abs(limits[0] - low) <= 1
        assert abs(limits[1] - high) <= 1
        same += limits == (low, high)
    assert (len(rows), same) == (51, 34)


def test_ten_points_half_above_and_half_below_may_have_three_to_nine_runs() -> None:
    assert runs_limits(5, 5) == (3, 9)


@pytest.mark.parametrize(("above", "below"), [(5, 5), (4, 7), (6, 6), (2, 9), (1, 9), (3, 10)])
def test_runs_limits_are_what_counting_every_order_gives(above: int, below: int) -> None:
    orders = [sides for sides in product("ab", repeat=above + below) if sides.count("a") == above]
    runs = [1 + sum(one != other for one, other in pairwise(o)) for o in orders]
    share = {
        r: (
            Fraction(sum(n <= r for n in runs), len(runs)),
            Fraction(sum(n >= r for n in runs), len(runs)),
        )
        for r in set(runs)
    }
    tail = Fraction(1, 40)
    low = min(r for r, (at_most, _) in share.items() if at_most > tail)
    high = max(r for r, (_, at_least) in share.items() if at_least > tail)
    assert runs_limits(above, below) == (low, high)


def test_a_share_of_exactly_a_fortieth_is_a_signal() -> None:
    # One of 80 points alone on its side: 2 of the 80 places give two runs, which is 2.5 %.
    assert runs_limits(1, 79) == (3, 3)


def test_all_points_on_one_side_make_one_run_whatever_their_order() -> None:
    assert runs_limits(12, 0) == runs_limits(0, 500) == (1, 1)


@given(st.integers(1, 300), st.integers(1, 300))
def test_every_order_is_counted_once(above: int, below: int) -> None:
    assert sum(runlimits._runs(above, below)) == comb(above + below, above)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 1500), st.integers(1, 1500))
def test_the_fast_way_gives_the_exact_runs_limits(above: int, below: int) -> None:
    exact = runlimits._both_tails(runlimits._runs(above, below))
    assert exact is not None
    first, near = runlimits._runs_near(above, below)
    fast = runlimits._both_tails(near, unsure=1e-9)
    if fast is not None:  # it may be too near to call, and then the exact way is taken
        assert (first + fast[0], first + fast[1]) == (2 + exact[0], 2 + exact[1])
    if above + below >= 10:
        assert runs_limits(above, below) == (2 + exact[0], 2 + exact[1])


@settings(max_examples=60, deadline=None)
@given(st.integers(10, 3000))
def test_the_fast_way_gives_the_exact_crossings_limit(useful: int) -> None:
    limit = crossings_limit(useful)
    assert limit is not None
    ways, running = 1, 0  # of the tosses with `heads` heads, and with no more than that
    for heads in range(limit + 1):
        if heads:
            ways = ways * (useful - heads) // heads
        before, running = running, running + ways
    assert before * 20 < 2 ** (useful - 1) <= running * 20


@given(st.integers(10, 10**6))
def test_the_longest_run_limit_is_the_rounded_logarithm_and_three(useful: int) -> None:
    assert longest_run_limit(useful) == round(log2(useful)) + 3


def test_a_hundred_thousand_points_have_limits_symmetric_about_the_mean() -> None:
    limits = runs_limits(50_000, 50_000)
    assert limits is not None
    low, high = limits
    assert low + high == 100_002
    assert 49_690 <= low <= 49_692  # 1.96 standard deviations of 158 under 50,001

"""The run chart's counts, shifts, trends and phases, against figures of others and by counting.

The thirty values and the cases marked "R runchart" are from the README and the tests of
jsphdms/runchart, copyright (c) 2018 Joseph Adams, MIT licence.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pace_tui.core.runchart import Rephased, Value, analyse, shifts_from
from pace_tui.report.runchart import as_json, as_text

THIRTY = [
    *(4, 3, 3, 2, 2, 3, 3, 4, 4, 4, 4, 3, 3, 2, 2),
    *(1, 2, 1, 0, 3, 3, 4, 5, 6, 7, 9, 8, 7, 6, 6),
]

few_levels = st.lists(st.one_of(st.none(), st.integers(-3, 3)), max_size=80)
decimals = st.lists(
    st.one_of(st.integers(-20, 20), st.integers(-200, 200).map(lambda n: Fraction(n, 20))),
    max_size=60,
)


def test_the_thirty_published_values() -> None:
    reading = analyse(THIRTY)
    assert reading.median == 3
    assert (reading.points, reading.useful) == (30, 22)
    assert reading.shifts == (tuple(range(13, 19)), tuple(range(21, 30)))
    assert reading.trends == ((18, 19, 21, 22, 23, 24, 25),)
    assert reading.rephase == (Rephased(0, 7, Fraction(3)), Rephased(21, 28, Fraction(13, 2)))
    assert (reading.longest_run, reading.longest_run_limit) == (9, 7)
    assert (reading.crossings, reading.crossings_limit) == (4, 7)
    assert reading.signal is True
    assert (reading.runs, reading.runs_low, reading.runs_high) == (5, 7, 15)


def runs_by_counting(values: Sequence[Value | None], median: Fraction) -> list[int]:
    useful = [value for value in values if value is not None and value != median]
    return [len(list(run)) for _, run in groupby(useful, key=lambda value: value > median)]


@given(st.one_of(few_levels, decimals), st.one_of(st.none(), st.integers(1, 40)))
def test_counts_are_those_of_counting_point_by_point(
    values: list[Value | None], baseline: int | None
) -> None:
    reading = analyse(values, baseline)
    present = [Fraction(value) for value in values if value is not None]
    if not present:
        assert reading.median is None
        assert (reading.points, reading.useful, reading.runs) == (0, 0, 0)
        return
    median = statistics.median(present[:baseline])
    runs = runs_by_counting(values, median)
    assert reading.median == median
    assert (reading.points, reading.useful) == (len(present), sum(runs))
    assert reading.longest_run == max(runs, default=0)
    assert reading.runs == len(runs)
    assert reading.crossings == max(len(runs) - 1, 0)
    judged = sum(runs) >= 10
    assert (reading.signal is not None) is judged
    if reading.longest_run_limit is not None and reading.crossings_limit is not None:
        too_long = reading.longest_run > reading.longest_run_limit
        assert reading.signal is (too_long or reading.crossings < reading.crossings_limit)


def shifts_by_walking(values: Sequence[Value | None], median: Fraction) -> list[tuple[int, ...]]:
    useful = [(at, v > median) for at, v in enumerate(values) if v is not None and v != median]
    runs = [tuple(at for at, _ in run) for _, run in groupby(useful, key=lambda one: one[1])]
    return [run for run in runs if len(run) >= 6]


@given(st.one_of(few_levels, decimals))
def test_a_shift_is_six_or_more_useful_points_on_one_side(values: list[Value | None]) -> None:
    reading = analyse(values)
    if reading.points < 10 or reading.median is None:
        assert reading.shifts == ()
    else:
        assert list(reading.shifts) == shifts_by_walking(values, reading.median)


@given(few_levels)
def test_a_trend_only_climbs_or_only_falls_and_cannot_be_made_longer(
    values: list[int | None],
) -> None:
    reading = analyse(values)
    present = [at for at, value in enumerate(values) if value is not None]
    for trend in reading.trends:
        taken = [values[at] for at in trend]
        assert len(trend) >= 5
        moves = {other > one for one, other in pairwise(taken) if one is not None and other}
        assert len(moves) <= 1
        inside = present[present.index(trend[0]) : present.index(trend[-1]) + 1]
        skipped = [at for at in inside if at not in trend]
        assert all(values[at] == values[present[present.index(at) - 1]] for at in skipped)
    if len(present) >= 10:
        assert bool(reading.trends) == (longest_climb([values[at] for at in present]) >= 5)


def longest_climb(values: Sequence[int | None]) -> int:
    levels = [int(value or 0) for value, _ in groupby(values)]
    ways = [len(list(way)) for _, way in groupby(b > a for a, b in pairwise(levels))]
    return 1 + max(ways, default=0)


@given(few_levels)
def test_what_is_above_and_what_is_below_are_treated_alike(values: list[int | None]) -> None:
    here, mirrored = analyse(values), analyse([None if v is None else -v for v in values])
    assert here._replace(median=None, rephase=()) == mirrored._replace(median=None, rephase=())
    assert [phase[:2] for phase in here.rephase] == [phase[:2] for phase in mirrored.rephase]


@given(decimals, st.integers(2, 9))
def test_the_unit_does_not_matter(values: list[Value], unit: int) -> None:
    here, other = analyse(values), analyse([value * Fraction(1, unit) for value in values])
    assert here[3:13] == other[3:13]


def test_decimals_that_floats_would_miss_lie_on_the_median() -> None:
    # As floats (0.1 + 0.2) / 2 is not 0.15.
    values = [Fraction(text) for text in ("0.1", "0.15", "0.2", "0.15")]
    assert analyse(values).useful == 2
    assert analyse(values).median == Fraction("0.15")


def test_a_constant_series_says_nothing() -> None:
    reading = analyse([7] * 40)
    assert reading.median == 7
    assert (reading.useful, reading.runs, reading.signal) == (0, 0, None)
    assert reading.shifts == reading.trends == ()
    assert reading.rephase == (Rephased(0, 7, Fraction(7)),)


def test_nine_points_are_too_few_and_ten_are_enough() -> None:
    assert analyse(range(9)).trends == ()
    assert analyse(range(10)).trends == (tuple(range(10)),)
    assert analyse(range(9)).signal is None
    assert analyse(range(10)).signal is True


def test_a_missing_value_is_left_out_and_keeps_its_index() -> None:
    values = [1, None, 2, None, 3, 4, 5, None, 9, 8, 7, 6, 6]
    assert analyse(values).trends == ((0, 2, 4, 5, 6, 8),)
    assert analyse(values).points == 10


def test_a_baseline_is_frozen_and_carried_on() -> None:
    reading = analyse([5, 6, 7, 8, 9, 10, 11, 12, 20, 21, 22, 23, 24, 25], baseline=8)
    assert reading.median == Fraction(17, 2)
    assert reading.shifts == (tuple(range(4, 14)),)
    with pytest.raises(ValueError, match="at least 1"):
        analyse([1, 2, 3], baseline=0)


def test_points_on_the_median_neither_add_to_a_shift_nor_break_it() -> None:
    after = [1] * 5 + [0, 0] + [1] + [0]
    assert shifts_from(Fraction(0), after) == ((0, 1, 2, 3, 4, 7),)
    assert shifts_from(Fraction(0), [1, 2, 3, 4, 5, 0, -1, -2]) == ()


@pytest.mark.parametrize(
    ("values", "trends"),
    [
        # R runchart: a level that is left counts from where it is left; others are skipped.
        ([0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8], [range(4, 13)]),
        ([1, 2, 3, 4, 4, 4, 5, 4, 5, 4], [[0, 1, 2, 3, 6]]),
        # R runchart: a turning point ends one trend and begins the next.
        ([1, 2, 3, 4, 5, -1, -2, -3, -4, -5], [range(5), range(4, 10)]),
        ([1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5], [range(5), range(5, 11)]),
        ([1, 2, 3, 4, 3, 2, 1, 2, 3, 4], []),
    ],
)
def test_trends_as_published(values: list[int], trends: list[Sequence[int]]) -> None:
    assert analyse(values).trends == tuple(tuple(trend) for trend in trends)


@pytest.mark.parametrize(
    ("values", "phases"),
    [
        # R runchart's tests of its baselines, counted from 0.
        (list(range(1, 10)), [(0, 7, "9/2")]),
        ([*range(1, 10), *range(8, 0, -1)], [(0, 7, "9/2")]),
        ([0] * 9 + [1] * 8 + [0] * 9, [(0, 7, "0")]),
        ([0] * 9 + [1] * 8 + [0] * 8 + [1], [(0, 7, "0"), (9, 16, "1")]),
        ([0] * 9 + [1] * 8 + [0] * 9 + [1], [(0, 7, "0"), (9, 16, "1"), (17, 24, "0")]),
        ([1, -1] * 10, [(0, 7, "0")]),
        ([None] * 5 + [1] * 15, [(5, 12, "1")]),
        ([1, 2, 3] + [None] * 7 + [0] * 10, [(0, 14, "0")]),
        ([None] * 15 + [1] * 5, []),
    ],
)
def test_rephased_baselines_as_published(
    values: list[int | None], phases: list[tuple[int, int, str]]
) -> None:
    assert [(a, b, str(m)) for a, b, m in analyse(values).rephase] == phases


def rephase_by_walking(values: Sequence[int]) -> list[tuple[int, Fraction]]:
    """Point by point: the median, then nine in a row on one side of it, again and again."""
    found, at, mine = [], 0, list(range(8))
    while len(values) >= 8:
        median = Fraction(statistics.median([Fraction(values[one]) for one in mine]))
        found.append((mine[0], median))
        run: list[int] = []
        for at in range(mine[-1] + 1, len(values)):
            if values[at] == median:
                continue
            if run and (values[at] > median) != (values[run[-1]] > median):
                run = []
            run.append(at)
            if len(run) == 9:
                break
        if len(run) < 9:
            break
        mine = run[:8]
    return found


@given(st.lists(st.sampled_from([0, 1, 5, 6, 9]), max_size=200))
def test_rephasing_is_what_walking_point_by_point_gives(values: list[int]) -> None:
    found = [(phase.start, phase.median) for phase in analyse(values).rephase]
    assert found == rephase_by_walking(values)


def test_a_sustained_shift_far_down_a_long_series_is_found() -> None:
    values = [0, 2] * 1000 + [5] * 9
    assert [phase.start for phase in analyse(values).rephase] == [0, 2000 - 1]


def test_the_median_of_an_even_count_lies_half_way() -> None:
    assert analyse([2, 1]).median == Fraction(3, 2)
    assert analyse([2, -5, 1]).median == 1


def test_the_json_has_the_names_others_hold_on_to_and_plain_numbers() -> None:
    told = as_json(analyse([1, 2, Fraction(1, 2), None, 7]))
    assert list(told)[:5] == ["points", "useful", "median", "longest_run", "longest_run_limit"]
    assert list(told)[5:8] == ["crossings", "crossings_limit", "signal"]
    assert list(told)[8:] == ["runs", "runs_low", "runs_high", "shifts", "trends", "rephase"]
    assert told["median"] == 1.5
    assert told["longest_run_limit"] is told["signal"] is told["runs_low"] is None
    assert as_json(analyse(THIRTY))["rephase"][1] == {"start": 21, "end": 28, "median": 6.5}
    assert as_json(analyse([]))["median"] is None


def test_the_words_say_counts_limits_and_that_a_trend_is_weak() -> None:
    words = as_text(analyse(THIRTY), [f"day {at}" for at in range(30)])
    assert "Median 3." in words
    assert "Shift: 9 in a row on one side of the median, day 21 to day 29." in words
    assert "Trend (a weak signal): 7 in a row" in words
    assert "Runs: 5; 7 to 15 are usual. Worth asking why." in words
    assert "Too few to judge" in as_text(analyse([1, 2, 3]))
    assert as_text(analyse([])) == "No values, so there is nothing to say."

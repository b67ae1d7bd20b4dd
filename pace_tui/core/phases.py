"""The phases of a team's run chart, each judged against its own median, and what they say.

The phase since PACE start is judged besides against the median of the one before it, frozen
and carried on, so that a lasting change shows (Perla, Provost & Murray 2011). A signal asks
a question; it never judges the people.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from pace_tui.core.clock import WEEK, count_of, say_date
from pace_tui.core.runchart import MEDIAN_FROM, Reading, analyse, shifts_from
from pace_tui.core.runlimits import JUDGED_FROM

ALL = "all"
BEFORE = "before PACE start"
SINCE = "since PACE start"

_ASK = "Worth asking why."


class Said(NamedTuple):
    """A signal: the rule's name, how many points, from when to when, and the sentence.

    Rules: `shift_from_baseline`, `shift`, `trend`, `few_runs`, `many_runs`, and Anhøj's
    `long_run` and `few_crossings`. `indices` are places in `TeamChart.dots`.
    """

    rule: str
    points: int
    from_on: date
    to_on: date
    text: str
    indices: tuple[int, ...]


class Phase(NamedTuple):
    """The points between two changes, judged against their own median (`median_days`).

    `first` and `after` are the half-open slice of `TeamChart.dots`; `from_on` and `to_on` the
    days of its first and last recommendation. There is no median under 8 points, and limits
    are `None` under 10 useful points, where nothing is judged.
    """

    name: str
    from_on: date | None
    to_on: date | None
    first: int
    after: int
    useful: int
    median_days: Fraction | None
    longest_run: int
    longest_run_limit: int | None
    crossings: int
    crossings_limit: int | None
    runs: int
    runs_low: int | None
    runs_high: int | None
    signals: tuple[Said, ...]

    @property
    def points(self) -> int:
        """How many children were recommended in the phase."""
        return self.after - self.first

    @property
    def median_weeks(self) -> int | None:
        """The median in completed weeks."""
        return None if self.median_days is None else int(self.median_days // WEEK)


class Point(NamedTuple):
    """What a phase needs to know of a child who was recommended."""

    on: date
    days: int


def split(points: Sequence[Point], pace_start: date | None) -> tuple[Phase, ...]:
    """The phases of the points (in order), split at PACE start; a phase without points is
    left out."""
    if pace_start is None:
        cuts = [(ALL, 0, len(points))]
    else:
        cut = sum(point.on < pace_start for point in points)
        cuts = [(BEFORE, 0, cut), (SINCE, cut, len(points))]
    phases: list[Phase] = []
    for name, first, after in cuts:
        if first < after:
            before = phases[-1] if phases else None
            phases.append(_judge(name, points, first, after, before))
    return tuple(phases)


def _judge(
    name: str, points: Sequence[Point], first: int, after: int, before: Phase | None
) -> Phase:
    days = [point.days for point in points[first:after]]
    reading = analyse(days)
    phase = Phase(
        name,
        points[first].on,
        points[after - 1].on,
        first,
        after,
        reading.useful,
        reading.median if len(days) >= MEDIAN_FROM else None,
        reading.longest_run,
        reading.longest_run_limit,
        reading.crossings,
        reading.crossings_limit,
        reading.runs,
        reading.runs_low,
        reading.runs_high,
        (),
    )
    signals = [*_since_baseline(before, phase, points), *_own_signals(phase, reading, points)]
    return phase._replace(signals=tuple(signals))


def _since_baseline(before: Phase | None, phase: Phase, points: Sequence[Point]) -> list[Said]:
    """The shifts against the median of the phase before, where that has points enough."""
    if before is None or before.median_days is None or before.points < JUDGED_FROM:
        return []
    old = before.median_days
    days = [point.days for point in points[phase.first : phase.after]]

    def sentence(run: tuple[int, ...]) -> str:
        side = _side(points[run[0]].days, old)
        start, end = points[run[0]].on, points[run[-1]].on
        # What goes on to the last child who counts goes on still.
        goes_on = all(point.days == old for point in points[run[-1] + 1 : phase.after])
        when = f"since {say_date(start)}" if goes_on else _between(start, end)
        return f"Shift: {len(run)} in a row {side} the old median ({_weeks(old)}) {when}. {_ASK}"

    return _said("shift_from_baseline", shifts_from(old, days), phase, points, sentence)


def _own_signals(phase: Phase, reading: Reading, points: Sequence[Point]) -> list[Said]:
    """What the phase says against its own median; nothing where it is not judged."""
    if phase.median_days is None or reading.signal is None:
        return []
    own = phase.median_days

    def shift(run: tuple[int, ...]) -> str:
        side = _side(points[run[0]].days, own)
        return (
            f"Shift: {len(run)} in a row {side} the median ({_weeks(own)}) "
            f"{_when(run, points)}. {_ASK}"
        )

    def trend(run: tuple[int, ...]) -> str:
        longer = points[run[1]].days > points[run[0]].days
        return (
            f"Trend (a weak signal): {len(run)} in a row, each "
            f"{'longer' if longer else 'shorter'} than the one before, {_when(run, points)}. {_ASK}"
        )

    return [
        *_said("shift", reading.shifts, phase, points, shift),
        *_said("trend", reading.trends, phase, points, trend),
        *_runs_signals(phase, points),
        *_anhoej_signals(phase, reading, points),
    ]


def _runs_signals(phase: Phase, points: Sequence[Point]) -> list[Said]:
    """Too few or too many runs for so many points above and below the median."""
    low, high, runs = phase.runs_low, phase.runs_high, phase.runs
    if low is None or high is None or low <= runs <= high:
        return []
    usual = f"{low:,} to {high:,} are usual with {phase.useful:,} useful points"
    have = f"{'Few' if runs < low else 'Many'} runs: {count_of(runs, 'run')} where {usual}"
    how = "long and short waits come in stretches" if runs < low else "the waits swing to and fro"
    rule = "few_runs" if runs < low else "many_runs"
    return [_whole(rule, f"{have}: {how}. {_ASK}", phase, points)]


def _anhoej_signals(phase: Phase, reading: Reading, points: Sequence[Point]) -> list[Said]:
    """Anhøj's two rules. A run over its limit is always a shift, too: its points are known."""
    said = []
    longest, usual = phase.longest_run, phase.longest_run_limit
    if usual is not None and longest > usual:
        runs = [run for run in reading.shifts if len(run) == longest]

        def sentence(run: tuple[int, ...]) -> str:
            return (
                f"Long run (Anhøj): {longest} in a row on one side of the median "
                f"{_when(run, points)}, where up to {usual} are usual. {_ASK}"
            )

        said += _said("long_run", runs, phase, points, sentence)
    fewest = phase.crossings_limit
    if fewest is not None and phase.crossings < fewest:
        have = (
            f"the median is crossed {_times(phase.crossings)}, where {fewest:,} or more are usual"
        )
        said.append(
            _whole("few_crossings", f"Few crossings (Anhøj): {have}. {_ASK}", phase, points)
        )
    return said


def _said(
    rule: str,
    stretches: Sequence[tuple[int, ...]],
    phase: Phase,
    points: Sequence[Point],
    sentence: Callable[[tuple[int, ...]], str],
) -> list[Said]:
    """One signal for each stretch of a phase's points."""
    said = []
    for stretch in stretches:
        run = tuple([phase.first + at for at in stretch])
        start, end = points[run[0]].on, points[run[-1]].on
        said.append(Said(rule, len(run), start, end, sentence(run), run))
    return said


def _whole(rule: str, text: str, phase: Phase, points: Sequence[Point]) -> Said:
    """A signal of the whole phase."""
    indices = tuple(range(phase.first, phase.after))
    start, end = points[phase.first].on, points[phase.after - 1].on
    return Said(rule, phase.points, start, end, text, indices)


def _side(days: int, median: Fraction) -> str:
    return "above" if days > median else "below"


def _weeks(days: Fraction) -> str:
    return count_of(int(days // WEEK), "week")


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number:,} times")


def _when(run: tuple[int, ...], points: Sequence[Point]) -> str:
    return _between(points[run[0]].on, points[run[-1]].on)


def _between(start: date, end: date) -> str:
    if start == end:
        return f"on {say_date(start)}"
    return f"from {say_date(start)} to {say_date(end)}"

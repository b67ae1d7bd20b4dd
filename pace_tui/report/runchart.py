"""What a series says, as JSON and in plain words, for `runchart`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pace_tui.core.clock import count_of
from pace_tui.core.runchart import Reading
from pace_tui.report.teamchart import number

_LISTED = 10  # shifts or trends told one by one; of more, how many


def as_json(reading: Reading) -> dict[str, Any]:
    """The reading in JSON's types, its keys as fields are named; numbers whole where they are."""
    return {
        **reading._asdict(),
        "median": number(reading.median),
        "shifts": [list(run) for run in reading.shifts],
        "trends": [list(run) for run in reading.trends],
        "rephase": [
            {"start": phase.start, "end": phase.end, "median": number(phase.median)}
            for phase in reading.rephase
        ],
    }


def as_text(reading: Reading, labels: Sequence[str] = ()) -> str:
    """The reading in plain words, a line each. `labels` name the points (dates); without them
    the first point is 1."""
    if reading.median is None:
        return "No values, so there is nothing to say."
    lines = [
        f"{count_of(reading.points, 'point')}, {reading.useful:,} of them not on the median.",
        f"Median {number(reading.median)}.",
        *_runs(reading),
        *_stretches("Shift", "on one side of the median", reading.shifts, labels),
        *_stretches("Trend (a weak signal)", "all rising or all falling", reading.trends, labels),
        *_rephased(reading, labels),
    ]
    return "\n".join(lines)


def _runs(reading: Reading) -> list[str]:
    """The runs test and Anhøj's two rules, each with its counts and limits."""
    low, high = reading.runs_low, reading.runs_high
    if low is None or high is None:
        return ["Too few to judge: it takes 10 points that are not on the median."]
    runs = "No signal." if low <= reading.runs <= high else "Worth asking why."
    anhoej = "Worth asking why (Anhøj)." if reading.signal else "No signal (Anhøj)."
    return [
        f"Runs: {reading.runs:,}; {low:,} to {high:,} are usual. {runs}",
        f"Longest run: {reading.longest_run:,}; up to {reading.longest_run_limit:,} is usual. "
        f"Crossings: {reading.crossings:,}; {reading.crossings_limit:,} or more are usual. "
        f"{anhoej}",
    ]


def _stretches(
    rule: str, what: str, stretches: Sequence[tuple[int, ...]], labels: Sequence[str]
) -> list[str]:
    lines = [
        f"{rule}: {len(run):,} in a row {what}, {_label(run[0], labels)} to "
        f"{_label(run[-1], labels)}. Worth asking why."
        for run in stretches[:_LISTED]
    ]
    more = len(stretches) - _LISTED
    return [*lines, f"{rule}: {more:,} more."] if more > 0 else lines


def _rephased(reading: Reading, labels: Sequence[str]) -> list[str]:
    """Where a sustained shift would give a new median: offered, never done by itself."""
    lines = [
        f"A sustained shift begins at {_label(phase.start, labels)}: "
        f"a median of {number(phase.median)} from there, if the cause is known and lasts."
        for phase in reading.rephase[1:][:_LISTED]
    ]
    more = len(reading.rephase) - 1 - _LISTED
    return [*lines, f"Sustained shifts: {more:,} more."] if more > 0 else lines


def _label(index: int, labels: Sequence[str]) -> str:
    """The point's own label; its number, from 1, where it has none."""
    label = labels[index] if index < len(labels) else ""
    return label or f"point {index + 1:,}"

"""A team's chart as JSON, for `chart --format json`. No names of children."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from pace_tui.core.clock import weeks_in
from pace_tui.core.teamchart import Bar, Dot, Estimate, Phase, Said, TeamChart


def as_json(chart: TeamChart) -> dict[str, Any]:
    """The chart in JSON's types: ISO dates, whole days, completed weeks."""
    return {
        "title": chart.title,
        "as_at": chart.as_at.isoformat(),
        "aim_weeks": chart.aim_weeks,
        "pace_start": _date(chart.pace_start),
        "points": [_point(dot) for dot in chart.dots],
        "phases": [_phase(phase) for phase in chart.phases],
        "waiting": [_waiting(bar) for bar in chart.waiting],
        "ended_without_recommendation": dict(chart.ended_otherwise),
        "left_out": [
            {"reference": child.reference, "reason": child.reason} for child in chart.left_out
        ],
        "tests_of_change": [
            {"on": mark.on.isoformat(), "kind": mark.kind, "name": mark.name}
            for mark in chart.marks
        ],
        "estimate": _estimate(chart.estimate),
        "text": chart.text,
    }


def number(value: Fraction | None) -> int | float | None:
    """A fraction as JSON has numbers: whole where it is whole."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def _date(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _point(dot: Dot) -> dict[str, Any]:
    return {
        "reference": dot.reference,
        "recommended_on": dot.recommended_on.isoformat(),
        "days": dot.days,
        "weeks": weeks_in(dot.days),
        "worker": dot.worker,
        "team": dot.team,
    }


def _phase(phase: Phase) -> dict[str, Any]:
    return {
        "name": phase.name,
        "from": _date(phase.from_on),
        "to": _date(phase.to_on),
        "points": phase.points,
        "useful": phase.useful,
        "median_days": number(phase.median_days),
        "median_weeks": phase.median_weeks,
        "longest_run": phase.longest_run,
        "longest_run_limit": phase.longest_run_limit,
        "crossings": phase.crossings,
        "crossings_limit": phase.crossings_limit,
        "runs": phase.runs,
        "runs_low": phase.runs_low,
        "runs_high": phase.runs_high,
        "signals": [_signal(said) for said in phase.signals],
    }


def _signal(said: Said) -> dict[str, Any]:
    return {
        "rule": said.rule,
        "points": said.points,
        "from": said.from_on.isoformat(),
        "to": said.to_on.isoformat(),
        "text": said.text,
    }


def _waiting(bar: Bar) -> dict[str, Any]:
    return {
        "reference": bar.reference,
        "days": bar.days,
        "weeks": weeks_in(bar.days),
        "lives_with": bar.lives_with,
        "status": bar.status,
    }


def _estimate(estimate: Estimate) -> dict[str, Any]:
    median = estimate.median_days
    return {
        "median_days": median,
        "median_weeks": None if median is None else weeks_in(median),
        "within_aim_percent": estimate.within_aim_percent,
    }

"""A team's chart in words: a few sentences that can be read aloud or pasted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pace_tui.core.clock import count_of, say_date, weeks_in, within
from pace_tui.core.phases import ALL, SINCE, Phase
from pace_tui.core.runchart import MEDIAN_FROM
from pace_tui.core.words import lives_with

if TYPE_CHECKING:
    from pace_tui.core.teamchart import TeamChart

_NAMED = 10  # children left out who are named; of more, how many


def describe(chart: TeamChart) -> str:
    """The whole chart in words. No names of children: references, where one must be found."""
    return " ".join(sentences(chart))


def sentences(chart: TeamChart) -> list[str]:
    """The same, a paragraph a fact, for a screen that has the room."""
    said = [
        f"{chart.title}, as at {say_date(chart.as_at)}." if chart.title else "",
        _recommended(chart),
        *(_phase(phase, chart) for phase in chart.phases),
        *_signals(chart),
        _waiting(chart),
        _ended(chart),
        _left_out(chart),
        _estimate(chart),
        _caveat(chart),
    ]
    return [sentence for sentence in said if sentence]


def _recommended(chart: TeamChart) -> str:
    """How many were recommended, since when, and how many of them within the aim."""
    dots = chart.dots
    aim = f"The aim is {count_of(chart.aim_weeks, 'week')}"
    if not dots:
        return f"No child has a recommendation yet. {aim}."
    if len(dots) == 1:
        on, weeks = say_date(dots[0].recommended_on), count_of(weeks_in(dots[0].days), "week")
        return f"1 child was recommended, on {on} after {weeks}. {aim}."
    reached = sum(within(dot.days, chart.aim_weeks) for dot in dots)
    first = say_date(dots[0].recommended_on)
    return (
        f"{len(dots):,} children were recommended since {first}. {aim}: {reached:,} were within it."
    )


def _phase(phase: Phase, chart: TeamChart) -> str:
    """A phase's median with its count; that it is too early for one where it is."""
    name = "" if phase.name == ALL else phase.name[0].upper() + phase.name[1:]
    if phase.name == SINCE and chart.pace_start:
        name += f" ({say_date(chart.pace_start)})"
    start = f"{name}: " if name else ""
    children = count_of(phase.points, "child", "children")
    if phase.median_days is None:
        return f"{start}{children}, too few for a median (it takes {MEDIAN_FROM})."
    weeks = count_of(phase.median_weeks or 0, "week")
    median = f"{start}{children}, median {weeks}"
    if phase.runs_low is None:
        return f"{median} (provisional: too few to judge)."
    return median + "."


def _signals(chart: TeamChart) -> list[str]:
    """The latest signal of each rule and phase, and how many came before it."""
    said = []
    for phase in chart.phases:
        latest = {signal.rule: signal for signal in phase.signals}
        counts = Counter(signal.rule for signal in phase.signals)
        for rule, signal in latest.items():
            earlier = counts[rule] - 1
            said.append(signal.text + (f" ({earlier:,} more before it.)" if earlier else ""))
    judged = any(phase.runs_low is not None for phase in chart.phases)
    if judged and not said:
        return ["No signal: the waits vary as they do by chance."]
    return list(dict.fromkeys(said))


def _waiting(chart: TeamChart) -> str:
    """Who still waits: how many, the longest and where, past the aim and too early to say."""
    if not chart.waiting:
        return "No child is waiting for a recommendation."
    longest = max(chart.waiting, key=lambda bar: bar.days)
    home = lives_with(longest.lives_with)
    weeks = count_of(weeks_in(longest.days), "week")
    past = sum(not within(bar.days, chart.aim_weeks) for bar in chart.waiting)
    early = len(chart.waiting) - past
    if len(chart.waiting) == 1:
        so_far = "past the aim" if past else "too early to say"
        return f"1 child is still waiting, {weeks} so far ({home}); {so_far}."
    return (
        f"{len(chart.waiting):,} children are still waiting, the longest {weeks} ({home}): "
        f"{past:,} past the aim, {early:,} too early to say."
    )


def _ended(chart: TeamChart) -> str:
    """Neither success nor waiting: those whose period ended without a recommendation."""
    total = sum(count for _, count in chart.ended_otherwise)
    if not total:
        return ""
    reasons = ", ".join(f"{reason} {count:,}" for reason, count in chart.ended_otherwise)
    return f"Ended without a recommendation: {total:,} ({reasons})."


def _left_out(chart: TeamChart) -> str:
    """Whom the chart cannot show, by reference, and why."""
    if not chart.left_out:
        return ""
    named = "; ".join(
        f"{child.reference}: {child.reason.rstrip('.')}" for child in chart.left_out[:_NAMED]
    )
    more = len(chart.left_out) - _NAMED
    rest = f"; and {more:,} more" if more > 0 else ""
    children = count_of(len(chart.left_out), "child", "children")
    return f"Left out until the dates are checked: {children} ({named}{rest})."


def _estimate(chart: TeamChart) -> str:
    """The Kaplan-Meier estimate in plain words; none of so few that a median says nothing."""
    median, percent = chart.estimate
    if percent is None or len(chart.dots) + len(chart.waiting) < MEDIAN_FROM:
        return ""
    share = f"about {percent:.0f}% are recommended within {count_of(chart.aim_weeks, 'week')}"
    half = "the half-way point is not reached yet"
    if median is not None:
        half = f"half are recommended after {count_of(weeks_in(median), 'week')}"
    return f"Counting those still waiting, {half}, and {share}."


def _caveat(chart: TeamChart) -> str:
    """Clearing long waits lifts the dots; said before anybody takes it for a failure."""
    if all(within(bar.days, chart.aim_weeks) for bar in chart.waiting):
        return ""
    return (
        "When a child who has waited long is recommended, the chart goes up: "
        "that is the system working."
    )

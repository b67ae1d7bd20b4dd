"""One child's journey as text, Markdown and JSON, as at a date.

Text and Markdown are the same sections; a line is one fact, so that it can be read aloud.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from pace_tui.core import words
from pace_tui.core.caseload import Review, Row, Scene, display_name
from pace_tui.core.clock import (
    add_days,
    count_of,
    days_between,
    say_age,
    say_date,
    say_day,
    say_weeks,
)
from pace_tui.core.pathway import Planned
from pace_tui.core.record import Case, Recommendation
from pace_tui.core.words import printable
from pace_tui.report import wording
from pace_tui.report.listing import iso, markdown, row_as_json

_ELEMENTS = {"physical": "Physical", "legal": "Legal", "emotional": "Emotional"}
_JUDGEMENTS = {"settled": "settled", "partly": "partly", "not_yet": "not yet"}


class Section(NamedTuple):
    """A heading and its lines; a line's own details are indented beneath it."""

    title: str
    lines: list[str]
    details: dict[int, list[str]]


def as_text(review: Review, scene: Scene, hide_names: bool) -> str:
    """The journey as plain text: the header sentences, then a section for each kind of fact."""
    lines = list(_header(review, scene, hide_names))
    for title, facts, details in _sections(review, scene, hide_names):
        lines += ["", title]
        for at, fact in enumerate(facts):
            lines.append(f"  {fact}")
            lines += [f"      {detail}" for detail in details.get(at, ())]
    return "\n".join(printable(line) for line in lines)


def as_markdown(review: Review, scene: Scene, hide_names: bool) -> str:
    """The journey as Markdown: the same words, with headings and lists."""
    first, *rest = _header(review, scene, hide_names)
    lines = [f"# {markdown(first)}", "", *(f"{markdown(line)}  " for line in rest)]
    for title, facts, details in _sections(review, scene, hide_names):
        lines += ["", f"## {title}", ""]
        for at, fact in enumerate(facts):
            lines.append(f"- {markdown(fact)}")
            lines += [f"  - {markdown(detail)}" for detail in details.get(at, ())]
    return "\n".join(lines)


def _header(review: Review, scene: Scene, hide_names: bool) -> Iterator[str]:
    row, as_at = review.row, scene.as_at
    name = display_name(row, hide_names)
    reference = "" if name == row.reference else f" ({row.reference})"
    who = ", ".join(each for each in (row.worker, row.team) if each)
    yield f"{name}{reference}, age {say_age(row.date_of_birth, as_at)}" + (
        f"; {who}" if who else ""
    )
    if row.accommodated_on:
        aim_day = add_days(row.accommodated_on, row.aim_weeks * 7)
        yield (
            f"Accommodated {say_day(row.accommodated_on)}: {_so_far(row, as_at)}. "
            f"The aim is {row.aim_weeks} weeks, by {say_day(aim_day)}."
        )
    if row.ended_on and row.ended_on <= as_at:
        why = f": {review.case.end_reason}" if review.case.end_reason else ""
        yield f"This period of care ended {say_day(row.ended_on)}{why}."
    yield f"{words.STATUS[row.status]}: {wording.reason(row, as_at)}."


def _so_far(row: Row, as_at: date) -> str:
    if row.days is None or row.recommended_on or row.status == "check":
        return wording.weeks_so_far(row)
    return f"{say_weeks(row.days)} so far, as at {say_day(as_at)}"


def _sections(review: Review, scene: Scene, hide_names: bool) -> Iterator[Section]:
    case, as_at = review.case, scene.as_at
    if review.row.status != "check" and review.row.warnings:
        yield _section("Warnings", (each.text for each in review.row.warnings))
    tasks = {
        at: list(step.rule.tasks)
        for at, step in enumerate(review.plan.steps)
        if step.open and step.rule.tasks
    }
    if review.plan.steps:
        steps = [say_step(step, as_at) for step in review.plan.steps]
        yield Section("Steps", steps, tasks)
    for title, lines in (
        ("Recommendation", _recommendations(case, as_at)),
        ("Homes", _homes(case, as_at)),
        ("Legal basis", _legal(case, as_at)),
        ("Brothers and sisters", _kin(case, hide_names)),
        ("The child's views", _views(case, as_at)),
        ("The three elements of permanence", _elements(case, as_at)),
        ("Workers", _workers(case, as_at)),
        ("Other periods of care", _others(case, as_at)),
        ("Notes", _notes(case, as_at, hide_names)),
    ):
        section = _section(title, lines)
        if section.lines:
            yield section


def _section(title: str, lines: Iterator[str]) -> Section:
    return Section(title, list(lines), {})


def say_step(step: Planned, as_at: date) -> str:
    """`Legal advice received: due 11 Nov, 9 days late, not booked yet`."""
    parts = []
    if step.not_needed:
        parts.append("not needed")
    elif step.done_on:
        parts.append(f"done {say_date(step.done_on)}")
        if step.due_on:
            parts.append(f"due {say_date(step.due_on)}")
    else:
        if step.due_on:
            parts.append(wording.due(step.due_on, step.days_late, as_at))
        else:
            parts.append("no date set")
        if step.booked_on:
            parts.append(f"booked {say_day(step.booked_on)}")
    if step.moved:
        parts.append(f"date moved {count_of(step.moved, 'time')}")
    if step.note:
        parts.append(step.note)
    return f"{step.rule.name}: {', '.join(parts)}"


def _recommendations(case: Case, as_at: date) -> Iterator[str]:
    for each in case.recommendations:
        if each.recommended_on <= as_at:
            yield _say_recommendation(each, as_at)


def _say_recommendation(each: Recommendation, as_at: date) -> str:
    text = f"{words.route(each.route) or 'Route not recorded'}, {say_day(each.recommended_on)}"
    if each.meeting:
        text += f", at {each.meeting}"
    if each.withdrawn_on and each.withdrawn_on <= as_at:
        text += f"; withdrawn {say_day(each.withdrawn_on)}"
    return text


def _span(start: date, end: date | None, as_at: date) -> str:
    """`6 Feb 2026 to 3 Apr 2026, 56 days`, or `since 6 Feb 2026, 287 days`."""
    ended = end is not None and end <= as_at
    length = count_of(days_between(start, end if ended and end else as_at), "day")
    if ended and end:
        return f"{say_date(start)} to {say_date(end)}, {length}"
    return f"since {say_date(start)}, {length}"


def _homes(case: Case, as_at: date) -> Iterator[str]:
    for home in case.homes:
        if home.from_on <= as_at:
            place = f" ({home.place})" if home.place else ""
            span = _span(home.from_on, home.to_on, as_at)
            yield f"{words.lives_with(home.lives_with)}{place}: {span}"


def _legal(case: Case, as_at: date) -> Iterator[str]:
    for legal in case.legal:
        if legal.from_on <= as_at:
            span = _span(legal.from_on, legal.to_on, as_at)
            yield f"{words.legal_basis(legal.basis)}: {span}"


def _kin(case: Case, hide_names: bool) -> Iterator[str]:
    for kin in case.kin:
        name = kin.reference if hide_names or not kin.name else f"{kin.name} ({kin.reference})"
        route = f", recommended: {words.route(kin.route)}" if kin.route else ""
        yield f"{name}: {words.lives_with(kin.lives_with)}{route}"


def _views(case: Case, as_at: date) -> Iterator[str]:
    for day in case.views_heard:
        if day <= as_at:
            yield f"heard {say_day(day)}"


def _elements(case: Case, as_at: date) -> Iterator[str]:
    for each in case.judgements:
        if each.judged_on <= as_at:
            note = f": {each.note}" if each.note else ""
            judged = _JUDGEMENTS.get(each.judgement, each.judgement)
            element = _ELEMENTS.get(each.element, each.element)
            yield f"{element}: {judged}, {say_date(each.judged_on)}{note}"


def _workers(case: Case, as_at: date) -> Iterator[str]:
    for each in case.allocations:
        if each.from_on <= as_at:
            who = ", ".join(name for name in (each.worker, each.team) if name) or "nobody"
            yield f"{who}: {_span(each.from_on, each.to_on, as_at)}"


def _others(case: Case, as_at: date) -> Iterator[str]:
    for start, end in case.others:
        if start is None:
            yield "a period whose start is not recorded"
        elif start <= as_at:
            yield _span(start, end, as_at)


def _notes(case: Case, as_at: date, hide_names: bool) -> Iterator[str]:
    notes = [(on, text) for on, text in case.notes if on <= as_at]
    if notes and hide_names:
        yield f"{count_of(len(notes), 'note')}, not shown while names are hidden"
        return
    for on, text in notes:
        yield f"{say_date(on)}: {text}"


def as_json(review: Review, scene: Scene, hide_names: bool) -> dict[str, Any]:
    """The journey in JSON's types: the caseload's row and every fact known by the date."""
    case, as_at = review.case, scene.as_at
    return {
        "as_at": iso(as_at),
        **row_as_json(review.row, hide_names),
        "ended_on": iso(case.ended_on),
        "end_reason": case.end_reason,
        "steps": [_step_as_json(step) for step in review.plan.steps],
        "recommendations": [_dated(each) for each in case.recommendations if _known(each, as_at)],
        "homes": [_dated(each) for each in case.homes if each.from_on <= as_at],
        "legal": [_dated(each) for each in case.legal if each.from_on <= as_at],
        "allocations": [_dated(each) for each in case.allocations if each.from_on <= as_at],
        "brothers_and_sisters": [
            {**_dated(each), "name": None if hide_names else each.name} for each in case.kin
        ],
        "views_heard": [iso(day) for day in case.views_heard if day <= as_at],
        "elements": [_dated(each) for each in case.judgements if each.judged_on <= as_at],
        "other_periods": [
            {"accommodated_on": iso(start), "ended_on": iso(end)} for start, end in case.others
        ],
        "notes": None
        if hide_names
        else [{"noted_on": iso(on), "text": text} for on, text in case.notes if on <= as_at],
    }


def _known(each: Recommendation, as_at: date) -> bool:
    return each.recommended_on <= as_at


def _dated(record: Any) -> dict[str, Any]:
    """A record's fields, its dates as ISO."""
    return {
        key: iso(value) if isinstance(value, date) else value
        for key, value in record._asdict().items()
    }


def _step_as_json(step: Planned) -> dict[str, Any]:
    rule = step.rule
    return {
        "key": rule.key,
        "name": rule.name,
        "due_on": iso(step.due_on),
        "booked_on": iso(step.booked_on),
        "done_on": iso(step.done_on),
        "not_needed": step.not_needed,
        "days_late": step.days_late,
        "moved": step.moved,
        "note": step.note,
        "required": rule.required,
        "basis": rule.basis,
        "source": rule.source,
        "tasks": list(rule.tasks),
    }

"""One child on one page: the journey above, steps to the left, the rest of the story beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pace_tui.core import words
from pace_tui.core.caseload import Review, display_name
from pace_tui.core.clock import (
    count_of,
    days_between,
    say_age,
    say_date,
    say_near,
    say_span,
    say_weeks,
    short_span,
)
from pace_tui.core.pathway import Planned
from pace_tui.core.text import cells, cut, pad, wrap
from pace_tui.draw.glyphs import Glyphs
from pace_tui.draw.grid import Run
from pace_tui.draw.journey import draw_journey, mark_of, say_next

Lines = list[list[Run]]
_TWO_COLUMNS = 112
_BETWEEN = 3
_STEP_ROOM = 60
_WHEN = 11
_HOW = 17
_NAME = 34


class Page(NamedTuple):
    """What a page is drawn for."""

    review: Review
    as_at: date
    glyphs: Glyphs
    hide_names: bool


def draw_page(page: Page, width: int) -> Lines:
    """The whole page as rows of runs, each at most `width` cells."""
    inner = max(20, width - 2)
    top = [*_who(page, inner), *_journey(page, inner), *_warnings(page, inner)]
    if inner < _TWO_COLUMNS:
        body = [*_steps(page, inner), *_story(page, inner)]
    else:
        left = max(_STEP_ROOM, (inner - _BETWEEN) // 2)
        right = inner - _BETWEEN - left
        body = _side_by_side(_steps(page, left), _story(page, right), left)
    return [[(" ", ""), *row] for row in (*top, *body)]


def _side_by_side(left: Lines, right: Lines, width: int) -> Lines:
    rows = []
    for at in range(max(len(left), len(right))):
        row = left[at] if at < len(left) else []
        used = sum(cells(text) for text, _ in row)
        gap: Run = (" " * (width - used + _BETWEEN), "")
        rows.append([*row, gap, *(right[at] if at < len(right) else [])])
    return rows


def _heading(title: str, width: int, glyphs: Glyphs) -> Lines:
    line = glyphs.line * max(0, width - cells(title) - 1)
    return [[], [(title, "heading"), (f" {line}", "rule")]]


def _who(page: Page, width: int) -> Lines:
    row, case = page.review.row, page.review.case
    name = display_name(row, page.hide_names)
    dot = f" {page.glyphs.separator} "
    facts = [] if name == row.reference else [row.reference]
    if case.date_of_birth:
        facts.append(f"aged {say_age(case.date_of_birth, page.as_at)}")
    if row.worker:
        facts.append(f"{row.worker}, {row.team}" if row.team else row.worker)
    facts.append(words.lives_with(row.lives_with))
    name = cut(name, width, page.glyphs.ellipsis)
    title = cut(dot + dot.join(facts), width - cells(name), page.glyphs.ellipsis)
    status = f"{page.glyphs.status[row.status]} {words.STATUS[row.status]}"
    space = " " * (cells(status) + 3)
    first, *rest = wrap(_how_long(page), width - len(space))
    return [
        [(name, "title"), (title, "dim")],
        [(status, row.status), (f"   {first}", "text")],
        *([(space + line, "text")] for line in rest),
    ]


def _how_long(page: Page) -> str:
    row, case = page.review.row, page.review.case
    if case.accommodated_on is None or row.days is None or row.days < 0:
        return "The weeks cannot be worked out until the dates are mended."
    since = f"accommodated {say_date(case.accommodated_on)}"
    if row.recommended_on:
        return (
            f"{say_weeks(row.days)} to the recommendation of {say_date(row.recommended_on)} "
            f"({words.route(row.route)}); {since}"
        )
    if case.ended_on and case.ended_on <= page.as_at:
        reason = f": {case.end_reason}" if case.end_reason else ""
        return f"{since}, ended {say_date(case.ended_on)}{reason}"
    return f"{say_weeks(row.days)}, {since}; the aim is {count_of(row.aim_weeks, 'week')}"


def _journey(page: Page, width: int) -> Lines:
    line = draw_journey(page.review, page.as_at, width, page.glyphs)
    sentence = say_next(page.review, page.as_at)
    return [[], *line, *([(text, "strong")] for text in wrap(sentence, width))]


def _warnings(page: Page, width: int) -> Lines:
    rows: Lines = []
    for warning in page.review.row.warnings:
        style = "overdue" if warning.rule != "due_soon" else "due_soon"
        for nth, text in enumerate(wrap(warning.text, width - 2)):
            mark = page.glyphs.step["late"] if nth == 0 else " "
            rows.append([(f"{mark} ", style), (text, "text")])
    return rows


def _steps(page: Page, width: int) -> Lines:
    rows = _heading("Steps", width, page.glyphs)
    name_room = max(10, min(_NAME, width - 5 - 2 - _WHEN - _HOW))
    rows.append([(f"     {pad('', name_room)} due", "dim")])
    for at, step in enumerate(page.review.plan.steps, 1):
        rows += _step(page, at, step, name_room)
    return rows


def _step(page: Page, at: int, step: Planned, room: int) -> Lines:
    state = mark_of(step)
    glyph = page.glyphs.step[state.state]
    due = say_near(step.due_on, page.as_at) if step.due_on else "no limit"
    name = pad(step.rule.name, room, page.glyphs.ellipsis)
    text, style = _how(page, step)
    row: list[Run] = [
        (f"{at:>2} ", "dim"),
        (f"{glyph} ", state.style),
        (f"{name} ", "text"),
        (f"{pad(due, _WHEN)} ", "dim"),
        (cut(text, _HOW, page.glyphs.ellipsis), style),
    ]
    notes: Lines = []
    if step.moved:
        notes.append([("     ", ""), (f"date moved {count_of(step.moved, 'time')}", "dim")])
    for line in wrap("" if page.hide_names else step.note, room + _WHEN + _HOW):
        notes.append([("     ", ""), (line, "dim")])
    return [row, *notes]


def _how(page: Page, step: Planned) -> Run:
    if step.done_on:
        late = step.due_on is not None and step.done_on > step.due_on
        return f"held {say_near(step.done_on, page.as_at)}", "overdue" if late else "good"
    if step.not_needed:
        return "not needed", "dim"
    booked = f"booked {say_near(step.booked_on, page.as_at)}" if step.booked_on else ""
    if step.days_late:
        return f"{short_span(step.days_late)} late{', ' + booked if booked else ''}", "overdue"
    return booked, "accent"


def _story(page: Page, width: int) -> Lines:
    rows: Lines = []
    for title, texts in _sections(page):
        lines = [line for text in texts for line in _hanging(text, width)]
        if lines:
            rows += _heading(title, width, page.glyphs)
            rows += [[(line, "text")] for line in lines]
    return rows


def _hanging(text: str, width: int) -> list[str]:
    first, *rest = wrap(text, width - 2) or [""]
    return [first, *(f"  {line}" for line in rest)]


def _sections(page: Page) -> Iterator[tuple[str, Sequence[str]]]:
    case = page.review.case
    yield "Where the child lives", list(_homes(page))
    yield (
        "Legal basis",
        [f"{_span(page, e.from_on, e.to_on)}: {words.legal_basis(e.basis)}" for e in case.legal],
    )
    yield "Permanence", list(_permanence(page))
    yield "The child's views", list(_views(page))
    yield "Brothers and sisters", list(_kin(page))
    yield "Other periods of care", list(_others(page))
    yield "Workers", list(_workers(page))
    yield "Notes", list(_notes(page))


def _span(page: Page, start: date, end: date | None) -> str:
    until = say_near(end, page.as_at) if end else "now"
    return f"{say_near(start, page.as_at)} to {until}"


def _homes(page: Page) -> Iterator[str]:
    homes = page.review.case.homes
    for at, home in enumerate(homes):
        following = homes[at + 1].from_on if at + 1 < len(homes) else None
        end = home.to_on or following or page.review.case.ended_on
        place = f", {home.place}" if home.place and not page.hide_names else ""
        length = say_span(days_between(home.from_on, end or page.as_at))
        lives = words.lives_with(home.lives_with)
        yield f"{_span(page, home.from_on, end)}: {lives}{place}, {length}"
    if len(homes) > 1:
        yield f"{count_of(len(homes) - 1, 'move')} of home in this period of care"


def _permanence(page: Page) -> Iterator[str]:
    case = page.review.case
    for each in case.recommendations:
        meeting = f", at {each.meeting}" if each.meeting else ""
        gone = f", withdrawn {say_date(each.withdrawn_on)}" if each.withdrawn_on else ""
        day = say_date(each.recommended_on)
        yield f"Recommended {day}: {words.route(each.route)}{meeting}{gone}"
    latest = {each.element: each for each in case.judgements if each.judged_on <= page.as_at}
    for element in ("physical", "legal", "emotional"):
        found = latest.get(element)
        if found:
            judged = words.JUDGEMENT[found.judgement]
            yield f"{element.capitalize()}: {judged}, {say_near(found.judged_on, page.as_at)}"
        elif latest:
            yield f"{element.capitalize()}: not talked through yet"


def _views(page: Page) -> Iterator[str]:
    heard = [day for day in page.review.case.views_heard if day <= page.as_at]
    if heard:
        ago = say_span(days_between(heard[-1], page.as_at))
        yield f"Last heard {say_date(heard[-1])}, {ago} ago; {count_of(len(heard), 'time')} in all"
    else:
        yield "Not recorded yet."


def _kin(page: Page) -> Iterator[str]:
    for kin in page.review.case.kin:
        name = kin.reference if page.hide_names or not kin.name else kin.name
        route = f", route {words.route(kin.route).lower()}" if kin.route else ""
        yield f"{name}: {words.lives_with(kin.lives_with).lower()}{route}"


def _others(page: Page) -> Iterator[str]:
    for start, end in page.review.case.others:
        begun = say_date(start) if start else "start not recorded"
        yield f"{begun} to {say_date(end) if end else 'not ended'}"


def _workers(page: Page) -> Iterator[str]:
    allocations = page.review.case.allocations
    if len(allocations) > 1:
        for each in allocations:
            yield f"{_span(page, each.from_on, each.to_on)}: {each.worker or 'nobody'}"


def _notes(page: Page) -> Iterator[str]:
    """The latest first. Notes name people, so with names hidden only their number is told."""
    notes = [(on, text) for on, text in page.review.case.notes if on <= page.as_at]
    if notes and page.hide_names:
        yield f"{count_of(len(notes), 'note')}, not shown while names are hidden"
        return
    for on, text in reversed(notes):
        yield f"{say_near(on, page.as_at)}: {text}"

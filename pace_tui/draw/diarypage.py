"""The diary as rows: a heading for what is late and for each week, the entries beneath."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from pace_tui.core.caseload import display_name
from pace_tui.core.clock import count_of, say_date, say_near, weekday
from pace_tui.core.diary import Diary, Entry, say_entry
from pace_tui.core.text import pad
from pace_tui.draw.caserow import RowLook
from pace_tui.draw.grid import Run

_DAY = 11
_WORKER = 16
_ROOMY = 100


class Line(NamedTuple):
    """One row of the page: a heading (`entry` is `None`) or an entry."""

    heading: str
    entry: Entry | None
    late: bool = False


def lines_of(diary: Diary) -> list[Line]:
    """The page from the top: late first, then the weeks; an empty week says so."""
    lines: list[Line] = []
    if diary.late:
        lines.append(Line(f"Late: {count_of(len(diary.late), 'step')}", None, late=True))
        lines += [Line("", entry, late=True) for entry in diary.late]
    for week in diary.weeks:
        count = count_of(len(week.entries), "step") if week.entries else "nothing due or booked"
        lines.append(Line(f"Week of {say_date(week.monday)}: {count}", None))
        lines += [Line("", entry) for entry in week.entries]
    return lines


def line_runs(line: Line, width: int, look: RowLook, many_workers: bool) -> list[Run]:
    """One row as runs (text, style key)."""
    glyphs = look.glyphs
    if line.entry is None:
        style = "overdue" if line.late else "heading"
        rule = glyphs.line * max(0, width - len(line.heading) - 3)
        return [(f" {line.heading} ", style), (rule, "rule")]
    entry = line.entry
    name = display_name(entry.row, look.hide_names)
    state, style = _state(entry, line.late)
    names, steps = (16, 26) if width >= _ROOMY else (11, 19)
    many_workers = many_workers and width >= _ROOMY
    worker = pad(entry.row.worker or "", _WORKER, glyphs.ellipsis) + "  " if many_workers else ""
    room = width - 4 - _DAY - names - 2 - steps - 2 - len(worker)
    runs: list[Run] = [
        (f" {glyphs.step[state]} ", style),
        (pad(_day(entry, line.late, look.as_at), _DAY + 1), "text" if not line.late else "dim"),
        (pad(name, names, glyphs.ellipsis) + "  ", "strong"),
        (pad(entry.step.rule.name, steps, glyphs.ellipsis) + "  ", "text"),
    ]
    if worker:
        runs.append((worker, "dim"))
    runs.append((pad(say_entry(entry, look.as_at), max(0, room), glyphs.ellipsis), style))
    return runs


def _state(entry: Entry, late: bool) -> Run:
    """The mark of an entry and its style: what stands out is warm, what is settled is cool."""
    if late:
        return "late", "overdue"
    if entry.kind == "booked":
        calm = not (entry.after_due or entry.past_aim)
        return "booked", "accent" if calm else "due_soon"
    return "due", "due_soon"


def _day(entry: Entry, late: bool, as_at: date) -> str:
    if late and entry.step.due_on:
        return say_near(entry.step.due_on, as_at)
    day = say_near(entry.day, entry.day)
    return f"{weekday(entry.day)} {day}"

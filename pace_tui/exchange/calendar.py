"""The diary as an iCalendar file (RFC 5545) that calendar programs read: no names in it.

One all-day event a step, by reference. The same step keeps its UID, so that a second file
moves the event instead of doubling it.
"""

from __future__ import annotations

from datetime import date, timedelta

from pace_tui.core.diary import Diary, Entry, say_entry

_OCTETS = 75


def as_ics(diary: Diary) -> str:
    """The diary's entries as a calendar, with the line ends that the standard asks for."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//pace-tui//Diary//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Permanence diary",
    ]
    for entry in diary.entries():
        lines += _event(entry, diary.as_at)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in fold(line))


def _event(entry: Entry, as_at: date) -> list[str]:
    booked = entry.step.booked_on
    day = booked if booked and booked >= as_at else entry.day
    key, name = entry.step.rule.key, entry.step.rule.name
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.row.period_id}-{key}@pace-tui",
        f"DTSTAMP:{as_at:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escape(f'{name} ({entry.row.reference})')}",
        f"DESCRIPTION:{escape(say_entry(entry, as_at))}",
        f"STATUS:{'CONFIRMED' if booked else 'TENTATIVE'}",
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "END:VEVENT",
    ]


def escape(text: str) -> str:
    """Text as a value of the standard: backslash, comma, semicolon and line ends escaped."""
    for char in ("\\", ",", ";"):
        text = text.replace(char, f"\\{char}")
    return text.replace("\r\n", "\\n").replace("\n", "\\n")


def fold(line: str) -> list[str]:
    """A line in parts of at most 75 octets, each after the first begun with a space."""
    parts: list[str] = []
    part = ""
    for char in line:
        if len((part + char).encode()) > _OCTETS:
            parts.append(part)
            part = " "
        part += char
    return [*parts, part]

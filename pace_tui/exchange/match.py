"""Which record of a source is which row of the file, and what it teaches that row.

Rows of a source have no numbers of the file, so they are matched by what identifies them; a
blank cell means "not known here" and erases nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from pace_tui.exchange.draft import Draft, Drafts
from pace_tui.exchange.rows import ChildRow, HomeRow, RecommendationRow, StepRow

Values = Mapping[str, Any]
Pair = tuple[Draft, Values]


def iso(day: date | None) -> str | None:
    """A date as the file keeps it."""
    return day.isoformat() if day else None


def pair_off(
    rows: list[Draft], records: list[Values], same: Callable[[Draft, Values], bool]
) -> list[Pair]:
    """Pairs of a row and a record that are the same, in their order; both are taken off."""
    pairs = []
    for record in list(records):
        row = next((row for row in rows if same(row, record)), None)
        if row is not None:
            rows.remove(row)
            records.remove(record)
            pairs.append((row, record))
    return pairs


def period_values(row: ChildRow) -> Values:
    """What a row of children says of its period."""
    return {
        "accommodated_on": iso(row.accommodated_on),
        "ended_on": iso(row.ended_on),
        "end_reason": row.end_reason,
    }


def match_periods(drafts: Drafts, child: Draft, rows: Sequence[ChildRow]) -> list[Draft]:
    """The child's periods for its rows, in their order.

    A period is known by its start. Where one is left over on each side and the two overlap, it
    is the same period and its start was corrected.
    """
    left = drafts.of("period", child)
    found: dict[int, Draft] = {}
    for at, row in enumerate(rows):
        same = [each for each in left if each["accommodated_on"] == iso(row.accommodated_on)]
        if same:
            left.remove(same[0])
            found[at] = same[0]
    rest = [at for at in range(len(rows)) if at not in found]
    if len(left) == len(rest) == 1 and _overlap(left[0], rows[rest[0]]):
        found[rest[0]] = left[0]
        _move_start(drafts, left[0], iso(rows[rest[0]].accommodated_on))
    for at, row in enumerate(rows):
        if at not in found:
            found[at] = drafts.add("period", {"child_id": child, **period_values(row)})
        found[at].learn(period_values(row))
    return [found[at] for at in range(len(rows))]


def _overlap(period: Draft, row: ChildRow) -> bool:
    began, ended = period["accommodated_on"], period["ended_on"]
    after = ended is not None and row.accommodated_on.isoformat() >= ended
    before = row.ended_on is not None and began is not None and row.ended_on.isoformat() <= began
    return not after and not before


def _move_start(drafts: Drafts, period: Draft, start: str | None) -> None:
    """What began with the period begins with it still."""
    for table in ("allocation", "home", "legal"):
        for each in drafts.of(table, period):
            if each["from_on"] == period["accommodated_on"]:
                each.values["from_on"] = start


def follow(
    drafts: Drafts, table: str, period: Draft, values: Values, as_at: str, fills: str = ""
) -> None:
    """What holds now (worker, home, legal basis), of which a source tells no date.

    The first begins with the period; another one ends the last and begins at the as-at day. The
    column `fills` is filled in where it was blank without beginning anew.
    """
    if not any(values.values()):
        return
    known = sorted(drafts.of(table, period), key=lambda each: each["from_on"])
    if not known:
        start = period["accommodated_on"]
        drafts.add(table, {"period_id": period, "from_on": start, **values})
        return
    last = known[-1]
    over = last["to_on"] is not None and last["to_on"] <= as_at
    if period["ended_on"] or (last.says(values) and not over):
        return
    if over:
        drafts.add(table, {"period_id": period, "from_on": as_at, **values})
        return
    filled = {column: values[column] for column in values if last[column] or column != fills}
    if last.says(filled) or last["from_on"] >= as_at:
        last.learn(values)
        return
    last.values["to_on"] = as_at
    kept = {column: values[column] or last[column] for column in values}
    drafts.add(table, {"period_id": period, "from_on": as_at, **kept})


def match_homes(drafts: Drafts, period: Draft, rows: Sequence[HomeRow]) -> list[Draft]:
    """The homes of a period: known by their first day and kind, else by their first day."""
    records: list[Values] = [
        {"lives_with": row.lives_with, "from_on": iso(row.from_on), "to_on": iso(row.to_on)}
        for row in rows
    ]
    left = drafts.of("home", period)
    pairs = pair_off(left, records, _same("from_on", "lives_with"))
    pairs += pair_off(left, records, _same("from_on"))
    return _settle(drafts, "home", period, pairs, records)


def match_steps(drafts: Drafts, period: Draft, rows: Sequence[StepRow]) -> list[Draft]:
    """The steps of a period: those that say the same, then those of one key in their order."""
    records: list[Values] = [
        {
            "key": row.step,
            "due_on": iso(row.due_on),
            "booked_on": iso(row.booked_on),
            "done_on": iso(row.done_on),
            "not_needed": int(row.not_needed),
            "note": row.note,
        }
        for row in rows
    ]
    left = drafts.of("step", period)
    pairs = pair_off(left, records, Draft.says)
    pairs += pair_off(left, records, _same("key"))
    for step, record in pairs:
        if any(_moves(step[column], record[column]) for column in ("due_on", "booked_on")):
            step.values["moved"] += 1
    return _settle(drafts, "step", period, pairs, records)


def _moves(before: str | None, after: str | None) -> bool:
    return before is not None and after is not None and before != after


def match_recommendations(
    drafts: Drafts, period: Draft, rows: Sequence[RecommendationRow]
) -> list[Draft]:
    """The recommendations of a period: known by their day; one left over on each side is the
    same one with its day corrected, unless it was withdrawn."""
    records: list[Values] = [
        {"recommended_on": iso(row.recommended_on), "route": row.route, "meeting": row.meeting}
        for row in rows
    ]
    left = drafts.of("recommendation", period)
    pairs = pair_off(left, records, Draft.says)
    pairs += pair_off(left, records, _same("recommended_on"))
    live = [each for each in left if each["withdrawn_on"] is None]
    if len(live) == len(records) == 1:
        pairs.append((live[0], records.pop()))
    return _settle(drafts, "recommendation", period, pairs, records)


def _same(*columns: str) -> Callable[[Draft, Values], bool]:
    def same(row: Draft, record: Values) -> bool:
        return all(row[column] == record[column] for column in columns)

    return same


def _settle(
    drafts: Drafts, table: str, period: Draft, pairs: list[Pair], new: list[Values]
) -> list[Draft]:
    """Teaches each row what its record says, and adds a row for each record without one."""
    for row, record in pairs:
        row.learn(record)
    added = [drafts.add(table, {"period_id": period, **record}) for record in new]
    return [row for row, _ in pairs] + added

"""A pathway as TOML: the shipped ones, and a council's own, with errors told by line."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from importlib import resources
from typing import Any, NamedTuple

from pace_tui.core.pathway import ACCOMMODATED, UNITS, Pathway, StepRule
from pace_tui.core.warnings import THRESHOLDS


class PathwayError(ValueError):
    """The text is not a pathway. The message says what is wrong and in which line."""


class PathwayText(NamedTuple):
    """What a pathway file holds."""

    pathway: Pathway
    delay_reasons: Mapping[str, str]


_STEP_KEYS = frozenset(StepRule._fields)
_TOP_KEYS = frozenset({"name", "step", "warnings", "delay_reasons"})


def shipped(name: str = "default") -> PathwayText:
    """A pathway that comes with the program, with Scotland's public holidays."""
    folder = resources.files("pace_tui") / "pathways"
    return parse((folder / f"{name}.toml").read_text("utf-8"), f"{name}.toml")


def scottish_holidays() -> dict[date, str]:
    """Public holidays in Scotland from 2000 to 2040, by day."""
    text = (resources.files("pace_tui") / "pathways" / "holidays-scotland.txt").read_text("utf-8")
    lines = (line.split(" ", 1) for line in text.splitlines() if line[:1].isdigit())
    return {date.fromisoformat(day): name for day, name in lines}


def parse(text: str, file_name: str) -> PathwayText:
    """Read a pathway; raises `PathwayError` that names the line."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PathwayError(f"{file_name} cannot be read as TOML: {error}.") from None
    return _Reader(text, file_name).pathway(data)


class _Reader:
    """Turns TOML values into a pathway, and finds the line of what is wrong."""

    def __init__(self, text: str, file_name: str) -> None:
        self.lines = text.splitlines()
        self.file_name = file_name

    def fail(self, message: str, marker: str, nth: int = 1) -> PathwayError:
        """An error at the `nth` line that begins with `marker`."""
        at = [n for n, line in enumerate(self.lines, 1) if line.strip().startswith(marker)]
        line = at[min(nth, len(at)) - 1] if at else 1
        return PathwayError(f"{self.file_name}, line {line}: {message}")

    def pathway(self, data: Mapping[str, Any]) -> PathwayText:
        for key in data.keys() - _TOP_KEYS:
            raise self.fail(f"“{key}” is not known here: take it out.", key)
        tables = data.get("step", [])
        if not isinstance(tables, list) or not tables:
            raise self.fail("a pathway needs at least one [[step]].", "name")
        steps = [self.step(table, nth) for nth, table in enumerate(tables, 1)]
        self.check_anchors(steps)
        thresholds = {**THRESHOLDS, **self.thresholds(data.get("warnings", {}))}
        name = str(data.get("name", self.file_name))
        reasons = data.get("delay_reasons", {})
        if not isinstance(reasons, dict):
            raise self.fail('delay_reasons are lines of code = "words".', "delay_reasons")
        words = {str(code): str(reason) for code, reason in reasons.items()}
        return PathwayText(Pathway(name, tuple(steps), thresholds), words)

    def step(self, table: Any, nth: int) -> StepRule:
        def fail(message: str) -> PathwayError:
            return self.fail(f"step {nth}: {message}", "[[step]]", nth)

        if not isinstance(table, dict):
            raise fail("it is written as [[step]], with a line for each value.")
        for key in table.keys() - _STEP_KEYS:
            raise fail(f"“{key}” is not known: take it out.")
        for key in ("key", "name"):
            if not isinstance(table.get(key), str) or not table[key].strip():
                raise fail(f"“{key}” is missing.")
        for key in ("routes", "tasks"):
            if not isinstance(table.get(key, []), list):
                raise fail(f"“{key}” needs a list in square brackets.")
        rule = StepRule(
            key=table["key"],
            name=table["name"],
            anchor=str(table.get("anchor", ACCOMMODATED)),
            amount=table.get("amount"),
            unit=str(table.get("unit", "weeks")),
            basis=str(table.get("basis", "")),
            source=str(table.get("source", "")),
            routes=tuple(str(route) for route in table.get("routes", ())),
            required=bool(table.get("required", True)),
            tasks=tuple(str(task) for task in table.get("tasks", ())),
        )
        if rule.unit not in UNITS:
            raise fail(f"the unit “{rule.unit}” is none of {', '.join(UNITS)}.")
        counted = rule.unit not in ("aim", "no_limit")
        if counted and (type(rule.amount) is not int or rule.amount < 0):
            raise fail("“amount” is missing: give a whole number, 0 or more.")
        return rule

    def check_anchors(self, steps: list[StepRule]) -> None:
        """A step counts from one that stands above it, so that no circle can arise."""
        known = {ACCOMMODATED}
        for nth, rule in enumerate(steps, 1):
            if rule.anchor not in known:
                message = f"step {nth}: the anchor “{rule.anchor}” is no step above it."
                raise self.fail(message, "[[step]]", nth)
            if rule.key in known:
                message = f"step {nth}: the key “{rule.key}” is taken already."
                raise self.fail(message, "[[step]]", nth)
            known.add(rule.key)

    def thresholds(self, table: Any) -> dict[str, int]:
        if not isinstance(table, dict):
            raise self.fail("warnings are lines of key = number.", "warnings")
        for key, value in table.items():
            if key not in THRESHOLDS:
                raise self.fail(f"there is no warning “{key}”.", key)
            if type(value) is not int or value < 0:
                raise self.fail(f"“{key}” needs a whole number, 0 or more.", key)
        return dict(table)

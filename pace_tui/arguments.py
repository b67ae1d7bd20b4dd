"""What commands have in common: kinds of values, and options with one meaning everywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click


class Day(click.ParamType):  # type: ignore[type-arg] # older click has no types here
    """A date: ISO, dd/mm/yyyy, or `today`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a usage error where it is none."""
        if isinstance(value, date):
            return value
        if value.strip().casefold() == "today":
            from pace_tui.store.today import today  # noqa: PLC0415 - seldom typed

            return today()
        from pace_tui.exchange.dates import read_date  # noqa: PLC0415 - seldom typed

        try:
            found = read_date(value)
        except ValueError as error:
            self.fail(f"{error}.", param, ctx)
        if found is None:
            self.fail("give a date such as 2026-03-31 or 31/03/2026, or “today”.", param, ctx)
        return found


class Span(click.ParamType):  # type: ignore[type-arg] # older click has no types here
    """A length of time in whole days: `14d`, `2w`, or `14`."""

    name = "days"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of days; a usage error where it is none."""
        if isinstance(value, int):
            return value
        text = value.strip().casefold()
        number, unit = (text[:-1], text[-1]) if text[-1:] in ("d", "w") else (text, "d")
        if not (number.isascii() and number.isdigit()) or len(number) > 4:
            self.fail(f"“{value}” is not a length of time such as 14d or 2w.", param, ctx)
        return int(number) * (7 if unit == "w" else 1)


def formats(*names: str) -> Callable[[Any], Any]:
    """The `--format` option; the first name is the default."""
    return click.option(
        "--format", "form", type=click.Choice(names), default=names[0], show_default=True
    )


PATH = click.Path(path_type=Path)
file_argument = click.argument("path", metavar="FILE", type=PATH)
any_file_argument = click.argument("path", metavar="[FILE]", required=False, type=PATH)
as_at_option = click.option("--as-at", type=Day(), help="The day to work everything out for.")
worker_option = click.option("--worker", metavar="NAME", help="Only this worker's children.")
team_option = click.option("--team", metavar="NAME", help="Only this team's children.")
hide_option = click.option("--hide-names", is_flag=True, help="Show references, not names.")
glyphs_option = click.option(
    "--glyphs",
    type=click.Choice(("unicode", "wgl4", "ascii")),
    help="The signs to draw with; chosen for the terminal where not given.",
)

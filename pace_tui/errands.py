# ruff: noqa: PLC0415 - a command loads only what it needs
"""What several commands do: read a file, print the caseload, open the screen, import."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pace_tui import output
from pace_tui.store.errors import FileError, told

if TYPE_CHECKING:
    from pace_tui.options import OpenOptions
    from pace_tui.report.listing import Chosen
    from pace_tui.store.casefile import CaseFile
    from pace_tui.store.review import Office


@contextlib.contextmanager
def reading(
    path: Path, as_at: date | None, *, read_only: bool = True
) -> Iterator[tuple[CaseFile, Office]]:
    """An open file and its scene; raises `FileError` for what the disk or a window does."""
    from pace_tui.store.casefile import open_file
    from pace_tui.store.review import read_office

    file = open_file(path, read_only=read_only)
    try:
        yield file, read_office(file.connection, as_at)
    except sqlite3.Error as error:
        sentence = told(error, path)
        if sentence is None:
            raise
        raise sentence from None
    finally:
        file.close()


@contextlib.contextmanager
def sentences(*errors: type[Exception]) -> Iterator[None]:
    """Errors whose message is a sentence already: told as they are."""
    try:
        yield
    except errors as error:
        raise FileError(str(error)) from None


def usual_file() -> Path:
    """The file used last, else the sample, which is made where the program came without one."""
    from pace_tui.store.places import own_sample, sample_path
    from pace_tui.store.remembered import last_file

    found = last_file() or sample_path()
    if found:
        return found
    from pace_tui.sample import make_sample
    from pace_tui.store.today import today

    made = own_sample()
    try:
        made.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise FileError("Name a file to open, as in “pace-tui FILE”.") from None
    make_sample(made, today())
    return made


def open_screen(options: OpenOptions) -> None:
    """Open the screen; where there is none, print the caseload and say so."""
    if output.is_terminal():
        from pace_tui.tui.app import run

        click.get_current_context().exit(run(options))
    from pace_tui.report.listing import Chosen

    chosen = Chosen(options.worker)
    print_listing(options.path, chosen, options.as_at, options.hide_names, "table", options.glyphs)
    click.echo("There is no terminal here, so this is the list instead of the screen.", err=True)


def print_listing(
    path: Path,
    chosen: Chosen,
    as_at: date | None,
    hide_names: bool,
    form: str,
    glyphs: str | None,
) -> None:
    """Print the chosen children in one of the forms of `list`."""
    from pace_tui.report import listing as report

    with reading(path, as_at) as (file, office):
        listing = report.read_listing(file.connection, office, chosen, hide_names)
    if form == "json":
        output.say_json(report.as_json(listing))
    elif form == "csv":
        from pace_tui.core.cleaning import guard

        output.say(report.as_csv(listing, guard))
    elif form == "table":
        signs = output.glyph_set(glyphs)
        output.say(report.as_table(listing, output.width(), signs, output.paint))
    else:
        output.say(report.as_plain(listing) if form == "plain" else report.as_markdown(listing))


def bring_in(
    file: CaseFile, office: Office, sources: tuple[Path, ...], dry_run: bool
) -> dict[str, Any]:
    """Plan an import and, unless it is a dry run or a row is rejected, write it."""
    from pace_tui.exchange.apply import apply_plan
    from pace_tui.exchange.plan import make_plan
    from pace_tui.exchange.tables import RowError, SourceError
    from pace_tui.exchange.template import read_source
    from pace_tui.store.backup import back_up, has_changes

    rules = office.scene.pathway.steps
    steps = {rule.name: rule.key for rule in rules} | {rule.key: rule.key for rule in rules}
    with sentences(SourceError, RowError):
        source = read_source(sources, steps)
    plan = make_plan(file.connection, source, office.as_at)
    if dry_run or plan.rejects:
        return plan.summary(written=False)
    if plan.writes_anything and has_changes(file):
        back_up(file, "import")
    rows = apply_plan(file, plan, f"Import of {', '.join(each.name for each in sources)}")
    return plan.summary(written=rows > 0)


def read_text(path: Path) -> str:
    """The text of a small file; raises `FileError`."""
    try:
        return path.read_text("utf-8")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is not text in UTF-8"
        raise FileError(f"“{path.name}” cannot be read: {why}.") from None

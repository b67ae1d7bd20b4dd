"""The command line: parse, call, print. What a command needs is imported inside it."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pace_tui import __version__, errands, output
from pace_tui.arguments import (
    PATH,
    Day,
    Span,
    any_file_argument,
    as_at_option,
    file_argument,
    formats,
    glyphs_option,
    hide_option,
    team_option,
    worker_option,
)
from pace_tui.core import words
from pace_tui.store.errors import FileError

if TYPE_CHECKING:
    # Its own kind of group, but without types.
    from click import Group as DefaultGroup
else:
    from click_default_group import DefaultGroup

_UNUSABLE = 2
_FALLS_SHORT = 1


class Commands(DefaultGroup):
    """The commands; what is wrong with a file becomes one sentence and exit status 2."""

    def invoke(self, ctx: click.Context) -> None:
        """Run the command."""
        try:
            super().invoke(ctx)
        except FileError as error:
            click.echo(words.printable(str(error)), err=True)
            ctx.exit(_UNUSABLE)


@click.group(cls=Commands, default="open", default_if_no_args=True)
@click.version_option(__version__, prog_name="pace-tui")
def cli() -> None:
    """Caseload review for children's social work, offline, over one file.

    “pace-tui FILE” opens the screen; every command has a --help of its own.
    """


@cli.command("open")
@any_file_argument
@click.option("--worker", metavar="NAME", help="Begin with this worker's children.")
@click.option("--read-only", is_flag=True, help="Look, and change nothing.")
@hide_option
@glyphs_option
@as_at_option
def open_(
    path: Path | None,
    worker: str | None,
    read_only: bool,
    hide_names: bool,
    glyphs: str | None,
    as_at: date | None,
) -> None:
    """Open the screen: FILE, else the file used last, else the sample."""
    from pace_tui.options import OpenOptions
    from pace_tui.store.casefile import writable

    chosen = path or errands.usual_file()
    if path is None and not writable(chosen):
        read_only = True  # such as a sample that came with a program of all users
    errands.open_screen(
        OpenOptions(chosen, worker, read_only, hide_names, output.glyph_name(glyphs), as_at)
    )


@cli.command()
@click.argument("path", metavar="[FILE]", default="pace-demo.db", type=PATH)
@as_at_option
def demo(path: Path, as_at: date | None) -> None:
    """Make a fresh file of invented children and open it."""
    from pace_tui.options import OpenOptions
    from pace_tui.sample import make_sample
    from pace_tui.store.today import today

    make_sample(path, as_at or today())
    errands.open_screen(OpenOptions(path, None, False, False, output.glyph_name(None), None))


@cli.command()
@file_argument
@click.option(
    "--pathway",
    metavar="FILE.toml",
    type=PATH,
    help="A council's own pathway instead of the default one.",
)
@click.option("--area", metavar="NAME", default="", help="The name of the area or team.")
@click.option("--as-at", type=Day(), help="Keep the file as at this day; otherwise it is today.")
def new(path: Path, pathway: Path | None, area: str, as_at: date | None) -> None:
    """Make an empty file; one that is there already is left alone."""
    from pace_tui.core.cleaning import clean
    from pace_tui.exchange.pathway_file import PathwayError, parse, scottish_holidays, shipped
    from pace_tui.store.create import Beginnings, create

    with errands.sentences(PathwayError):
        found = parse(errands.read_text(pathway), pathway.name) if pathway else shipped()
    settings = {"area": clean(area), "as_at": as_at.isoformat() if as_at else ""}
    kept = {key: value for key, value in settings.items() if value}
    create(path, Beginnings(found.pathway, scottish_holidays(), found.delay_reasons, kept))
    click.echo(f"Made {path}, with the pathway “{found.pathway.name}”.")


@cli.command("list")
@file_argument
@worker_option
@team_option
@click.option(
    "--status",
    "statuses",
    type=click.Choice(words.STATUSES),
    multiple=True,
    help="May be repeated.",
)
@click.option(
    "--due-within",
    "within",
    type=Span(),
    metavar="14d",
    help="Only where the next step is due within so many days (14d) or weeks (2w), or late.",
)
@hide_option
@formats("table", "plain", "json", "csv", "md")
@glyphs_option
@as_at_option
def list_(
    path: Path,
    worker: str | None,
    team: str | None,
    statuses: tuple[str, ...],
    within: int | None,
    hide_names: bool,
    form: str,
    glyphs: str | None,
    as_at: date | None,
) -> None:
    """List the caseload, worst first."""
    from pace_tui.report.listing import Chosen

    chosen = Chosen(worker, team, statuses, within)
    errands.print_listing(path, chosen, as_at, hide_names, form, glyphs)


@cli.command()
@file_argument
@click.argument("reference")
@hide_option
@formats("text", "json", "md")
@as_at_option
def show(path: Path, reference: str, hide_names: bool, form: str, as_at: date | None) -> None:
    """Show one child's journey."""
    from pace_tui.report import child
    from pace_tui.store.find import reference_of
    from pace_tui.store.review import review_one

    with errands.reading(path, as_at) as (file, office):
        found = reference_of(file.connection, reference)
        review = review_one(file.connection, office.scene, found)
    if review is None:
        raise FileError(f"For “{reference}” no period of care is recorded: add one first.")
    if form == "json":
        output.say_json(child.as_json(review, office.scene, hide_names))
    else:
        render = child.as_markdown if form == "md" else child.as_text
        output.say(render(review, office.scene, hide_names))


@cli.command()
@file_argument
@team_option
@worker_option
@click.option("--aim", "typed", metavar="NAME|WEEKS", help="An aim of the file, or any weeks.")
@formats("text", "json")
@click.option(
    "--out",
    type=PATH,
    help="Write to this file instead; one of that name is replaced.",
)
@glyphs_option
@as_at_option
def chart(
    path: Path,
    team: str | None,
    worker: str | None,
    typed: str | None,
    form: str,
    out: Path | None,
    glyphs: str | None,
    as_at: date | None,
) -> None:
    """Draw the run chart and the waiting list, and say what they show."""
    from pace_tui.report import chart as report
    from pace_tui.report.teamchart import as_json

    with errands.reading(path, as_at) as (file, office):
        found = report.find_chart(file.connection, office, team, worker, typed)
    if form == "json":
        text = output.json_text(as_json(found))
    else:
        text = report.as_text(found, output.width(), output.glyph_set(glyphs))
    output.deliver(text, out)


@cli.command()
@file_argument
@worker_option
@team_option
@click.option(
    "--weeks", type=click.IntRange(1, 104), default=8, show_default=True, help="How far ahead."
)
@hide_option
@formats("table", "json", "csv", "ics")
@click.option("--out", type=PATH, help="Write to this file; one of that name is replaced.")
@as_at_option
def due(
    path: Path,
    worker: str | None,
    team: str | None,
    weeks: int,
    hide_names: bool,
    form: str,
    out: Path | None,
    as_at: date | None,
) -> None:
    """Show what is late, due and booked, by week.

    The calendar (ics) holds references, never names.
    """
    from pace_tui.report import diary as report

    with errands.reading(path, as_at) as (file, office):
        found = report.read_diary(file.connection, office, worker, team, weeks)
    end = "" if form == "ics" else "\n"
    output.deliver(report.render(found, form, hide_names), out, end)


@cli.command()
@click.argument("values", metavar="VALUES.csv", type=PATH)
@click.option(
    "--baseline",
    type=click.IntRange(min=1),
    metavar="N",
    help="Freeze the median of the first N values.",
)
@formats("text", "json")
def runchart(values: Path, baseline: int | None, form: str) -> None:
    """Judge any series as a run chart; needs no caseload file."""
    from pace_tui.core.runchart import analyse
    from pace_tui.exchange.values import ValuesError, read_values
    from pace_tui.report.runchart import as_json, as_text

    with errands.sentences(ValuesError):
        series = read_values(values)
    reading = analyse(series.values, baseline)
    if form == "json":
        output.say_json(as_json(reading))
    else:
        output.say(as_text(reading, series.labels))


@cli.command("import")
@file_argument
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=PATH)
@click.option("--dry-run", is_flag=True, help="Tell what would change, and write nothing.")
@formats("text", "json")
@as_at_option
def import_(
    path: Path, sources: tuple[Path, ...], dry_run: bool, form: str, as_at: date | None
) -> None:
    """Bring an extract into the file: all of it, or nothing where a row is rejected.

    SOURCE is a folder or files of the interchange template.
    """
    from pace_tui.report.importing import as_text

    with errands.reading(path, as_at, read_only=dry_run) as (file, office):
        summary = errands.bring_in(file, office, sources, dry_run)
    if form == "json":
        output.say_json(summary)
    else:
        output.say(as_text(summary, dry_run))
    if summary["rejected"]:
        click.get_current_context().exit(_FALLS_SHORT)


@cli.command()
@file_argument
@click.option("--child", "reference", metavar="REF", help="Only what touched this child.")
@formats("text", "json")
def history(path: Path, reference: str | None, form: str) -> None:
    """Show what was changed, by whom and when, the latest first. No names of children."""
    from pace_tui.report import history as report

    with errands.reading(path, None) as (file, _):
        found = report.read_history(file.connection, reference)
    if form == "json":
        output.say_json(report.as_json(found))
    else:
        output.say(report.as_text(found))


@cli.command()
@file_argument
@click.option("--to", "target", type=PATH, help="Copy to this path instead of beside the file.")
def backup(path: Path, target: Path | None) -> None:
    """Make a whole, checked copy of the file."""
    from pace_tui.store.backup import back_up, copy_whole

    with errands.reading(path, None) as (file, _):
        if target is not None and target.exists():
            raise FileError(f"“{target.name}” is there already: choose another name.")
        if target is not None:
            copy_whole(file, target)
        made = target or back_up(file, "by-hand")
    click.echo(f"Copied to {made}.")


@cli.command()
@click.argument("path", metavar="FILE", type=PATH)
@click.argument("source", metavar="BACKUP", type=PATH)
def restore(path: Path, source: Path) -> None:
    """Put a backup in the file's place; what was there is kept beside it."""
    from pace_tui.store.backup import restore as put_back

    kept = put_back(path, source)
    click.echo(f"Restored {path}." + (f" What was there is now {kept.name}." if kept else ""))


@cli.command()
@file_argument
@click.option("--redo", "again", is_flag=True, help="Do again what was undone last.")
def undo(path: Path, again: bool) -> None:
    """Take back the last change; one more time, the one before it."""
    from pace_tui.store import undo as changes

    with errands.reading(path, None, read_only=False) as (file, _):
        what = changes.redo(file) if again else changes.undo(file)
    click.echo(f"{'Done again' if again else 'Undone'}: {what}.")


@cli.command()
@any_file_argument
@formats("text", "json")
def info(path: Path | None, form: str) -> None:
    """Versions, places, and a file's health and counts. No names."""
    from pace_tui.report import info as report
    from pace_tui.store.casefile import open_file

    versions = report.program()
    found = None
    if path:
        file = open_file(path, read_only=True)
        with contextlib.closing(file):
            found = report.health(file)
    if form == "json":
        output.say_json({"program": versions, "file": found})
    else:
        output.say(report.as_text(versions, found))

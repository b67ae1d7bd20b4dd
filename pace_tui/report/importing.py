"""What an import would do, or has done, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pace_tui.core.clock import count_of
from pace_tui.core.words import printable

_KINDS = ("children", "periods", "steps", "recommendations")
_LISTED = 50


def as_text(summary: Mapping[str, Any], dry_run: bool) -> str:
    """The summary of an import plan in lines: counts, who is missing, rejected rows, outcome.

    `summary` is the contract's JSON of `import`, with `missing` and `notes`.
    """
    lines = [f"{kind.capitalize()}: {_counts(summary[kind])}" for kind in _KINDS]
    lines += summary["notes"]
    missing = summary["missing"]
    if missing:
        what = count_of(len(missing), "child is", "children are")
        lines.append(
            f"{what} open in the file and not in this source; nothing is closed: "
            f"{', '.join(missing[:_LISTED])}{_more(len(missing))}"
        )
    rejected = summary["rejected"]
    lines += [f"{each['file']}, row {each['row']}: {each['reason']}" for each in rejected[:_LISTED]]
    if len(rejected) > _LISTED:
        lines.append(f"{len(rejected) - _LISTED:,} more rows were rejected.")
    lines.append(_outcome(summary, dry_run))
    return "\n".join(printable(line) for line in lines)


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts.items())


def _more(count: int) -> str:
    return f" and {count - _LISTED:,} more" if count > _LISTED else ""


def _outcome(summary: Mapping[str, Any], dry_run: bool) -> str:
    rejected = len(summary["rejected"])
    if rejected:
        rows = count_of(rejected, "row was", "rows were")
        return f"Nothing was written, because {rows} rejected: correct and import again."
    if summary["written"]:
        return "Written."
    if dry_run:
        return "Nothing was written: this was a dry run."
    return "Nothing was written: the file holds all of it already."

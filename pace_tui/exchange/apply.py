"""Writing an import plan: all of it in one change of the history, or nothing."""

from __future__ import annotations

from pace_tui.exchange.draft import write
from pace_tui.exchange.plan import ImportPlan
from pace_tui.store.casefile import CaseFile
from pace_tui.store.change import change
from pace_tui.store.errors import FileError


def apply_plan(file: CaseFile, plan: ImportPlan, what: str, who: str = "") -> int:
    """Writes a plan in one change of the history; the number of rows written.

    FileError, and nothing written, where rows were rejected or where the file has changed since
    the plan was made. `what` is the history's line.
    """
    if plan.rejects:
        raise FileError("Nothing was imported: correct the rejected rows and import again.")
    with change(file, what, who=who) as database:
        try:
            return write(plan.drafts, database.conn)
        except ValueError:
            raise FileError(
                f"“{file.path.name}” was changed while the import was looked at: import again."
            ) from None

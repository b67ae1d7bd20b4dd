"""An invented next version of the file, to prove migrations with: the shipped list is empty.

In it a child has one more column, `known_as`, and reasons for ending are in capitals.
Run as a program, it opens a file as that version: see `test_store_migrate.py`.
"""

import operator
import sys
import time
from pathlib import Path

from pace_tui.store import migrate, schema
from pace_tui.store.casefile import open_file

_CHILD = schema.AUDITED["child"] + ",\n        known_as TEXT NOT NULL DEFAULT ''"


def step(connection):
    migrate.rebuild(connection, "child", {"known_as": "'known as ' || name"})
    connection.execute("UPDATE period SET end_reason = upper(end_reason)")


def install(run=step, version=2, set_attribute=setattr, set_item=operator.setitem):
    """Make this program the next version; `monkeypatch` has the two setters to undo it."""
    set_item(schema.AUDITED, "child", _CHILD)
    set_item(schema.COLUMNS, "child", [*schema.COLUMNS["child"], "known_as"])
    set_attribute(schema, "VERSION", version)
    set_attribute(migrate, "MIGRATIONS", (migrate.Migration(version, run),))


def _slowly(where):
    """The step, stopping for good at a place, with its pages already written to the file."""

    def run(connection):
        connection.execute("PRAGMA cache_size = 2")
        if where == "before":
            _stop()
        step(connection)
        if where == "after":
            _stop()

    return run


def _say():
    sys.stdout.write("here\n")
    sys.stdout.flush()


def _stop():
    _say()
    time.sleep(60)


if __name__ == "__main__":
    install(_slowly(sys.argv[2]))
    if sys.argv[2] == "anywhere":
        _say()
    open_file(Path(sys.argv[1])).close()
    if sys.argv[2] == "done":
        _stop()

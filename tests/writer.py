"""A program that saves as fast as it can: for `test_store_kill.py` and `test_store_two.py`.

Each save writes a unit of 20 rows with one number, and says the number once it is saved.
`early` is the lying control: it says so before the save is done. `halves` saves a unit in two.
"""

import os
import sys
import time
from contextlib import closing
from pathlib import Path

import sqlite_utils  # noqa: F401 - so that the first save is as quick as the others

from pace_tui.store.casefile import open_file
from pace_tui.store.change import change

ROWS = 20


def _say(number):
    os.write(1, f"{number}\n".encode())


def unit(number, rows=ROWS):
    """The rows of one save; long enough that a save takes several pages."""
    return [{"key": f"{number}-{at}", "value": "x" * 400} for at in range(rows)]


def write_units(path, way):
    with closing(open_file(path, check=False)) as file:
        file.connection.execute("PRAGMA cache_size = 4")  # pages go out in the middle of a save
        _say("ready")
        for number in range(100_000):
            if way == "early":
                _say(number)
            if way == "halves":
                with change(file, f"Half of {number}") as db:
                    db.table("setting").insert_all(unit(number, ROWS // 2))
                time.sleep(0.02)
                with change(file, f"Other half of {number}") as db:
                    db.table("setting").insert_all(unit(number)[ROWS // 2 :])
            else:
                with change(file, f"Unit {number}") as db:
                    db.table("setting").insert_all(unit(number))
            if way != "early":
                _say(number)


def count_up(path, seconds, name):
    """Read a number and write the next one, over and over, with a row of one's own each time."""
    end = time.monotonic() + float(seconds)
    saved = 0
    while time.monotonic() < end:
        with closing(open_file(path, check=False)) as file:
            for _ in range(5):
                with change(file, f"{name} {saved}", who=name) as db:
                    value = int(db.table("setting").get(1)["value"])
                    db.table("setting").update(1, {"value": str(value + 1)})
                    db.table("team").insert({"name": f"{name} {saved}"})
                saved += 1
                # SQLite's waiting is not fair: without a pause the other one never has a turn.
                time.sleep(0.003)
    _say(saved)


if __name__ == "__main__":
    place, what = Path(sys.argv[1]), sys.argv[2]
    if what == "count":
        count_up(place, *sys.argv[3:])
    else:
        write_units(place, what)

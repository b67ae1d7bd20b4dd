"""No command but `open` loads the screen's library, and the reading ones load little else."""

import pytest
from small_office import make_office, python

PROBE = """
import sys
import pace_tui.__main__ as program
program.engage()
status = program.run()
tops = {name.split(".")[0] for name in sys.modules}
heavy = {"textual", "rich", "sqlite_utils", "asyncio", "platformdirs", "tomllib"} & tops
heavy |= {name for name in ("pace_tui.tui", "pace_tui.sample") if name in sys.modules}
print("\\nLOADED", status, *sorted(heavy))
"""
READING = [
    ("list", "office.db"),
    ("list", "office.db", "--format", "json"),
    ("show", "office.db", "NB-1"),
    ("chart", "office.db"),
    ("chart", "office.db", "--format", "json"),
    ("runchart", "values.csv"),
]
OTHERS = [
    ("office.db",),
    ("--help",),
    ("--version",),
    ("list", "--help"),
    ("new", "new.db"),
    ("info", "office.db"),
    ("import", "office.db", "children.csv"),
    ("demo", "demo.db"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    make_office(folder / "office.db")
    (folder / "values.csv").write_text("date,value\n2026-01-01,3\n2026-01-02,5\n")
    (folder / "children.csv").write_text("reference,accommodated_on\nA1,03/04/2026\n")
    return folder


def loaded(folder, arguments):
    done = python(["-c", PROBE, *arguments], folder)
    status, *heavy = done.stdout.split("LOADED", 1)[1].split()
    assert status == "0", done.stderr
    return set(heavy)


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_a_reading_command_loads_no_screen_and_no_tool_for_writing(folder, arguments):
    assert loaded(folder, arguments) == set()


@pytest.mark.parametrize("arguments", OTHERS, ids=" ".join)
def test_no_other_command_loads_the_screen(folder, arguments):
    assert not loaded(folder, arguments) & {"textual", "rich", "pace_tui.tui"}

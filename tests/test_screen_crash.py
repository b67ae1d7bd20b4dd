"""A fault of the program tells nothing of anybody: one sentence, and an exit status of its own."""

import pytest
from screens import office
from terminal import Terminal

SENTINEL = "Zzsentinel Hidden"
# Starts the program as a person does, with a fault planted in it.
DRIVER = """
import sys
from pathlib import Path
import pace_tui.tui.app as screens
from pace_tui.__main__ import main
from pace_tui.tui.caseload.screen import CaseloadScreen

def fail(*_):
    name = "{name}"  # a local variable, as a child's name would be
    raise {error}("about " + name)

def plant(on, method):
    before = getattr(on, method)
    def planted(self):
        before(self)
        {plant}
    setattr(on, method, planted)

{where}
sys.argv = ["pace-tui", sys.argv[1]]
main()
"""
ROUTES = {
    "while it mounts": ("plant(CaseloadScreen, 'on_mount')", "fail()"),
    "in a timer": ("plant(CaseloadScreen, 'on_mount')", "self.set_timer(0.2, fail)"),
    "when it is idle": ("plant(CaseloadScreen, 'on_mount')", "self.call_after_refresh(fail)"),
    "in an action": ("CaseloadScreen.action_sort = fail", "pass"),
    "while it draws": (
        "import pace_tui.tui.caseload.table as t; t.CaseTable.row_runs = fail",
        "pass",
    ),
    "in a worker": (
        "plant(CaseloadScreen, 'on_mount')",
        "self.run_worker(fail, thread=True, exit_on_error=True)",
    ),
    "before the screen": ("screens.PaceApp.__init__ = fail", "pass"),
}


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return office(tmp_path_factory.mktemp("crash") / "small.db", texts={"name": SENTINEL})


def driver(tmp_path, where, plant, error="ValueError"):
    path = tmp_path / "driver.py"
    path.write_text(DRIVER.format(name=SENTINEL, where=where, plant=plant, error=error))
    return path


@pytest.mark.parametrize("route", ROUTES)
def test_a_fault_tells_nobodys_name(file, tmp_path, route):
    with Terminal(driver(tmp_path, *ROUTES[route]), file, cwd=tmp_path) as terminal:
        if route == "in an action":
            terminal.wait_for("median 49")
            terminal.press("s")
        assert terminal.end() == 70
        if b"?1049h" in terminal.sent:
            terminal.check_restored()
        left = terminal.left_behind.decode()
        assert "Zzsentinel" not in left
        assert "Traceback" not in left
        assert "about " not in left, "not even the error's words"
        assert left.count("pace-tui stopped because of a fault of its own") == 1
        assert "ValueError" in left, "what the maintainers need: the kind and the place"
        assert ".py:" in left


def test_a_reader_that_fails_in_the_background_does_not_close_the_screen(file, tmp_path):
    where = "screens.PaceApp._read_chart = fail"
    with Terminal(driver(tmp_path, where, "pass"), file, cwd=tmp_path) as terminal:
        terminal.wait_for("could not be read")
        terminal.press("q")
        assert terminal.end() == 0
        assert b"about " not in terminal.sent
        assert b"Zzsentinel" not in terminal.left_behind


def test_ctrl_c_and_being_asked_to_end_leave_the_terminal_whole(file, tmp_path):
    import signal

    with Terminal("-m", "pace_tui", file, cwd=tmp_path) as terminal:
        terminal.wait_for("median 49")
        terminal.press("\x03")
        terminal.read(0.3)
        terminal.press("q")
        assert terminal.end() == 0
        terminal.check_restored()
    with Terminal("-m", "pace_tui", file, cwd=tmp_path) as terminal:
        terminal.wait_for("median 49")
        terminal.process.send_signal(signal.SIGHUP)
        terminal.end()
        assert b"Traceback" not in terminal.sent
        assert b"Zzsentinel" not in terminal.left_behind

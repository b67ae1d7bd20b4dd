"""Two programs that write to one file at once wait for each other: nothing is lost or refused."""

import subprocess
import sys
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from make_file import new_file

from pace_tui.store.casefile import open_file
from pace_tui.store.change import change
from pace_tui.store.seal import broken_at

TESTS = Path(__file__).parent
SECONDS = 1.5


def test_two_programs_write_at_once_without_an_error_and_without_a_lost_update(tmp_path):
    path = new_file(tmp_path / "cases.db")
    with closing(open_file(path)) as file, change(file, "Begin") as db:
        db.execute("UPDATE setting SET value = '0' WHERE id = 1")
    writers = [
        subprocess.Popen(
            [sys.executable, TESTS / "writer.py", path, "count", str(SECONDS), name],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": f"{TESTS.parent}:{TESTS}"},
        )
        for name in ("left", "right")
    ]
    told = [writer.communicate(timeout=60) for writer in writers]
    assert [errors for _, errors in told] == ["", ""]
    saved = [int(said) for said, _ in told]
    assert min(saved) > 3, "they did not write at once"
    with closing(open_file(path)) as file:
        (value,) = file.connection.execute("SELECT value FROM setting WHERE id = 1").fetchone()
        assert int(value) == sum(saved)
        teams = file.connection.execute("SELECT count(*) FROM team").fetchone()[0]
        assert teams == sum(saved)
        writes = file.connection.execute("SELECT made_by FROM change WHERE id > 2").fetchall()
        turns = sum(a != b for a, b in pairwise(writes))
        assert turns > 1, "one wrote only after the other was done"
        assert broken_at(file.connection) == ""
    assert [each.name for each in tmp_path.iterdir()] == ["cases.db"]

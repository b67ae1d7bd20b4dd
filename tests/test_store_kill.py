"""A program that is killed in the middle of saving loses nothing it has said was saved.

The process is killed (SIGKILL) at chance moments, twenty times over. Two writers that lie
prove that the test would see a lost or a half save.
"""

import random
import select
import shutil
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from make_file import new_file
from writer import ROWS

from pace_tui.store.casefile import open_file
from pace_tui.store.seal import broken_at

KILLS = 20
TESTS = Path(__file__).parent
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    return new_file(tmp_path_factory.mktemp("kill") / "cases.db")


def killed_writer(path, way, delay):
    """Let a writer save, kill it so long after its first save; answers what it said was saved."""
    with subprocess.Popen(
        [sys.executable, TESTS / "writer.py", path, way],
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": f"{TESTS.parent}:{TESTS}"},
    ) as writer:
        select.select([writer.stdout], [], [], 30)
        time.sleep(delay)
        writer.kill()
        said = writer.stdout.read().split(b"\n")[1:-1]  # the last line may be cut short
    return {int(line) for line in said}


class Outcome:
    """What the file holds after a kill, against what was said."""

    def __init__(self, path, said):
        self.hot = Path(f"{path}-journal").exists() and Path(f"{path}-journal").stat().st_size > 0
        with closing(open_file(path)) as file:  # recovers, and looks the whole file through
            keys = file.connection.execute("SELECT key FROM setting WHERE key LIKE '%-%'")
            units = Counter(int(key.split("-")[0]) for (key,) in keys.fetchall())
            self.broken = broken_at(file.connection)
        self.saved = len(units)
        self.half = [number for number, rows in units.items() if rows != ROWS]
        self.lost = said - set(units)


def rounds(empty, folder, way, count, seed):
    """Kill so many writers, each on a file of its own, two at a time."""
    chance = random.Random(seed)

    def play(turn):
        number, delay = turn
        path = Path(shutil.copy(empty, folder / f"{way} {number}.db"))
        return Outcome(path, killed_writer(path, way, delay))

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(play, [(n, chance.uniform(0.0, 0.08)) for n in range(count)]))


def test_a_killed_program_has_lost_nothing_and_saved_nothing_by_half(empty, tmp_path):
    outcomes = rounds(empty, tmp_path, "honest", KILLS, seed=11)
    assert [each.lost for each in outcomes if each.lost] == []
    assert [each.half for each in outcomes if each.half] == []
    assert [each.broken for each in outcomes if each.broken] == []
    assert sum(each.saved for each in outcomes) > KILLS, "too few saves to prove anything"
    assert any(each.hot for each in outcomes), "no kill came in the middle of a save"


def test_a_program_that_says_saved_too_early_is_caught(empty, tmp_path):
    outcomes = rounds(empty, tmp_path, "early", 5, seed=12)
    assert any(each.lost for each in outcomes)


def test_a_program_that_saves_by_halves_is_caught(empty, tmp_path):
    outcomes = rounds(empty, tmp_path, "halves", 5, seed=13)
    assert any(each.half for each in outcomes)

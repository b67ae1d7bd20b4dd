"""Start, keys, list and many children, as ratios measured side by side in one run.

    python benchmarks/run.py            about a minute and a half
    python benchmarks/run.py --rounds 15

Every figure stands beside its floor, taken in turns (A B A B), as the median and the minimum
of the rounds. Nothing here is run by the tests.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import big
import peers
from terminal import Terminal

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample.db"
Timed = Callable[[], float]


def start(command: list[str], wanted: bytes) -> Timed:
    """Seconds from the start of a program to its text on the screen and a key answered."""

    def timed() -> float:
        terminal = Terminal(command)
        try:
            return terminal.wait_for(wanted)
        finally:
            terminal.stop()

    return timed


def process(command: list[str]) -> Timed:
    """Seconds that a command takes."""

    def timed() -> float:
        begun = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - begun

    return timed


def in_turns(timed: dict[str, Timed], rounds: int) -> dict[str, list[float]]:
    """Each in its turn, so many rounds; one round before, for the caches, is not counted."""
    found: dict[str, list[float]] = {name: [] for name in timed}
    for nth in range(rounds + 1):
        for name, one in timed.items():
            seconds = one()
            if nth:
                found[name].append(seconds)
    return found


def tell(title: str, found: dict[str, list[float]]) -> None:
    """One table; the first row is the floor."""
    print(f"\n{title}\n{'':34}{'median':>10}{'least':>10}{'ratio':>8}{'of least':>10}")
    floor = next(iter(found.values()))
    for name, seconds in found.items():
        middle, least = statistics.median(seconds), min(seconds)
        ratio, of_least = middle / statistics.median(floor), least / min(floor)
        print(f"{name:34}{middle * 1e3:8.1f}ms{least * 1e3:8.1f}ms{ratio:7.2f}x{of_least:9.2f}x")


def keys(
    command: list[str], wanted: bytes, key: bytes, presses: int, settle: float = 0.8
) -> tuple[list[float], int]:
    """Seconds from a key to the first paint of its answer, and the memory afterwards."""
    terminal = Terminal(command)
    try:
        terminal.wait_for(wanted)
        terminal.settle(settle)
        found = []
        for _ in range(presses):
            found.append(terminal.first_answer(key))
            terminal.settle(0.15)
        return found, terminal.memory()
    finally:
        terminal.stop()


def measure(folder: Path, rounds: int) -> None:
    """All of it."""
    python = sys.executable
    scripts = {}
    for name in ("EMPTY_APP", "DATA_TABLE", "BARE_LIST"):
        scripts[name] = folder / f"{name.lower()}.py"
        scripts[name].write_text(getattr(peers, name))
    many = folder / "many.db"
    big.make(many, 12_000)
    empty, table = [python, str(scripts["EMPTY_APP"])], [python, str(scripts["DATA_TABLE"])]
    sample = [python, "-m", "pace_tui", str(SAMPLE)]
    twelve = [python, "-m", "pace_tui", str(many)]
    tell(
        "Start, to the text on the screen",
        in_turns(
            {
                "an empty Textual app": start(empty, b"READY-NOW"),
                "sample.db": start(sample, b"Past aim"),
                "12,000 children accommodated now": start(twelve, b"Past aim"),
            },
            rounds,
        ),
    )
    pressed = {
        "DataTable of 25 rows": keys(table, b"READY-NOW", b"\x1b[B", 20),
        "caseload of sample.db": keys(sample, b"Past aim", b"\x1b[B", 20),
        "12,000, while they are read": keys(twelve, b"Past aim", b"\x1b[B", 20, 0.2),
        "12,000, all read": keys(twelve, b"Past aim", b"\x1b[B", 20, 5),
    }
    tell("Key down, to the first paint", {name: found for name, (found, _) in pressed.items()})
    pages = {
        "DataTable of 25 rows": keys(table, b"READY-NOW", b"\x1b[6~", 20)[0],
        "caseload of sample.db": keys(sample, b"Past aim", b"\x1b[6~", 10)[0],
    }
    tell("Page down, to the first paint", pages)
    print("\nMemory")
    for name, (_, memory) in pressed.items():
        print(f"{name:34}{memory / 1e6:8.1f} MB")
    tell(
        "list, as a whole process",
        in_turns(
            {
                "Python + click + sqlite3 alone": process(
                    [python, str(scripts["BARE_LIST"]), str(SAMPLE)]
                ),
                "pace-tui list": process([python, "-m", "pace_tui", "list", str(SAMPLE)]),
            },
            rounds,
        ),
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), parser.parse_args().rounds)

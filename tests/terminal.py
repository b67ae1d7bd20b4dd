"""A whole process in a real pseudo-terminal, seen through pyte as a person sees it.

    with Terminal("-m", "pace_tui", path, cwd=tmp_path) as terminal:
        terminal.wait_for("Callum")
        terminal.press("down", "enter")
        ...
        terminal.press("q")
        assert terminal.end() == 0

`sent` holds every byte that reached the terminal.
"""

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

import pyte

import pace_tui

ROOT = Path(pace_tui.__file__).parents[1]
ALTERNATE_ON, ALTERNATE_OFF = b"\x1b[?1049h", b"\x1b[?1049l"
CURSOR_HIDDEN, CURSOR_SHOWN = b"\x1b[?25l", b"\x1b[?25h"
_KEYS = {
    "down": "\x1b[B",
    "up": "\x1b[A",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
}
# Requests that pyte does not know and would print.
_UNKNOWN = re.compile(
    rb"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\[[0-9;]*t|\x1b[P_].*?\x1b\\\\"
)
_PATIENCE = 20.0


class Terminal:
    """One process on a terminal of its own; `environ` is added to a plain environment."""

    def __init__(
        self,
        *arguments: object,
        cwd: Path,
        size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self.screen = pyte.Screen(*size)
        self.stream = pyte.ByteStream(self.screen)
        self.sent = b""
        plain = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        ours = {"PATH": os.environ["PATH"], "HOME": str(cwd), "PYTHONPATH": str(ROOT)}
        self.master, slave = pty.openpty()
        columns, rows = size
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(slave)
        self.slave = slave
        self.process = subprocess.Popen(
            [sys.executable, *(str(each) for each in arguments)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=cwd,
            env={**ours, **plain, **(environ or {})},
            start_new_session=True,
        )

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)
        os.close(self.slave)

    @property
    def lines(self) -> list[str]:
        """What the eye sees."""
        return list(self.screen.display)

    @property
    def text(self) -> str:
        """What the eye sees, as one text."""
        return "\n".join(self.lines)

    def read(self, seconds: float) -> bytes:
        """Take in what comes within some time; ends early when nothing more does."""
        if not select.select([self.master], [], [], seconds)[0]:
            return b""
        try:
            got = os.read(self.master, 65536)
        except OSError:
            return b""
        self.sent += got
        with contextlib.suppress(IndexError):
            self.stream.feed(_UNKNOWN.sub(b"", got))
        return got

    def wait_for(self, *words: str, without: str = "") -> None:
        """Wait until all the words are on the screen; fails with what is there instead."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            self.read(0.05)
            if all(word in self.text for word in words) and not (without and without in self.text):
                return
            if self.process.poll() is not None and not self.read(0.05):
                break
        raise AssertionError(f"never seen {words}, without “{without}”:\n{self.text}")

    def press(self, *keys: str) -> None:
        """Send keys, one after another."""
        for key in keys:
            os.write(self.master, _KEYS.get(key, key).encode())
            self.read(0.03)
            if key == "escape":  # a letter right after it would be taken for alt and the letter
                time.sleep(0.2)

    def end(self) -> int:
        """Wait for the process to leave; answers its exit status."""
        until = time.monotonic() + _PATIENCE
        while self.process.poll() is None and time.monotonic() < until:
            self.read(0.05)
        while self.read(0.05):
            pass
        return self.process.wait(timeout=1)

    @property
    def left_behind(self) -> bytes:
        """What was sent outside of the alternate screen: it stays when the program has gone."""
        before, *rest = self.sent.split(ALTERNATE_ON)
        return before + b"".join(part.partition(ALTERNATE_OFF)[2] for part in rest)

    def check_restored(self) -> None:
        """The terminal is as it was: its own screen, its cursor, its modes, no mouse."""
        assert self.sent.count(ALTERNATE_ON) >= 1
        assert self.sent.rfind(ALTERNATE_OFF) > self.sent.rfind(ALTERNATE_ON)
        assert self.sent.rfind(CURSOR_SHOWN) > self.sent.rfind(CURSOR_HIDDEN)
        for mode in (b"1000", b"1003", b"1006", b"2004"):
            on, off = b"\x1b[?" + mode + b"h", b"\x1b[?" + mode + b"l"
            assert self.sent.rfind(off) >= self.sent.rfind(on), mode
        assert termios.tcgetattr(self.slave)[:4] == self.before[:4]

"""A program in a pty of its own, timed from its start or from a key to its output."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from pathlib import Path


class Terminal:
    """A child process on a pseudo terminal of `columns` x `rows`."""

    def __init__(self, command: list[str], columns: int = 120, rows: int = 40) -> None:
        size = struct.pack("HHHH", rows, columns, 0, 0)
        self.begun = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            environ = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            environ.pop("PYTHONDONTWRITEBYTECODE", None)
            os.execvpe(command[0], command, environ)
        self.seen = b""

    def wait_for(self, wanted: bytes, seconds: float = 30) -> float:
        """Seconds since the start until `wanted` was written; raises `TimeoutError`."""
        until = time.perf_counter() + seconds
        while wanted not in self.seen:
            if time.perf_counter() > until or not self._read(until - time.perf_counter()):
                raise TimeoutError(f"{wanted!r} was not seen in {self.seen[-500:]!r}")
        return time.perf_counter() - self.begun

    def settle(self, quiet: float = 0.4) -> None:
        """Read until nothing has come for a while."""
        while self._read(quiet):
            pass
        self.seen = b""

    def press(self, keys: bytes, quiet: float = 0.06) -> float:
        """Seconds from a key to the last byte it caused, before a short quiet."""
        self.seen = b""
        begun = last = time.perf_counter()
        os.write(self.fd, keys)
        while self._read(1.0 if not self.seen else quiet):
            last = time.perf_counter()
        return last - begun

    def first_answer(self, keys: bytes) -> float:
        """Seconds from a key to the first byte of its answer."""
        begun = time.perf_counter()
        os.write(self.fd, keys)
        self._read(2.0)
        return time.perf_counter() - begun

    def memory(self) -> int:
        """Resident memory in bytes (Linux)."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGESIZE")

    def stop(self) -> None:
        """End the program."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.fd], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            data = os.read(self.fd, 1 << 16)
        except OSError:
            return False
        self.seen += data
        return bool(data)

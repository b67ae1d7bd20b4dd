"""Run the README's opening command on a real pseudo terminal, look at it as a person would.

Waits for the caseload, opens a child, looks at the charts, quits; the exit status must be 0.
"""

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

import pyte


def main(command: str) -> int:
    """Drive the program; 0 where each picture came and it left as it should."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execvp("bash", ["bash", "-c", command])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    screen = pyte.Screen(120, 40)
    stream = pyte.ByteStream(screen)
    for key, wanted in (("", "Jamie T"), ("\r", "Steps"), ("\x1b", "Weeks"), ("2", "PACE start")):
        os.write(terminal, key.encode())
        if not wait_for(terminal, screen, stream, wanted):
            print("\n".join(screen.display), f"\n“{wanted}” did not come", sep="")
            return 1
        print(f"seen: {wanted}")
    os.write(terminal, b"q")
    drain(terminal, stream)
    _, status = os.waitpid(pid, 0)
    print(f"left with {os.waitstatus_to_exitcode(status)}")
    return os.waitstatus_to_exitcode(status)


def wait_for(terminal: int, screen: pyte.Screen, stream: pyte.ByteStream, wanted: str) -> bool:
    """Read until the words are on the screen, five minutes at most (the first start installs)."""
    until = time.monotonic() + 300
    while time.monotonic() < until:
        if any(wanted in line for line in screen.display):
            return True
        if select.select([terminal], [], [], 1.0)[0]:
            try:
                stream.feed(os.read(terminal, 65536))
            except OSError:
                return False
    return False


def drain(terminal: int, stream: pyte.ByteStream) -> None:
    """Read what is still written until the program has closed the terminal."""
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            return
        if not data:
            return
        stream.feed(data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

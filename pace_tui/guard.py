"""The promise that nothing leaves the machine, kept by the interpreter itself.

Called before anything else is imported. Python tells an audit hook of every connection and
every program about to be started, whichever library asks; ours refuses them. What it cannot
see is the system's own traffic, such as a file on a network drive.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from typing import Any

_LOOPBACK = frozenset({"127.0.0.1", "::1"})
_WINDOWS = os.name == "nt"
_engaged = False


class NetworkRefused(PermissionError):  # noqa: N818 - says it better
    """Something tried to reach a network."""


class ProgramRefused(PermissionError):  # noqa: N818 - says it better
    """Something tried to start another program."""


def engage() -> None:
    """Refuse network and other programs from now on, and keep what is written private.

    New files are readable by their owner only, a crash leaves no memory dump, and no variable
    of the environment can make the screen's library log, connect or load code. Calling it
    twice is calling it once.
    """
    global _engaged  # noqa: PLW0603 - an audit hook cannot be taken back, so it is set once
    if _engaged:
        return
    _engaged = True
    os.umask(0o077)
    for name in [name for name in os.environ if name.upper().startswith("TEXTUAL")]:
        del os.environ[name]
    # Nothing here may connect, so nothing needs encrypted connections: asyncio does without,
    # and the screen starts a twentieth sooner.
    sys.modules.setdefault("ssl", None)  # type: ignore[arg-type]
    _no_core_dumps()
    sys.addaudithook(_hook)


def _no_core_dumps() -> None:
    """A dump of the memory would hold the whole caseload."""
    try:
        import resource  # noqa: PLC0415 - Windows has none, and writes no dumps of its own
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _hook(event: str, args: tuple[Any, ...]) -> None:
    refuse = _REFUSED.get(event)
    if refuse is not None:
        refuse(args)


def _no_network(_: tuple[Any, ...]) -> None:
    raise NetworkRefused("pace-tui works offline: a connection to a network was refused.")


def _no_program(_: tuple[Any, ...]) -> None:
    raise ProgramRefused("pace-tui starts no other program: one was refused.")


def _no_address(args: tuple[Any, ...]) -> None:
    """Refuse any address; on Windows all but this machine's own.

    Windows has no socket pairs, so asyncio wakes itself up over the loopback there.
    """
    address = args[1] if len(args) > 1 else None
    if _WINDOWS and isinstance(address, tuple) and address and address[0] in _LOOPBACK:
        return
    _no_network(args)


def _no_internet_socket(args: tuple[Any, ...]) -> None:
    """Refuse to make a socket that is not a local one: an unbound one could still listen.

    A family of -1 is a socket that exists already, such as one half of a local pair.
    """
    import socket  # noqa: PLC0415 - whoever makes a socket has imported it

    local = (getattr(socket, "AF_UNIX", None), -1)
    if not _WINDOWS and args[1] not in local:
        _no_network(args)


_REFUSED: dict[str, Callable[[tuple[Any, ...]], None]] = {
    "socket.__new__": _no_internet_socket,
    "socket.connect": _no_address,
    "socket.bind": _no_address,
    "socket.sendto": _no_address,
    "socket.sendmsg": _no_network,
    "socket.getaddrinfo": _no_network,
    "socket.getnameinfo": _no_network,
    "socket.gethostbyname": _no_network,
    "socket.gethostbyaddr": _no_network,
    "webbrowser.open": _no_program,
    "subprocess.Popen": _no_program,
    "os.system": _no_program,
    "os.startfile": _no_program,
    "os.startfile/2": _no_program,
    "os.exec": _no_program,
    "os.posix_spawn": _no_program,
    "os.spawn": _no_program,
    "os.fork": _no_program,
    "os.forkpty": _no_program,
    "pty.spawn": _no_program,
    "_winapi.CreateProcess": _no_program,
}

"""The way most starts go, `pace-tui FILE`, without the command line's library.

It answers what `open FILE` answers, a fifth of a start sooner: see `benchmarks/`. Everything
else (options, other commands, no terminal) goes through the command line.
"""

from __future__ import annotations

import gc
import os
import sys


def plain_file(arguments: list[str]) -> bool:
    """Whether the arguments are one file to open on a terminal. No command has a dot in it."""
    if len(arguments) != 1 or arguments[0].startswith("-") or "." not in arguments[0]:
        return False
    return os.path.isfile(arguments[0]) and sys.stdin.isatty() and sys.stdout.isatty()  # noqa: PTH113


def open_plain(argument: str) -> int:
    """Open one file on the screen; answers the exit status."""
    # Until the first screen stands nothing is thrown away; looking for garbage meanwhile
    # costs a tenth of the start. The app turns it on again.
    gc.disable()
    from pathlib import Path  # noqa: PLC0415 - in the order of the start

    from pace_tui.draw.glyphs import choose  # noqa: PLC0415
    from pace_tui.options import OpenOptions  # noqa: PLC0415
    from pace_tui.store.errors import FileError  # noqa: PLC0415
    from pace_tui.tui.app import run  # noqa: PLC0415

    glyphs = choose(os.environ, sys.stdout.encoding, sys.platform)
    try:
        return run(OpenOptions(Path(argument), None, False, False, glyphs, None))
    except FileError as error:
        from pace_tui.core.words import printable  # noqa: PLC0415

        sys.stderr.write(f"{printable(str(error))}\n")
        return 2

"""Where the program starts: the guard first, then the command, and never a traceback."""

from __future__ import annotations

import io
import os
import sys

from pace_tui.guard import engage
from pace_tui.quick import open_plain, plain_file

_FAULT = 70  # EX_SOFTWARE of sysexits.h
_INTERRUPTED = 130  # as shells report ctrl-c


def main() -> None:
    """Run the command line, and leave with its exit status."""
    engage()
    sys.exit(run())


def run(arguments: list[str] | None = None) -> int:
    """Run one command and answer its exit status; errors become one sentence on stderr.

    A traceback would print paths, and the values in it personal data: neither is shown.
    """
    _prepare(sys.stdout)
    _prepare(sys.stderr)
    try:
        return _command(arguments)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:
        sys.stderr.write(_fault(error))
        return _FAULT


def _command(arguments: list[str] | None) -> int:
    typed = sys.argv[1:] if arguments is None else arguments
    if plain_file(typed):
        return open_plain(typed[0])
    import click  # noqa: PLC0415 - after the guard

    from pace_tui.cli import cli  # noqa: PLC0415
    from pace_tui.output import OutputGone  # noqa: PLC0415

    try:
        return int(cli.main(arguments, prog_name="pace-tui", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return _INTERRUPTED
    except OutputGone as gone:
        _drop_output()
        sys.stderr.write(str(gone))
        return gone.exit_code


def _prepare(stream: object) -> None:
    """UTF-8 into files and pipes, whatever the system's own; a terminal keeps its encoding.

    What cannot be written is replaced: a name in another script must not stop a list.
    """
    if not isinstance(stream, io.TextIOWrapper):
        return
    if stream.isatty() or "PYTHONIOENCODING" in os.environ:
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8", errors="replace")


def _drop_output() -> None:
    """What is left in the buffer goes nowhere, or Python would complain of it at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _fault(error: Exception) -> str:
    """The sentence for a fault of the program: its kind and place, never its words."""
    place = "unknown"
    trace = error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        if f"{os.sep}pace_tui{os.sep}" in code.co_filename or place == "unknown":
            place = f"{os.path.basename(code.co_filename)}:{trace.tb_lineno}"  # noqa: PTH119
        trace = trace.tb_next
    kind = type(error).__name__
    return (
        f"pace-tui stopped because of a fault of its own ({kind} at {place}). "
        "Nothing was half-written.\n"
    )


if __name__ == "__main__":
    main()

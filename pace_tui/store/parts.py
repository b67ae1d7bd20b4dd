"""Files that appear whole or not at all: written as `.part` beside their place, then renamed."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def part_of(path: Path) -> Path:
    """Where a file is written before it has its name."""
    return path.with_name(path.name + ".part")


def expect_free(path: Path) -> None:
    """Raise `FileExistsError` where anything has the name, be it a link that leads nowhere."""
    if path.exists() or path.is_symlink():
        raise FileExistsError


def begin(part: Path) -> None:
    """Make an empty file that only its owner can read; one left behind is replaced."""
    with contextlib.suppress(FileNotFoundError):
        part.unlink()
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def discard(part: Path) -> None:
    """Remove what is left of an unfinished file, if anything is."""
    for leftover in (part, part.with_name(part.name + "-journal")):
        with contextlib.suppress(OSError):
            leftover.unlink()


def finish_new(part: Path, path: Path) -> None:
    """Give a finished file its name; raises `FileExistsError` where one has it already."""
    _make_durable(part)
    try:
        # A link fails where a file has appeared meanwhile; a rename would replace it.
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as a memory stick's
        if path.exists():
            raise FileExistsError from None
        part.rename(path)
    _make_name_durable(path)


def finish(part: Path, path: Path) -> None:
    """Give a finished file its name, in place of the one that has it."""
    _make_durable(part)
    part.replace(path)
    _make_name_durable(path)


def _make_durable(part: Path) -> None:
    descriptor = os.open(part, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_name_durable(path: Path) -> None:
    """A new name is in its folder, which is written by itself; Windows opens no folders."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

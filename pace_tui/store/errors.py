"""What can be wrong with a file, in sentences for the person who opened it."""

from __future__ import annotations

from pathlib import Path


class FileError(Exception):
    """The file cannot be used. The message is one plain sentence: what, where, what to do."""


_BUSY = "Another window or program is writing to “{name}”: close it there, or try again shortly."
_SENTENCES = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_READONLY": "“{name}” cannot be written to: open it with --read-only, or ask for "
    "permission to change it.",
    "SQLITE_READONLY_DIRECTORY": "The folder of “{name}” cannot be written to: open the file "
    "with --read-only, or copy it to a folder of your own.",
    "SQLITE_READONLY_ROLLBACK": "“{name}” was left in the middle of a change and must be put right "
    "first: open it once for writing, without --read-only.",
    "SQLITE_READONLY_DBMOVED": "“{name}” was moved or deleted while it was open, so nothing was "
    "saved: open it where it is now.",
    "SQLITE_FULL": "The disk is full, so nothing was saved in “{name}”: make room and try again.",
    "SQLITE_IOERR": "The disk did not answer while “{name}” was read or written: check the "
    "drive, then open it again; nothing is half-written.",
    "SQLITE_IOERR_DELETE": "A file beside “{name}” could not be removed: check that you may write "
    "in its folder.",
    "SQLITE_CANTOPEN": "“{name}” cannot be opened: check that you may read the file and write "
    "in its folder.",
    "SQLITE_PERM": "You do not have permission to open “{name}”.",
    "SQLITE_NOTADB": "“{name}” is not a caseload file: it may be encrypted, or another kind "
    "of file.",
    "SQLITE_CORRUPT": "“{name}” is damaged: restore a backup of it. Nothing was changed.",
}


def told(error: Exception, path: Path) -> FileError | None:
    """The sentence for an error of the disk or of another window; `None` for any other."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if str(error).startswith("Could not decode"):  # Python's own, and it quotes the text
        name = "SQLITE_CORRUPT"
    while name and name not in _SENTENCES:
        name = name.rpartition("_")[0]
    return FileError(_SENTENCES[name].format(name=path.name)) if name else None


def plain(error: Exception, path: Path) -> FileError:
    """The sentence for any error while a file is opened: what is not known is damage."""
    damaged = FileError(_SENTENCES["SQLITE_CORRUPT"].format(name=path.name))
    return told(error, path) or damaged

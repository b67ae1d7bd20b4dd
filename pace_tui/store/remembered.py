"""What was open last, kept in a small file of the user's own. No names of people in it.

A convenience, never a condition: where it cannot be read or written, nothing is remembered.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any


def state_file() -> Path:
    """Where it is kept; each system has its own place for such things."""
    import platformdirs  # noqa: PLC0415 - most commands remember nothing

    return platformdirs.user_state_path("pace-tui", appauthor=False) / "remembered.json"


def last_file() -> Path | None:
    """The caseload file used last, where it is still there."""
    path = _read().get("file")
    if not isinstance(path, str) or not path:
        return None
    with contextlib.suppress(OSError, ValueError):
        return Path(path) if Path(path).is_file() else None
    return None


def last_worker(path: Path) -> int | None:
    """The id of the worker looked at last in a file; `None` where none is remembered."""
    worker = _workers(_read()).get(_key(path))
    return worker if isinstance(worker, int) else None


def remember(path: Path, worker: int | None = None) -> None:
    """Remember a file as the last one, and whose children were looked at in it."""
    known = _read()
    workers = _workers(known)
    workers.pop(_key(path), None)
    if worker is not None:
        workers[_key(path)] = worker
    with contextlib.suppress(OSError, ValueError):
        _write({"file": _key(path), "workers": workers})


def _workers(known: dict[str, Any]) -> dict[str, Any]:
    workers = known.get("workers")
    return dict(workers) if isinstance(workers, dict) else {}


def _key(path: Path) -> str:
    return str(path.absolute())


def _read() -> dict[str, Any]:
    try:
        known = json.loads(state_file().read_text("utf-8"))
    except (OSError, ValueError, RuntimeError):
        return {}
    return known if isinstance(known, dict) else {}


def _write(known: dict[str, Any]) -> None:
    """Written beside its place and moved there, so that two windows cannot mix theirs."""
    place = state_file()
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        part.write_text(json.dumps(known, ensure_ascii=False), "utf-8")
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)

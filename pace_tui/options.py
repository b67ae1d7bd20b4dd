"""What the command line asks of the screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple


class OpenOptions(NamedTuple):
    """How to open the screen. `worker` is a name as typed, `glyphs` one of the three sets;
    `as_at` and `theme` are `None` where the file and the settings decide."""

    path: Path
    worker: str | None
    read_only: bool
    hide_names: bool
    glyphs: str
    as_at: date | None
    theme: str | None = None

"""The layout of all places: read from the `.tcss` files beside them.

As one string, because a file inside a zip has no path that Textual could read.
"""

from __future__ import annotations

import pkgutil

_FILES = (
    "place.tcss",
    "caseload/caseload.tcss",
    "charts/charts.tcss",
    "child/child.tcss",
    "diary/diary.tcss",
    "dialogs/dialogs.tcss",
    "help/help.tcss",
)


def _read() -> str:
    found = (pkgutil.get_data("pace_tui.tui", name) or b"" for name in _FILES)
    return "\n".join(text.decode("utf-8") for text in found)


STYLES = _read()

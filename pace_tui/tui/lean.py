"""Starting without what is never shown: Textual's own palette of commands.

Ours knows children and workers and has no emoji. Textual's brings a dozen stock widgets with
it, a tenth of the start (measured in `benchmarks/`); `textual.app` and `textual.theme` want
only these names of it, to derive from.
"""

from __future__ import annotations

import sys
from types import ModuleType

NAMES = (
    "CommandListItem",
    "CommandPalette",
    "DiscoveryHit",
    "Hit",
    "Hits",
    "Provider",
    "SimpleProvider",
)


def leave_out_palette() -> None:
    """Put a stand-in where `textual.command` would be; before `textual.app` is imported."""
    if "textual.command" in sys.modules:
        return
    stand_in = ModuleType("textual.command", "Not used: see pace_tui.tui.lean.")
    for name in NAMES:
        setattr(stand_in, name, type(name, (), {}))
    sys.modules["textual.command"] = stand_in

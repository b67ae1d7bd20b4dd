"""The layout of a place: read from the `.tcss` files beside it.

As a string, because a file inside a zip has no path that Textual could read. A place brings
its own when it is first gone to, so that the start parses only what it shows.
"""

from __future__ import annotations

import pkgutil


def styles(*names: str) -> str:
    """The text of some `.tcss` files of this package, by their path in it."""
    found = (pkgutil.get_data("pace_tui.tui", name) or b"" for name in names)
    return "\n".join(text.decode("utf-8") for text in found)

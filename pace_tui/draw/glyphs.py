"""Every glyph of the product, in three sets of which each font has one.

`unicode` for present-day terminals, `wgl4` for Windows' older console and the Linux console
(Windows Glyph List 4: their fonts have no more, and nothing stands in), `ascii` for the rest.
No braille and no emoji: fonts that lack them break the width of a column.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

NAMES = ("unicode", "wgl4", "ascii")
VARIABLE = "PACE_GLYPHS"


class Glyphs(NamedTuple):
    """One set. Every glyph is one cell wide; `keys` alone holds words where no glyph is known.

    `levels` are a sparkline's heights from low to high, empty where figures stand instead;
    `parts` a week bar's last cell from its least part to full, `track` the weeks ahead of it;
    `fills` and `thin` a bar of a home group, `thin` where one column is all that a bar has.
    """

    name: str
    status: Mapping[str, str]
    step: Mapping[str, str]
    # run chart
    child: str
    shift: str
    trend: str
    beyond: str
    cursor: str
    drop: str
    aim: str
    median: str
    median_before: str
    pace: str
    test_start: str
    test_line: str
    test_stop: str
    # axes
    line: str
    rail: str
    corner: str
    tick_left: str
    tick_down: str
    # bars
    levels: str
    parts: str
    track: str
    bar_end: str
    step_ahead: str
    fills: Mapping[str, str]
    thin: Mapping[str, str]
    letters: Mapping[str, str]
    # boxes and flows: h v, the corners, the tees named by where they lead, the cross
    box: Mapping[str, str]
    # words' company
    ellipsis: str
    separator: str
    dash: str
    bullet: str
    pointer: str
    folded: str
    unfolded: str
    sorted_up: str
    sorted_down: str
    ticked: str
    unticked: str
    changed: str
    left: str
    right: str
    up: str
    down: str
    keys: Mapping[str, str]


def _each(names: str, glyphs: str) -> Mapping[str, str]:
    return MappingProxyType(dict(zip(names.split(), glyphs.split(), strict=True)))


_STATUSES = "check past_aim overdue due_soon recommended on_track"
_STEPS = "done booked due late not_needed today"
_GROUPS = "foster kinship residential home adopters other"
_BOX = "h v top_left top_right bottom_left bottom_right right left down up cross"
_KEYS = "up down left right enter escape"
_LETTERS = _each(_GROUPS, "F K R H A O")
_LIGHT = "─ │ ┌ ┐ └ ┘ ├ ┤ ┬ ┴ ┼"

_UNICODE = Glyphs(
    name="unicode",
    status=_each(_STATUSES, "? ■ ▲ ◐ ✓ ●"),
    step=_each(_STEPS, "✓ ◇ ○ ▲ – ▼"),
    child="○",
    shift="●",
    trend="◆",
    beyond="▲",
    cursor="◉",
    drop="·",
    aim="╌",
    median="━",
    median_before="┈",
    pace="┊",
    test_start="▸",
    test_line="─",
    test_stop="◂",
    line="─",
    rail="│",
    corner="└",
    tick_left="┤",
    tick_down="┬",
    levels="▁▂▃▄▅▆▇█",
    parts="╸━",
    track="─",
    bar_end="┤",
    step_ahead="·",
    fills=_each(_GROUPS, "█ ▓ ▒ ░ ▚ ═"),
    thin=_each(_GROUPS, "▌ ▌ ▌ ▌ ▌ ▌"),
    letters=_LETTERS,
    box=_each(_BOX, _LIGHT),
    ellipsis="…",
    separator="·",
    dash="–",
    bullet="•",
    pointer="▸",
    folded="▸",
    unfolded="▾",
    sorted_up="▴",
    sorted_down="▾",
    ticked="■",
    unticked="□",
    changed="*",
    left="←",
    right="→",
    up="↑",
    down="↓",
    keys=_each(_KEYS, "↑ ↓ ← → enter esc"),
)
_WGL4 = _UNICODE._replace(
    name="wgl4",
    status=_each(_STATUSES, "? ■ ▲ ○ √ ●"),
    step=_each(_STEPS, "√ ◊ ○ ▲ – ▼"),
    trend="◊",
    cursor="◘",
    aim="-",
    median="═",
    median_before="·",
    pace="¦",
    test_start="►",
    test_stop="◄",
    levels="",
    parts="▬",
    track="─",
    bar_end="┤",
    fills=_each(_GROUPS, "█ ▓ ▒ ░ ▀ ═"),
    pointer="►",
    folded="►",
    unfolded="▼",
    sorted_up="▲",
    sorted_down="▼",
)
_ASCII = _WGL4._replace(
    name="ascii",
    status=_each(_STATUSES, "? X ! ~ v o"),
    step=_each(_STEPS, "v b o ! - |"),
    child="o",
    shift="*",
    trend="x",
    beyond="^",
    cursor="@",
    drop=".",
    median="=",
    median_before=".",
    pace=":",
    test_start=">",
    test_line="-",
    test_stop="<",
    line="-",
    rail="|",
    corner="+",
    tick_left="+",
    tick_down="+",
    parts="=",
    track="-",
    bar_end="|",
    step_ahead=".",
    fills=_LETTERS,
    thin=_LETTERS,
    box=_each(_BOX, "- | + + + + + + + + +"),
    ellipsis=">",
    separator="-",
    dash="-",
    bullet="*",
    pointer=">",
    folded="+",
    unfolded="-",
    sorted_up="^",
    sorted_down="v",
    ticked="x",
    unticked="-",
    left="<",
    right=">",
    up="^",
    down="v",
    keys=_each(_KEYS, "up down left right enter esc"),
)
_SETS = {one.name: one for one in (_UNICODE, _WGL4, _ASCII)}


def glyphs(name: str) -> Glyphs:
    """The set of that name. Raises `KeyError` for a name that is not in `NAMES`."""
    return _SETS[name]


def choose(environ: Mapping[str, str], encoding: str | None, platform: str) -> str:
    """The name of the set to use where the user named none.

    No console can be asked which glyphs its font has, so: what `PACE_GLYPHS` says; plain
    letters where the output cannot carry more; WGL4 where the console is known to be an old
    one. `platform` is `sys.platform`; a wrong name in the variable counts as not set.
    """
    wish = environ.get(VARIABLE, "").strip().lower()
    if wish in _SETS:
        return wish
    term = environ.get("TERM", "")
    if not _is_unicode(encoding) or term == "dumb":
        return "ascii"
    # Windows Terminal says WT_SESSION; editors and other newer terminals TERM_PROGRAM.
    newer = "WT_SESSION" in environ or "TERM_PROGRAM" in environ
    old_console = platform.startswith("win") and not newer
    return "wgl4" if old_console or term == "linux" else "unicode"


def _is_unicode(encoding: str | None) -> bool:
    plain = (encoding or "").lower().replace("-", "").replace("_", "")
    return plain.startswith("utf") or plain == "cp65001"

"""A grid of cells, each one character and one style key: what every chart is drawn on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

Cell = tuple[int, int]
Run = tuple[str, str]
OverlayRow = Mapping[int, Run]

# Every style key a drawing may use; whoever shows a grid maps each of them to a look.
STYLES = frozenset(
    (
        # frame and words
        *("axis", "tick", "dim", "text", "more"),
        # caseload rows and a child's journey
        *("heading", "strong", "accent", "good", "late", "aim_label"),
        # run chart
        *("aim", "median", "median_before", "pace", "test"),
        *("dot", "shift", "trend", "outlier", "cursor", "drop"),
        # homes of those waiting: the groups of core.words.HOME_GROUPS
        *("foster", "kinship", "residential", "home", "adopters", "other"),
        # week bar: the statuses of core.words.STATUSES, and the part still ahead
        *("check", "past_aim", "overdue", "due_soon", "recommended", "on_track", "ahead"),
    )
)
BLANK = ""


class Grid:
    """`width` x `height` cells. A cell nobody has put anything in has the style `BLANK`."""

    __slots__ = ("chars", "height", "styles", "width")

    def __init__(self, width: int, height: int) -> None:
        self.width = max(0, width)
        self.height = max(0, height)
        self.chars = [[" "] * self.width for _ in range(self.height)]
        self.styles = [[BLANK] * self.width for _ in range(self.height)]

    def put(self, x: int, y: int, char: str, style: str) -> None:
        """Put one character; what lies outside the grid is left out."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self.chars[y][x] = char
            self.styles[y][x] = style

    def text(self, x: int, y: int, text: str, style: str) -> int:
        """Write from `x` on and answer the column after the text. What lies outside is left out."""
        for offset, char in enumerate(text):
            self.put(x + offset, y, char, style)
        return x + len(text)

    def across(self, start: int, stop: int, y: int, char: str, style: str) -> None:
        """A line along row `y`, from column `start` up to but without `stop`."""
        for x in range(start, stop):
            self.put(x, y, char, style)

    def down(self, x: int, start: int, stop: int, char: str, style: str) -> None:
        """A line along column `x`, from row `start` up to but without `stop`."""
        for y in range(start, stop):
            self.put(x, y, char, style)

    def free(self, start: int, stop: int, y: int, over: Collection[str] = ()) -> bool:
        """Whether the cells are all on the grid and blank, or of a style named in `over`."""
        if not 0 <= start <= stop <= self.width or not 0 <= y < self.height:
            return False
        return all(style == BLANK or style in over for style in self.styles[y][start:stop])

    def label(
        self, text: str, style: str, places: Iterable[Cell], over: Collection[str] = ()
    ) -> Cell | None:
        """Write `text` at the first place where it covers nothing and touches nothing.

        Answers the place, or `None` where every place was taken: then nothing is written,
        because half a label misleads. One cell on either side is kept free.
        """
        for x, y in places:
            before, after = max(0, x - 1), min(self.width, x + len(text) + 1)
            whole = x >= 0 and x + len(text) <= self.width
            if whole and self.free(before, after, y, over):
                self.text(x, y, text, style)
                return x, y
        return None

    def row(self, y: int, overlay: OverlayRow | None = None) -> list[Run]:
        """One row as runs (text, style key), with an overlay's cells in place of its own."""
        chars, styles = self.chars[y], self.styles[y]
        if overlay:
            chars, styles = chars.copy(), styles.copy()
            for x, (char, style) in overlay.items():
                chars[x], styles[x] = char, style
        return list(_runs(chars, styles))

    def rows(self) -> Iterator[list[Run]]:
        """Every row from the top, as runs (text, style key)."""
        return (self.row(y) for y in range(self.height))

    def plain(self) -> str:
        """The grid as lines of text, without spaces at their ends."""
        return "\n".join("".join(row).rstrip() for row in self.chars)


def _runs(chars: list[str], styles: list[str]) -> Iterator[Run]:
    line = "".join(chars)
    start = 0
    for x in range(1, len(styles)):
        if styles[x] != styles[start]:
            yield line[start:x], styles[start]
            start = x
    if line:
        yield line[start:], styles[start]

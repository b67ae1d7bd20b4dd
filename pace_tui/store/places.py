"""Where the program's own files are."""

from __future__ import annotations

from pathlib import Path


def sample_path() -> Path | None:
    """The sample: inside the installed package, else beside it in a checkout, else the one
    made before in the user's own folder; `None` where there is none yet."""
    package = Path(__file__).parent.parent
    for path in (package / "sample.db", package.parent / "sample.db", own_sample()):
        if path.is_file() and path.stat().st_size:
            return path
    return None


def own_sample() -> Path:
    """The place for a sample of the user's own, where the program came without one."""
    import platformdirs  # noqa: PLC0415 - the sample is seldom asked for

    return platformdirs.user_data_path("pace-tui", appauthor=False) / "sample.db"
